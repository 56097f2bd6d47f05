/** Faults of time: late answers, slow loads, answers that trickle. */
import { writeHead } from '../http/send.ts';
import type { FaultKind } from './behaviour.ts';
import { milliseconds, wait } from './values.ts';

export const slow: FaultKind = {
  preset: '3s',
  about: 'waits before it answers',
  make(value = '3s') {
    const duration = milliseconds(value);
    if (duration === undefined) return undefined;
    return {
      async arriving({ signal }) {
        await wait(duration, signal);
        return undefined;
      },
    };
  },
};

export const slowLoad: FaultKind = {
  preset: '3s',
  about: 'a load takes that long (or 3ms/kB), and goes on when the client has left',
  make(value = '3s') {
    const [text = '', per] = value.split('/');
    const duration = milliseconds(text);
    if (duration === undefined || (per !== undefined && per !== 'kB')) return undefined;
    return {
      async parsing(bytes, { signal }) {
        await wait(per ? (duration * bytes) / 1000 : duration, signal);
        // A node that ends meanwhile holds what it held.
        if (signal.aborted) await new Promise(() => undefined);
      },
    };
  },
};

export const slowLoris: FaultKind = {
  preset: '100ms',
  about: 'answers byte by byte, with a pause after each',
  make(value = '100ms') {
    const pause = milliseconds(value);
    if (pause === undefined) return undefined;
    return {
      async write(answer, { response, signal }) {
        writeHead(response, answer);
        for (const byte of Buffer.from(answer.body ?? '')) {
          if (signal.aborted || response.destroyed) return;
          response.write(Buffer.from([byte]));
          await wait(pause, signal);
        }
        response.end();
      },
    };
  },
};
