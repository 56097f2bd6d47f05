/**
 * Which entities can move. Kong accepts a document when one of its two passes does (docs/kong/declarative-format.md
 * section 8), and the first looks at a nested entity otherwise than at one at the top level; so a move is made only if
 * the pass that is to accept the document still accepts the entity.
 */
import type { Entry, Fields } from '../config/entries.ts';
import type { Lookup } from '../config/lookup.ts';
import { resolved, SOME_ID } from '../config/passes.ts';
import type { Validator } from '../schema/validator.ts';
import { type Move, moveTo } from './moves.ts';

export interface Settled {
  moves: Move[];
  /** Those that would be refused at their new place. */
  staying: Entry[];
}

/** `satisfied`: the pass that accepts the document as it is. */
export function settle(
  moves: readonly Move[],
  satisfied: 1 | 2,
  lookup: Lookup,
  validator: Validator,
): Settled {
  if (satisfied === 2) return settleFor(moves, new SecondPass(lookup, validator))!;
  const first = settleFor(moves, new FirstPass(validator))!;
  if (first.staying.length === 0) return first;
  const second = settleFor(moves, new SecondPass(lookup, validator, true));
  return second && second.staying.length < first.staying.length ? second : first;
}

interface Pass {
  /** Undefined when the entity is judged as it is now. */
  accepts(move: Move): boolean;
  acceptsAsIs(entry: Entry): boolean;
}

/** Undefined when an entity is right neither way. */
function settleFor(moves: readonly Move[], pass: Pass): Settled | undefined {
  const staying: Entry[] = [];
  const settled: Move[] = [];
  for (const move of moves) {
    if (pass.accepts(move)) settled.push(move);
    else if (pass.acceptsAsIs(move.entry)) {
      if (move.parent !== move.entry.parent) staying.push(move.entry);
      settled.push(moveTo(move.entry, move.entry.parent, []));
    } else return undefined;
  }
  return { moves: settled, staying };
}

const isChanged = ({ entry, parent, links }: Move): boolean => parent !== entry.parent || links.length > 0;

/** References as names. */
class FirstPass implements Pass {
  readonly #validator: Validator;

  constructor(validator: Validator) {
    this.#validator = validator;
  }

  accepts(move: Move): boolean {
    const { entry, parent, links } = move;
    if (entry.type.references.length === 0 || !isChanged(move)) return true;
    if (parent === entry.parent && links.every(({ field }) => typeof entry.value[field] === 'string'))
      return true;
    const view: Fields = { ...entry.value };
    for (const { field, target } of links) {
      if (target) view[field] = 'a name';
      else delete view[field];
    }
    return !this.#validator.of(entry.type).links(parent ? 'nested' : 'written', view);
  }

  acceptsAsIs(): boolean {
    return true;
  }
}

/** References resolved: only what an entity nested with a reference of its own to its parent means can change. */
class SecondPass implements Pass {
  readonly #lookup: Lookup;
  readonly #validator: Validator;
  readonly #isNew: boolean;

  /** `isNew`: it is not the pass that accepts the document as it is. */
  constructor(lookup: Lookup, validator: Validator, isNew = false) {
    this.#lookup = lookup;
    this.#validator = validator;
    this.#isNew = isNew;
  }

  accepts({ entry, parent }: Move): boolean {
    if (entry.type.references.length === 0) return true;
    const field = entry.parentField;
    const changes = field !== undefined && !parent && entry.value[field] !== undefined;
    if (!changes && !this.#isNew) return true;
    const view = resolved(entry, this.#lookup);
    if (changes) view[field] = { id: SOME_ID };
    return !this.#validator.of(entry.type).links('loaded', view);
  }

  acceptsAsIs(entry: Entry): boolean {
    return !this.#isNew || !this.#validator.of(entry.type).links('loaded', resolved(entry, this.#lookup));
  }
}
