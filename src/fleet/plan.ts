/** What a push will do, as a value: `--dry-run` prints it, the real run applies it. */
import type { FleetNode } from './node.ts';
import type { Outcome } from './outcomes.ts';
import type { Payload, Payloads } from './payload.ts';
import { size } from './size.ts';
import { type Facts, idOf, isTrouble, type Survey } from './survey.ts';

export interface Step {
  node: FleetNode;
  survey: Survey;
  /** `twin`: the same node as an earlier one of the list, by another address. */
  action: 'load' | 'keep' | 'cannot' | 'twin';
  /** With `keep` and `cannot`: how it ends, without a push. */
  outcome?: Outcome;
  detail?: string;
  /** With `twin`: the position of the other one. */
  twin?: number;
  /** What should be known, and does not stop the push. */
  notes: string[];
}

export interface Plan {
  payload: Payload;
  /** In the order of the list. */
  steps: Step[];
  notes: string[];
}

export function planOf(nodes: readonly FleetNode[], surveys: readonly Survey[], payloads: Payloads): Plan {
  const payload = fitting(payloads, surveys);
  const seen = new Map<string, number>();
  const steps = nodes.map((node, index): Step => {
    const survey = surveys[index]!;
    if (isTrouble(survey)) {
      const { outcome, detail } = survey;
      return { node, survey, action: 'cannot', outcome, ...(detail ? { detail } : {}), notes: [] };
    }
    const notes = notesOf(survey);
    const twin = survey.nodeId === '' ? undefined : seen.get(idOf(survey));
    if (twin !== undefined) return { node, survey, action: 'twin', twin, notes };
    seen.set(idOf(survey), index);
    if (holds(survey.hash, payload)) return { node, survey, action: 'keep', outcome: 'unchanged', notes };
    return { node, survey, ...obstacle(survey, payload), notes };
  });
  return { payload, steps, notes: payload.note ? [payload.note] : [] };
}

/** Whether a node that says `hash` has nothing to load. */
export const holds = (
  hash: string | undefined,
  { hash: ours, alike }: Pick<Payload, 'hash' | 'alike'>,
): boolean => hash !== undefined && (hash === ours || alike.includes(hash));

/** The second form, where only that fits into every node. */
function fitting({ first, second }: Payloads, surveys: readonly Survey[]): Payload {
  const facts = surveys.filter((survey): survey is Facts => !isTrouble(survey));
  const room = Math.min(
    ...facts.flatMap(({ limits }) => [limits.body, limits.buffer]).filter((one) => one !== undefined),
  );
  if (!second || first.bytes.length <= room || second.bytes.length > room) return first;
  return {
    ...second,
    note: `as JSON it has ${size(first.bytes.length)}, more than the nodes take, so the file is sent as it is`,
  };
}

type Obstacle = Pick<Step, 'action' | 'outcome' | 'detail'>;

function obstacle({ missing, limits }: Facts, { bytes }: Payload): Obstacle {
  const length = bytes.length;
  if (missing.length > 0)
    return { action: 'cannot', outcome: 'missing-plugin', detail: `without ${missing.join(', ')}` };
  if (limits.body !== undefined && length > limits.body)
    return {
      action: 'cannot',
      outcome: 'too-large',
      detail: `the config has ${size(length)}, and it takes ${size(limits.body)}`,
    };
  if (limits.buffer !== undefined && length > limits.buffer)
    return {
      action: 'cannot',
      outcome: 'body-not-read',
      detail: `the config has ${size(length)}, and it reads ${size(limits.buffer)}`,
    };
  return { action: 'load' };
}

/** What dbless knows of Kong is true of this version. */
const KNOWN = '3.10.';

function notesOf({ version, loadsAtStart }: Facts): string[] {
  return [
    ...(loadsAtStart ? ['declarative_config is set, so at its next start it loads that instead'] : []),
    ...(version.startsWith(KNOWN)
      ? []
      : [`it runs Kong ${version}, and the config is judged as Kong 3.10 does`]),
  ];
}
