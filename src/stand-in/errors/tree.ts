/** Kong's error tree: fields by name, list items by position, `@entity` for records (docs/kong/admin-config-api.md section 4). */

export const ENTITY = '@entity';

/** As JSON shows it; `null` stands for a list item without an error. */
export type ErrorTree = string | null | ErrorTree[] | { [key: string]: ErrorTree };

export class Branch {
  readonly #children = new Map<string | number, Branch | string | string[]>();

  get size(): number {
    return this.#children.size;
  }

  get entries(): [string | number, Branch | string | string[]][] {
    return [...this.#children];
  }

  /** The first message at a place stays, and a message there rules out others further down. */
  leaf(path: readonly (string | number)[], message: string): void {
    const [key, ...rest] = path;
    if (key === undefined) return;
    const child = this.#children.get(key);
    if (rest.length > 0) {
      if (child === undefined || child instanceof Branch) this.branch(key).leaf(rest, message);
    } else if (child === undefined || child instanceof Branch) this.#children.set(key, message);
  }

  /** A message about a record as a whole; the same one is said once. */
  entity(path: readonly (string | number)[], message: string): void {
    const [key, ...rest] = path;
    if (key !== undefined) {
      const child = this.#children.get(key);
      if (typeof child !== 'string') this.branch(key).entity(rest, message);
      return;
    }
    const list = this.#children.get(ENTITY);
    if (!Array.isArray(list)) this.#children.set(ENTITY, [message]);
    else list.push(message);
  }

  /** A list of messages in place of a record: what is wrong with the references of an entity. */
  list(path: readonly (string | number)[], message: string): void {
    const [key, ...rest] = path;
    if (key === undefined) return;
    if (rest.length > 0) {
      this.branch(key).list(rest, message);
      return;
    }
    const child = this.#children.get(key);
    if (Array.isArray(child)) child.push(message);
    else this.#children.set(key, [message]);
  }

  /** Takes out what is said of a field, if anything is. */
  take(key: string): Branch | string | undefined {
    const child = this.#children.get(key);
    if (child === undefined || Array.isArray(child)) return undefined;
    this.#children.delete(key);
    return child;
  }

  branch(key: string | number): Branch {
    let child = this.#children.get(key);
    if (!(child instanceof Branch)) this.#children.set(key, (child = new Branch()));
    return child;
  }

  /** Positions make a list, names a map; both together a map, where positions count from 1. */
  toJSON(): ErrorTree {
    const positions = [...this.#children.keys()].filter((key) => typeof key === 'number');
    if (positions.length === 0 || positions.length < this.#children.size)
      return Object.fromEntries(this.entries.map(([key, child]) => [fieldName(key), json(child)]));
    const list: ErrorTree[] = new Array(positions.reduce((most, key) => Math.max(most, key), 0) + 1).fill(
      null,
    );
    for (const [key, child] of this.entries) list[key as number] = json(child);
    return list;
  }
}

const json = (child: Branch | string | string[]): ErrorTree =>
  child instanceof Branch ? child.toJSON() : child;

const fieldName = (key: string | number): string => (typeof key === 'number' ? String(key + 1) : key);
