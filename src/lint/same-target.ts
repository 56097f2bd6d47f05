/** One address as two targets: without a port, a target is at port 8000 (docs/kong/validation.md, targets). */
import { type Entry, pathOf } from '../config/entries.ts';
import type { Found } from '../config/passes.ts';
import { parseHost } from '../schema/checks/hosts.ts';
import { isText, type Rule, warn } from './rule.ts';
import type { Subject } from './subject.ts';

const DEFAULT_PORT = 8000;

export const sameTarget: Rule = (subject) => {
  const targets = subject.all('targets');
  if (!targets.some(({ value }) => lacksPort(value.target))) return [];
  const first = new Map<string, Entry>();
  const found: Found[] = [];
  for (const entry of targets) {
    const key = keyOf(entry, subject);
    const other = key === undefined ? undefined : first.get(key);
    if (key !== undefined && !other) first.set(key, entry);
    if (other && other.value.target !== entry.value.target) found.push(twice(entry, other));
  }
  return found;
};

/** Cheap: most targets end with a port. */
const lacksPort = (target: unknown): boolean => isText(target) && !/^[^:]+:\d+$/.test(target);

/** The upstream and the address, for one at the default port. */
function keyOf(entry: Entry, subject: Subject): string | undefined {
  const { target } = entry.value;
  const host = isText(target) && parseHost(target);
  if (!host || typeof host === 'string') return undefined;
  const [, address, port] = /^(.*?)(?::(\d+))?$/.exec(host.hasPort ? target : `${target}:${DEFAULT_PORT}`)!;
  if (Number(port) !== DEFAULT_PORT) return undefined;
  const upstream = subject.target(entry, 'upstream');
  return upstream && `${upstream.ordinal} ${address!.toLowerCase().replace(/^\[|\]$/g, '')}`;
}

const twice = (entry: Entry, other: Entry): Found =>
  warn('same-target', entry, {
    path: ['target'],
    message: `is the same address as ${other.value.target}, since a target without a port is at port ${DEFAULT_PORT}`,
    help: 'keep one of them, with the weight that it is meant to have',
    related: [{ message: 'the other one', path: [...pathOf(other), 'target'] }],
  });
