/** Faults of what a node says of itself. */

import { NOTHING } from '../held/held.ts';
import { type Answer, json, message, RESET } from '../http/answer.ts';
import { Kong } from '../kong.ts';
import { type FaultKind, isPush, type Visit } from './behaviour.ts';
import { oneOf } from './values.ts';

export const lying: FaultKind = {
  preset: 'HASH',
  about: 'its configuration hash is not that of what it holds',
  make(value = 'deadbeef'.repeat(4)) {
    if (!/^[\da-f]{32}$/.test(value)) return undefined;
    return {
      answered: (answer, { path }) =>
        path === '/status' ? changed(answer, (body) => ({ ...body, configuration_hash: value })) : answer,
    };
  },
};

const DATABASE_ONLY = message(
  400,
  'this endpoint is only available when Kong is configured to not use a database',
);

export const wrongKind: FaultKind = {
  about: 'a node with a database',
  make: (value) =>
    value === undefined
      ? {
          arriving: ({ path }) => (path === '/config' ? DATABASE_ONLY : undefined),
          answered: (answer, { path }) => changed(answer, DATABASE[path] ?? ((body) => body)),
        }
      : undefined,
};

type Body = Record<string, unknown>;

const DATABASE: Record<string, (body: Body) => Body> = {
  '/': (body) => ({ ...body, configuration: { ...(body.configuration as Body), database: 'postgres' } }),
  '/status': ({ configuration_hash: _, ...body }) => ({ ...body, database: { reachable: true } }),
};

function changed(answer: Answer, change: (body: Body) => Body): Answer {
  if (answer.status !== 200 || typeof answer.body !== 'string') return answer;
  return { ...json(200, change(JSON.parse(answer.body))), headers: answer.headers };
}

export const dataPlane: FaultKind = {
  about: 'a data plane: nothing listens for the Admin API',
  make: (value) => (value === undefined ? { listens: false } : undefined),
};

export const alternating: FaultKind = {
  about: 'a load balancer: two nodes answer in turn',
  make(value) {
    if (value !== undefined) return undefined;
    let other: Kong | undefined;
    let turn = 0;
    return {
      kong(kong) {
        other ??= new Kong({ ...kong, hostname: `${kong.hostname}-other` });
        return turn++ % 2 === 0 ? kong : other;
      },
    };
  },
};

export const restarts: FaultKind = {
  preset: 'empty',
  about: 'restarts after each load, empty or kept, or mid-load',
  make(value) {
    const manner = oneOf(value, ['empty', 'kept', 'mid-load']);
    if (!manner) return undefined;
    if (manner === 'mid-load')
      return {
        storing({ kong }) {
          kong.restart(true);
          return RESET;
        },
      };
    return {
      after(answer: Answer, visit: Visit) {
        if (isPush(visit) && answer.status === 201 && visit.kong.held.hash !== NOTHING)
          visit.kong.restart(manner === 'kept');
      },
    };
  },
};
