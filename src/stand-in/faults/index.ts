/** The faults a node can have, and how they are written: `[METHOD:]NAME[=VALUE][xTIMES][@NODE]`. */
import type { Behaviour, FaultKind } from './behaviour.ts';
import { flaky, halfBody, hostileHeaders, huge, resetting } from './broken.ts';
import { alternating, dataPlane, lying, restarts, wrongKind } from './lies.ts';
import { busy, crash, exiting, full, html, redirect, timedOut, tooSmall, unauthorized } from './refusals.ts';
import { slow, slowLoad, slowLoris } from './slow.ts';

export const faults: Readonly<Record<string, FaultKind>> = {
  slow,
  'slow-load': slowLoad,
  'slow-loris': slowLoris,
  busy,
  full,
  'too-small': tooSmall,
  crash,
  exiting,
  'timed-out': timedOut,
  unauthorized,
  html,
  redirect,
  flaky,
  resetting,
  'half-body': halfBody,
  huge,
  'hostile-headers': hostileHeaders,
  lying,
  'wrong-kind': wrongKind,
  'data-plane': dataPlane,
  alternating,
  restarts,
};

export interface Fault {
  /** From 1; undefined: every node. */
  node?: number;
  /** For one node: it may count. */
  start(): ActiveFault;
}

export interface ActiveFault {
  behaviour: Behaviour;
  /** Asked once a request. */
  appliesTo(method: string): boolean;
}

const FORM = /^(?:([a-z]+):)?([a-z-]+)(?:=(.*?))?(?:x(\d+))?(?:@(\d+))?$/;

/** Undefined when it is no fault; a value that makes no sense included. */
export function parseFault(text: string): Fault | undefined {
  const [, method, name = '', value, times, node] = FORM.exec(text) ?? [];
  const kind = Object.hasOwn(faults, name) ? faults[name] : undefined;
  if (!kind?.make(value)) return undefined;
  return {
    ...(node === undefined ? {} : { node: Number(node) }),
    start() {
      let left = times === undefined ? Number.POSITIVE_INFINITY : Number(times);
      return {
        behaviour: kind.make(value)!,
        appliesTo: (actual) => (method === undefined || method === actual.toLowerCase()) && left-- > 0,
      };
    },
  };
}

/** The table for `--help`: `slow=3s  waits before it answers`. */
export function faultTable(): string {
  const rows = Object.entries(faults).map(([name, { preset, about }]): [string, string] => [
    preset === undefined ? name : `${name}=${preset}`,
    about,
  ]);
  const width = Math.max(...rows.map(([form]) => form.length));
  return rows.map(([form, about]) => `  ${form.padEnd(width)}  ${about}`).join('\n');
}
