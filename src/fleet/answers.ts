/**
 * What each answer of POST /config means: status × media type × body → outcome and what to do next
 * (docs/kong/admin-config-api.md section 2, "Responses"; docs/kong/admin-api-observed.md sections 3, 6 to 8, 11, 14).
 */
import type { Answer, Silence } from './client/exchange.ts';
import { faults } from './client/faults.ts';
import type { Outcome } from './outcomes.ts';

/**
 * `prove`: the node says that it is done. `end`: asking again gives the same. `wait`: for as long as the node says.
 * `again`: nothing was done, so send again after a while. `settle`: a load may be going on, so see first what it comes to.
 */
export type Next = 'prove' | 'end' | 'wait' | 'again' | 'settle';

interface Row {
  status: number | readonly [from: number, to: number];
  type?: 'json' | 'html';
  says?: RegExp;
  outcome: Outcome;
  next: Next;
}

/** The first that fits. */
export const rows: readonly Row[] = [
  { status: 201, outcome: 'converged', next: 'prove' },
  { status: 304, outcome: 'unchanged', next: 'prove' },
  { status: 400, type: 'json', says: /"code"\s*:\s*14\b/, outcome: 'rejected', next: 'end' },
  { status: 400, type: 'json', says: /configured to not use a database/, outcome: 'not-dbless', next: 'end' },
  {
    status: 400,
    type: 'json',
    says: /expected a declarative configuration|Cannot parse JSON body/,
    outcome: 'body-not-read',
    next: 'end',
  },
  { status: 400, type: 'html', says: /SSL certificate/, outcome: 'client-certificate', next: 'end' },
  { status: 400, type: 'html', says: /plain HTTP request/, outcome: 'needs-https', next: 'end' },
  { status: 400, outcome: 'not-kong', next: 'end' },
  { status: [401, 403], outcome: 'unauthorized', next: 'end' },
  { status: 404, outcome: 'not-found', next: 'end' },
  { status: 405, outcome: 'not-allowed', next: 'end' },
  { status: 407, outcome: 'unauthorized', next: 'end' },
  { status: 408, outcome: 'unavailable', next: 'settle' },
  { status: 413, type: 'json', outcome: 'storage-full', next: 'end' },
  { status: 413, outcome: 'too-large', next: 'end' },
  { status: 415, outcome: 'unsupported-type', next: 'end' },
  { status: 429, outcome: 'busy', next: 'wait' },
  { status: 500, outcome: 'crashed', next: 'end' },
  // Only a node that says so has not begun to load.
  { status: 503, type: 'json', says: /exiting/, outcome: 'unavailable', next: 'again' },
  { status: [502, 504], outcome: 'unavailable', next: 'settle' },
  { status: [300, 399], outcome: 'redirected', next: 'end' },
  { status: [0, 999], outcome: 'not-kong', next: 'end' },
];

export interface Reading {
  outcome: Outcome;
  next: Next;
  /** What the node or the system says, if it adds something. */
  detail?: string;
}

export function readAnswer(answer: Answer): Reading {
  const { outcome, next } = rows.find((row) => fits(row, answer))!;
  const detail = detailOf(outcome, answer);
  return { outcome, next, ...(detail ? { detail } : {}) };
}

export function readSilence({ fault, sent, status }: Silence): Reading {
  const { again, words } = faults[fault];
  const help = faults[fault].help;
  const detail = help ? `${words}; ${help}` : words;
  if (fault === 'aborted' && !sent) return { outcome: 'interrupted', next: 'end' };
  if (sent && (status === undefined || status === 201 || status >= 500))
    return { outcome: 'unknown', next: 'settle', detail };
  return { outcome: 'unreachable', next: again ? 'again' : 'end', detail };
}

/** What an answer to anything but POST /config means. */
export function readRefusal(answer: Answer): Reading {
  const reading = readAnswer(answer);
  return reading.next === 'prove' ? { outcome: 'not-kong', next: 'end' } : reading;
}

function fits({ status, type, says }: Row, answer: Answer): boolean {
  const [from, to] = typeof status === 'number' ? [status, status] : status;
  return (
    answer.status >= from &&
    answer.status <= to &&
    (type === undefined || type === kindOf(answer.type)) &&
    (says === undefined || says.test(answer.text))
  );
}

const kindOf = (type: string): 'json' | 'html' | undefined =>
  type === 'application/json' ? 'json' : type === 'text/html' ? 'html' : undefined;

const withStatus: readonly Outcome[] = ['not-kong', 'unavailable', 'unauthorized', 'redirected'];

/** Bodies echo entities, so nothing of them is repeated but the messages that Kong itself words. */
function detailOf(outcome: Outcome, { status, type, location }: Answer): string | undefined {
  if (!withStatus.includes(outcome)) return undefined;
  if (outcome === 'redirected' && location) return `${status}, to ${hostOf(location)}`;
  return `it answers ${status}${type ? ` with ${type.slice(0, 60)}` : ''}`;
}

/** A whole URL may carry a token. */
const hostOf = (location: string): string =>
  URL.canParse(location) ? new URL(location).origin : 'another path';
