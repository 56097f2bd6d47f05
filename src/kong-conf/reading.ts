import { describe } from './directives/index.ts';
import type { Directive, Source, Value } from './types.ts';

/** The effective directives, asked for by name and type: what the checks look at. */
export class Reading {
  readonly #directives: ReadonlyMap<string, Directive>;

  constructor(directives: ReadonlyMap<string, Directive>) {
    this.#directives = directives;
  }

  names(): string[] {
    return [...this.#directives.keys()];
  }

  value(name: string): Value {
    return this.#directives.get(name)?.value ?? null;
  }

  source(name: string): Source {
    return this.#directives.get(name)?.source ?? 'default';
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === 'string' ? value : undefined;
  }

  list(name: string): readonly string[] {
    const value = this.value(name);
    return Array.isArray(value) ? (value as readonly string[]) : [];
  }

  /** Text or list, as a list. */
  all(name: string): readonly string[] {
    const text = this.text(name);
    return text === undefined ? this.list(name) : [text];
  }

  is(name: string, value: Value): boolean {
    return this.value(name) === value;
  }

  /** A value as a message may show it: in quotes, not endless; secrets not at all. */
  quoted(name: string, value: string): string {
    const hidden = describe(name)?.sensitive || this.#directives.get(name)?.references?.length;
    if (hidden) return '"******"';
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  }
}
