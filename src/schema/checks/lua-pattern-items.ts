/** Items of a Lua pattern, written as a regular expression over characters instead of bytes. */
import { type ByteClass, classSource } from './lua-pattern-class.ts';

export type Item =
  | { kind: 'class'; bytes: ByteClass; quantifier: '' | '*' | '+' | '-' | '?' }
  /** Something that starts and ends between characters: a non-ASCII character or a frontier. */
  | { kind: 'fixed'; source: string };

export const MAX_SOURCE = 20_000;

export const anything = {
  kind: 'class',
  bytes: { ascii: new Array<boolean>(128).fill(true), high: true },
  quantifier: '*',
} as const satisfies Item;

/** The first code points of one, two, three and four bytes, and the end. */
const BY_LENGTH = ['', '', '80', '800', '10000', '110000'];

/** The code points whose lengths in bytes are in the (ascending) list. */
function codesOfLengths(lengths: number[]): string {
  let source = '';
  for (const [i, length] of lengths.entries()) {
    if (lengths[i - 1] === length - 1) continue;
    let last = length;
    while (lengths.includes(last + 1)) last++;
    const end = (Number.parseInt(BY_LENGTH[last + 1]!, 16) - 1).toString(16);
    source += `\\u{${BY_LENGTH[length]}}-\\u{${end}}`;
  }
  return `[${source}]`;
}

function optional(item: Item): boolean {
  return item.kind === 'class' && item.quantifier !== '' && item.quantifier !== '+';
}

/** Past the items over which one character may be spread: all take bytes above 127, or may be skipped. */
export function endOfRun(items: Item[], from: number): number {
  let stop = from + 1;
  if (!takesHigh(items[from]!)) return stop;
  for (let i = stop; i < items.length; i++) {
    if (takesHigh(items[i]!)) stop = i + 1;
    else if (!optional(items[i]!)) break;
  }
  return stop;
}

function takesHigh(item: Item): boolean {
  return item.kind === 'class' && item.bytes.high;
}

export function runSource(run: Item[], leading: boolean, trailing: boolean): string {
  const [item] = run;
  if (run.length === 1 && item!.kind === 'fixed') return item!.source;
  if (run.length === 1 && item!.kind === 'class') {
    if (leading || trailing) return '';
    const { bytes, quantifier } = item!;
    // One byte of a character is never the whole of it.
    const high = bytes.high && quantifier !== '' && quantifier !== '?';
    if (!high && !bytes.ascii.includes(true)) return quantifier === '' || quantifier === '+' ? '[]' : '';
    return classSource(bytes, high) + (quantifier === '-' ? '*?' : quantifier);
  }
  return spread(run, leading, trailing);
}

/** One byte, or any number of them. */
interface Step {
  bytes: ByteClass;
  many: boolean;
  skip: boolean;
}

/**
 * The items of a run, for every way in which its characters may be spread over them. States are the places between
 * steps; a character of n bytes leads from a state to those that n bytes above 127 reach.
 */
function spread(run: Item[], leading: boolean, trailing: boolean): string {
  const steps: Step[] = [];
  for (const item of run) {
    if (item.kind === 'fixed') continue;
    const { bytes, quantifier } = item;
    if (quantifier === '' || quantifier === '+') steps.push({ bytes, many: false, skip: false });
    if (quantifier === '?') steps.push({ bytes, many: false, skip: true });
    else if (quantifier !== '') steps.push({ bytes, many: true, skip: true });
  }
  const written: string[] = new Array(steps.length + 1);
  written[steps.length] = '';
  for (let state = steps.length - 1; state >= 0; state--) {
    written[state] = fromState(steps, state, written, leading, trailing);
    if (written[state]!.length > MAX_SOURCE) break;
  }
  return written[0] ?? ' '.repeat(MAX_SOURCE + 1);
}

function fromState(
  steps: Step[],
  state: number,
  written: string[],
  leading: boolean,
  trailing: boolean,
): string {
  const { bytes, many, skip } = steps[state]!;
  const isLast = state === steps.length - 1;
  if (many && isLast) return trailing ? '' : `${classSource(bytes)}*`;
  const targets = new Map<number, number[]>();
  for (let length = 2; length <= 4; length++) {
    for (const target of reach(steps, state, length)) {
      // Where all may be skipped and a loop can take the character whole, this way would only repeat another.
      const loops = steps.slice(state, target + 1).some((step) => step.many && step.bytes.high);
      if (loops && steps.slice(state, target).every((step) => step.skip)) continue;
      targets.set(target, [...(targets.get(target) ?? []), length]);
    }
  }
  // The `.*` before an unanchored pattern is what a search does anyway.
  const loop = many && !(leading && state === 0) ? `${classSource(bytes)}*` : '';
  const hasAscii = bytes.ascii.includes(true);
  if (skip && !many && hasAscii && targets.size === 0)
    return `${classSource(bytes, false)}?${written[state + 1]}`;
  const ways: string[] = [];
  if (!many && hasAscii) ways.push(classSource(bytes, false) + written[state + 1]);
  for (const [target, lengths] of targets) ways.push(codesOfLengths(lengths) + written[target]);
  if (skip) ways.push(written[state + 1]!);
  if (ways.length === 0) return '[]';
  return loop + (ways.length === 1 ? ways[0]! : `(?:${ways.join('|')})`);
}

/** The states that `length` bytes above 127 may lead to, each entered by a byte (and not merely by skipping). */
function reach(steps: Step[], from: number, length: number): Set<number> {
  let states = new Set([from]);
  for (let i = 0; i < length; i++) {
    const next = new Set<number>();
    for (const state of states) {
      for (let at = state; at < steps.length; at++) {
        const step = steps[at]!;
        if (step.bytes.high) next.add(step.many ? at : at + 1);
        if (!step.skip) break;
      }
    }
    states = next;
  }
  return states;
}
