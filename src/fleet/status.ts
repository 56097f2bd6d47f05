/** Which nodes hold the same: as a file has it, or as most of them do. */
import { EMPTY_HASH } from './config.ts';
import type { FleetNode } from './node.ts';
import { outcomes } from './outcomes.ts';
import type { Payload } from './payload.ts';
import { holds } from './plan.ts';
import { isTrouble, type Survey } from './survey.ts';

export type State = 'in sync' | 'drift' | 'empty' | 'not DB-less' | 'unreachable';

export interface NodeStatus {
  node: FleetNode;
  state: State;
  version: string | null;
  hash: string | null;
  /** With a node that cannot be asked: why. */
  detail: string | null;
}

/** `payload`: what they should hold; without, what most of them hold. */
export function statusOf(
  nodes: readonly FleetNode[],
  surveys: readonly Survey[],
  payload: Payload | undefined,
): NodeStatus[] {
  const wanted = payload ?? mostHeld(surveys);
  return nodes.map((node, index) => {
    const survey = surveys[index]!;
    const about = { node, version: survey.version ?? null, hash: survey.hash ?? null };
    if (isTrouble(survey)) return { ...about, state: stateOf(survey.outcome), detail: wordsOf(survey) };
    if (holds(survey.hash, wanted)) return { ...about, state: 'in sync', detail: null };
    return { ...about, state: survey.hash === EMPTY_HASH ? 'empty' : 'drift', detail: null };
  });
}

const stateOf = (outcome: string): State =>
  /^(?:not-dbless|wrong-role)$/.test(outcome) ? 'not DB-less' : 'unreachable';

function wordsOf({ outcome, detail }: Extract<Survey, { outcome: unknown }>): string {
  const { words } = outcomes[outcome];
  return detail ? `${words}: ${detail}` : words;
}

function mostHeld(surveys: readonly Survey[]): Pick<Payload, 'hash' | 'alike'> {
  const counts = new Map<string, number>();
  for (const survey of surveys) {
    if (!isTrouble(survey) && survey.hash !== EMPTY_HASH)
      counts.set(survey.hash, (counts.get(survey.hash) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return { hash: most?.[0] ?? EMPTY_HASH, alike: [] };
}

export type StatusVerdict = 'fine' | 'drift' | 'some' | 'all';

/** `some`, `all`: so many could not be asked, or are of the wrong kind. */
export function verdictOfStatus(statuses: readonly NodeStatus[]): StatusVerdict {
  const failed = statuses.filter(({ state }) => state === 'unreachable' || state === 'not DB-less').length;
  if (failed > 0) return failed === statuses.length ? 'all' : 'some';
  return statuses.every(({ state }) => state === 'in sync') ? 'fine' : 'drift';
}
