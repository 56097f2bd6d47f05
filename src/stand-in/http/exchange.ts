/** One request from its first byte to the last of its answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../api/call.ts';
import { answerTo } from '../api/routes.ts';
import { type Behaviour, hooksOf, type Visit } from '../faults/behaviour.ts';
import type { ActiveFault } from '../faults/index.ts';
import type { Kong } from '../kong.ts';
import { type Answer, message, type Outcome, RESET } from './answer.ts';
import { certificateProblem } from './client-certificate.ts';
import type { RequestLog } from './log.ts';
import { type Request, readBody, requestOf, TOO_LARGE } from './request.ts';
import { refuse, reset, send } from './send.ts';

export interface Surroundings {
  kong: Kong;
  routes: readonly Route[];
  /** Those of now. */
  faults: readonly ActiveFault[];
  token?: string;
  /** Clients must show a certificate. */
  asksForCertificate: boolean;
  log: RequestLog;
  signal: AbortSignal;
}

export async function exchange(
  { kong, routes, faults, token, asksForCertificate, log, signal }: Surroundings,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const method = incoming.method ?? 'GET';
  const active = faults.filter((fault) => fault.appliesTo(method)).map(({ behaviour }) => behaviour);
  const who = active.reduce((one, behaviour) => behaviour.kong?.(one) ?? one, kong);
  const path = (incoming.url ?? '/').split('?')[0]!;
  const visit: Visit = { kong: who, incoming, response, path, signal };
  const entry = log.arrived(incoming);

  const early =
    (asksForCertificate ? certificateProblem(incoming) : undefined) ??
    denied(incoming, token, active) ??
    (await arriving(active, visit));
  if (early) return finish(early, true);
  const request = await received();
  if (request === 'too large') return finish(TOO_LARGE, true);
  if (!request) return finish(RESET, true);
  const hooks = hooksOf(active, visit);
  return finish(await answerTo(routes, { kong: who, request, hooks }));

  /** Undefined when the client or a fault ends it first. */
  async function received(): Promise<Request | 'too large' | undefined> {
    let isCut = false;
    try {
      const body = await readBody(incoming, who.bodyLimit, (bytes) => {
        isCut = active.some((one) => one.receiving?.(bytes));
        if (isCut) throw new Error('cut');
      });
      if (!body) return 'too large';
      entry.read(body);
      return requestOf(incoming, body);
    } catch {
      return undefined;
    }
  }

  async function finish(outcome: Outcome, isEarly = false): Promise<void> {
    entry.ended(outcome);
    if (outcome === RESET) return reset(incoming);
    const changed = active.reduce((one, behaviour) => behaviour.answered?.(one, visit) ?? one, outcome);
    const answer = signed(changed, performance.now() - started);
    const writer = isEarly ? undefined : active.find(({ write }) => write);
    if (writer) await writer.write!(answer, visit);
    else if (isEarly) refuse(incoming, response, answer);
    else send(response, answer);
    for (const one of active) one.after?.(answer, visit);
  }
}

async function arriving(active: readonly Behaviour[], visit: Visit): Promise<Outcome | undefined> {
  for (const one of active) {
    const outcome = await one.arriving?.(visit);
    if (outcome) return outcome;
  }
  return undefined;
}

/** Kong's open-source build asks for no token; what stands before it may. */
function denied(
  { headers }: IncomingMessage,
  token: string | undefined,
  active: readonly Behaviour[],
): Answer | undefined {
  const status = active.find(({ deniesWith }) => deniesWith)?.deniesWith;
  if (status === undefined && token === undefined) return undefined;
  if (token !== undefined && headers['kong-admin-token'] === token) return undefined;
  return message(status ?? 401, status === 403 ? 'Forbidden' : 'Unauthorized');
}

const signed = (answer: Answer, duration: number): Answer => ({
  ...answer,
  headers: { Server: 'kong/3.10.0', 'X-Kong-Admin-Latency': String(Math.round(duration)), ...answer.headers },
});
