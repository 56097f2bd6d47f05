/** Faults of the connection: it ends too early, or brings what no client should swallow. */
import { RESET } from '../http/answer.ts';
import { reset, writeHead } from '../http/send.ts';
import type { Behaviour, FaultKind, Visit } from './behaviour.ts';
import { byteCount, oneOf } from './values.ts';

export const flaky: FaultKind = {
  preset: '50%',
  about: 'resets the first requests, or some at random',
  make(value = '50%') {
    const share = /^(\d{1,3})%$/.exec(value)?.[1];
    let left = Number(value);
    if (share === undefined && !Number.isInteger(left)) return undefined;
    const fails = () => (share === undefined ? left-- > 0 : Math.random() * 100 < Number(share));
    return { arriving: () => (fails() ? RESET : undefined) };
  },
};

const RESETTING = {
  'mid-body': { receiving: () => true },
  'before-commit': { storing: () => RESET },
  'after-commit': { stored: () => RESET },
} as const satisfies Record<string, Behaviour>;

export const resetting: FaultKind = {
  preset: 'mid-body',
  about: 'resets the connection: mid-body, before-commit or after-commit',
  make(value) {
    const moment = oneOf(value, ['mid-body', 'before-commit', 'after-commit']);
    return moment && RESETTING[moment];
  },
};

export const halfBody: FaultKind = {
  about: 'stops half way through the answer',
  make: (value) => (value === undefined ? { write: half } : undefined),
};

function half(answer: Parameters<NonNullable<Behaviour['write']>>[0], { incoming, response }: Visit): void {
  const body = Buffer.from(answer.body ?? '');
  writeHead(response, { ...answer, body });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => reset(incoming));
}

export const huge: FaultKind = {
  preset: '1g',
  about: 'an answer of that size, or an endless one',
  make(value = '1g') {
    const size = value === 'endless' ? Number.POSITIVE_INFINITY : byteCount(value);
    if (size === undefined) return undefined;
    return {
      async write({ status, headers }, { response }) {
        response.writeHead(status, headers);
        for (let sent = 0; sent < size && !response.destroyed; sent += SPACES.length) {
          const left = Math.min(size - sent, SPACES.length);
          response.write(left < SPACES.length ? SPACES.subarray(0, left) : SPACES);
          await roomOrClose(response);
        }
        response.end();
      },
    };
  },
};

/** Also lets others have a turn: a client in the same process could not leave otherwise. */
async function roomOrClose(response: Visit['response']): Promise<void> {
  if (response.writableNeedDrain)
    await new Promise<void>((resolve) => {
      const go = () => {
        response.off('drain', go).off('close', go);
        resolve();
      };
      response.on('drain', go).on('close', go);
    });
  await new Promise((resolve) => setImmediate(resolve));
}

const SPACES = Buffer.alloc(64 * 1024, ' ');

const HOSTILE = {
  control: 'HTTP/1.1 200 \x1b[31mOK\r\nContent-Type: text/\x1b]0;owned\x07html\r\nX-Kong: \x1b[2J\r\n\r\n',
  long: `HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(1024 * 1024)}\r\n\r\n`,
  broken: 'this is no HTTP at all\r\n\r\n',
};

export const hostileHeaders: FaultKind = {
  preset: 'control',
  about: 'headers with control codes, or long ones, or broken ones',
  make(value) {
    const kind = oneOf(value, ['control', 'long', 'broken']);
    if (!kind) return undefined;
    return { write: (_, { incoming: { socket } }) => void socket.end(HOSTILE[kind]) };
  },
};
