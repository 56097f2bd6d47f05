import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostic.ts';

/**
 * Names findings so that the next report can tell which are new. Lines and wording change without a finding becoming
 * another, so the name is made of what it is about: code, file, entity and field. Those that are alike are numbered.
 */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  of(file: string, diagnostic: Diagnostic): string {
    const about = JSON.stringify([file, diagnostic.code, subject(diagnostic)]);
    const number = this.seen.get(about) ?? 0;
    this.seen.set(about, number + 1);
    return createHash('sha256').update(`${about}${number}`).digest('hex').slice(0, 32);
  }
}

/** An entity with a name may move in its list; positions tell the others apart. */
function subject({ entity, path = [] }: Diagnostic): unknown {
  const name = entity?.id ?? entity?.name;
  if (name === undefined) return path;
  return [entity!.type, name, path.filter((step) => typeof step === 'string')];
}
