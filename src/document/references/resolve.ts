/** A value with what its references stand for, or a finding for each that stands for nothing. */

import type { Diagnostic } from '../../diagnostic.ts';
import { Lines } from '../lines.ts';
import type { Reference } from './find.ts';
import type { Marks } from './marks.ts';
import type { Answer, Outside } from './outside.ts';
import { type Piped, piped } from './pipes.ts';

export interface Resolved {
  value: unknown;
  /** `unset-variable`; no finding shows a value. */
  diagnostics: Diagnostic[];
  /** Those whose value was put in; a reference in a comment is none. */
  used: Set<Reference>;
}

/** `value`: what was read from `marks.text`. It stays as it is. */
export function resolve(value: unknown, text: string, marks: Marks, outside: Outside): Resolved {
  const resolver = new Resolver(text, marks, outside);
  return { value: resolver.copy(value), diagnostics: resolver.diagnostics, used: resolver.used };
}

class Resolver {
  readonly diagnostics: Diagnostic[] = [];
  readonly used = new Set<Reference>();
  readonly #text: string;
  readonly #lines: Lines;
  readonly #marks: Marks;
  readonly #outside: Outside;
  readonly #copies = new Map<object, unknown>();
  readonly #answers = new Map<Reference, Piped>();

  constructor(text: string, marks: Marks, outside: Outside) {
    this.#text = text;
    this.#lines = new Lines(text);
    this.#marks = marks;
    this.#outside = outside;
  }

  /** What aliases share stays shared. */
  copy(value: unknown): unknown {
    if (typeof value === 'string') return this.#string(value);
    if (typeof value !== 'object' || value === null) return value;
    if (this.#copies.has(value)) return this.#copies.get(value);
    const made = this.#container(value, (item) => this.copy(item));
    this.#copies.set(value, made);
    return made;
  }

  #container(value: object, copy: (item: unknown) => unknown): unknown {
    if (Array.isArray(value)) return value.map(copy);
    if (value instanceof Map) return new Map([...value].map(([key, item]) => [this.#key(key), copy(item)]));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.#key(key), copy(item)]));
  }

  /** Keys are shown in findings, so none may come from outside, and nothing in one that is a list or map. */
  #key<T>(key: T): T | string {
    if (typeof key === 'object' && key !== null) return this.#container(key, (item) => this.#key(item)) as T;
    if (typeof key !== 'string') return key;
    return this.#marks.replace(key, (reference) => {
      this.#complain(reference, { why: 'a key cannot come from outside', help: 'write the key itself' });
      return '';
    });
  }

  #string(text: string): string | number | boolean {
    const whole = this.#marks.whole(text);
    if (whole) return this.#valueOf(whole) ?? this.#marks.unmark(text);
    return this.#marks.replace(text, (reference) => String(this.#valueOf(reference) ?? ''));
  }

  #valueOf(reference: Reference): string | number | boolean | undefined {
    let answer = this.#answers.get(reference);
    if (!answer) {
      answer = this.#ask(reference);
      this.#answers.set(reference, answer);
      if ('why' in answer) this.#complain(reference, answer);
      else this.used.add(reference);
    }
    return 'value' in answer ? answer.value : undefined;
  }

  #ask({ kind, name, pipes, start }: Reference): Piped {
    const ask = this.#outside[kind];
    if (!ask) return NOT_ALLOWED[kind];
    const answer: Answer = ask.call(this.#outside, name);
    return 'why' in answer ? answer : piped(answer.value, pipes, this.#columnOf(start));
  }

  /** What stands alone on its line is in a block of text, whose indentation is no part of it. */
  #columnOf(start: number): number {
    const before = /[^\r\n]*$/.exec(this.#text.slice(Math.max(0, start - 1000), start))![0];
    return before.trim() === '' ? before.length : 0;
  }

  #complain({ kind, name, start, end }: Reference, { why, help }: Extract<Answer, { why: string }>): void {
    const what = kind === 'env' ? `the variable ${name}` : `the file "${name}"`;
    this.diagnostics.push({
      code: 'unset-variable',
      severity: 'error',
      message: `${what} is referred to, and ${why}`,
      help,
      at: this.#lines.span(start, end),
    });
  }
}

const NOT_ALLOWED: Record<Reference['kind'], Extract<Answer, { why: string }>> = {
  env: { why: 'no variable may be used', help: 'allow it with --env PREFIX or --env-file FILE' },
  file: { why: 'no file may be used', help: 'allow the folder that it is in with --secrets-dir DIR' },
};
