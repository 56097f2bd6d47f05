/** The tree of errors under `fields`, which runs parallel to the document, walked to its leaves. */
import { type Entry, isFields } from '../config/entries.ts';
import type { Path } from '../diagnostic.ts';
import type { EntityFinder } from './find-entity.ts';

/** One error: of an entity, or of the document as a whole. */
export interface Complaint {
  entry?: Entry;
  /** What it is about when no entity is found. */
  subject: string;
  /** From the entity; from the top, if there is none. */
  path: Path;
  /** As the node calls it. */
  field?: string;
  message: string;
}

export function complaintsIn(
  fields: Record<string, unknown>,
  document: unknown,
  finder: EntityFinder,
): Complaint[] {
  const walk = new Walk(finder);
  for (const [name, errors] of Object.entries(fields)) {
    if (finder.isCollection(name) && typeof errors === 'object') walk.collection(name, errors, undefined);
    else if (name === 'error' && typeof errors === 'string') walk.add(undefined, [], errors);
    else walk.value(errors, undefined, [name], isFields(document) ? document[name] : undefined);
  }
  return walk.found;
}

class Walk {
  readonly found: Complaint[] = [];
  readonly #finder: EntityFinder;

  constructor(finder: EntityFinder) {
    this.#finder = finder;
  }

  add(entry: Entry | undefined, path: Path, message: string): void {
    const subject = path.length === 0 ? 'the config' : `the field ${path.join('.')}`;
    this.found.push({ ...(entry ? { entry } : {}), subject, path, message });
  }

  /** A list runs parallel to the one in the file; a map has names or ids as its keys, for what is known only later. */
  collection(name: string, errors: unknown, parent: Entry | undefined): void {
    const items = Array.isArray(errors) ? [...errors.entries()] : Object.entries(errors ?? {});
    for (const [key, error] of items) {
      const isPlace = typeof key === 'number';
      const entry = isPlace ? this.#finder.byPlace(name, key, parent) : this.#finder.byKey(name, key);
      if (entry) this.#entity(entry, error);
      else this.value(error, parent, parent ? [name] : [name, key], undefined);
    }
  }

  #entity(entry: Entry, errors: unknown): void {
    if (typeof errors === 'string') this.#whole(entry, errors);
    else if (Array.isArray(errors)) for (const error of errors) this.#whole(entry, String(error));
    else if (isFields(errors)) {
      for (const [field, error] of Object.entries(errors)) {
        if (field === '@entity') for (const message of [error].flat()) this.#whole(entry, String(message));
        else if (Object.hasOwn(entry.type.children, field) && typeof error === 'object')
          this.collection(field, error, entry);
        else this.value(error, entry, [field], entry.value[field]);
      }
    }
  }

  #whole(entry: Entry, message: string): void {
    this.add(entry, namedIn(message, entry), message);
  }

  /** Texts in a list where the file has none, too, are several messages for one place. */
  value(errors: unknown, entry: Entry | undefined, path: Path, written: unknown): void {
    if (typeof errors === 'string')
      this.add(entry, path.at(-1) === '@entity' ? path.slice(0, -1) : path, errors);
    else if (Array.isArray(errors)) {
      const isParallel = Array.isArray(written);
      for (const [index, error] of errors.entries())
        this.value(
          error,
          entry,
          isParallel ? [...path, index] : path,
          isParallel ? written[index] : undefined,
        );
    } else if (isFields(errors)) {
      for (const [key, error] of Object.entries(errors))
        this.value(error, entry, [...path, key], isFields(written) ? written[key] : undefined);
    }
  }
}

/** About an entity as a whole, unless the message names the field. */
export function namedIn(message: string, { value }: Entry): Path {
  const [, one, other] =
    /^invalid reference '(\w+): |^uniqueness violation: .* entity with (\w+) set to/.exec(message) ?? [];
  const field = one ?? other;
  return field !== undefined && Object.hasOwn(value, field) ? [field] : [];
}
