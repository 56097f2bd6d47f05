import type { Code, Diagnostic } from '../diagnostic.ts';

/** How many findings of one code are printed unless all are asked for. */
const printedOfACode = 50;

/** Keeps a thousand findings of one kind from burying the others. */
export class Quota {
  private readonly taken = new Map<Code, number>();
  private readonly limit: number;

  constructor(all: boolean) {
    this.limit = all ? Number.POSITIVE_INFINITY : printedOfACode;
  }

  take(code: Code): boolean {
    const number = (this.taken.get(code) ?? 0) + 1;
    this.taken.set(code, number);
    return number <= this.limit;
  }

  /** How many were refused, by code. */
  refused(): [Code, number][] {
    return [...this.taken]
      .filter(([, number]) => number > this.limit)
      .map(([code, number]) => [code, number - this.limit]);
  }
}

export function firstOfEachCode(diagnostics: readonly Diagnostic[], all: boolean): readonly Diagnostic[] {
  const quota = new Quota(all);
  return all ? diagnostics : diagnostics.filter(({ code }) => quota.take(code));
}
