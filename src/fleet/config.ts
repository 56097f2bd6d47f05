/** The config that is to be pushed: its bytes, the tree that Kong reads from them, its entities. */
import { createHash } from 'node:crypto';
import { type Entry, entriesOf, isFields } from '../config/entries.ts';
import { decode, type Format, type Locator, locate, read } from '../document/index.ts';
import type { Registry } from '../schema/registry.ts';
import { secretPaths } from '../schema/secrets.ts';

export interface Source {
  file: string;
  bytes: Uint8Array;
  /** `any`: as JSON, and if that gives no tree as YAML. */
  format: Format | 'any';
}

/** What a node without any entity says it holds (docs/kong/admin-config-api.md section 3). */
export const EMPTY_HASH = '0'.repeat(32);

export class Config {
  readonly file: string;
  readonly bytes: Buffer;
  readonly text: string;
  readonly format: Format;
  /** What the readers found remarkable; a key that is no string is among them. */
  readonly value: unknown;
  readonly entries: readonly Entry[];
  readonly registry: Registry;
  #locator: Locator | undefined;

  private constructor(
    { file, bytes }: Source,
    text: string,
    format: Format,
    value: unknown,
    registry: Registry,
  ) {
    this.file = file;
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.text = text;
    this.format = format;
    this.value = value;
    this.entries = isFields(value) ? entriesOf(value, registry).all : [];
    this.registry = registry;
  }

  /** Whatever the bytes are: without a tree, they can still be sent as they are. */
  static of(source: Source, registry: Registry): Config {
    const attempts: Format[] = source.format === 'any' ? ['json', 'yaml'] : [source.format];
    for (const format of attempts) {
      const text = decode(source.bytes, format).value;
      const value = text === undefined ? undefined : read(text, format).value;
      if (typeof value === 'object' && value !== null)
        return new Config(source, text!, format, value, registry);
    }
    return new Config(source, '', 'yaml', undefined, registry);
  }

  get locator(): Locator {
    return (this.#locator ??= locate(this.text, this.format));
  }

  /** Nothing but workspaces: a node then says that it holds nothing. */
  get isEmpty(): boolean {
    return isFields(this.value) && this.entries.every(({ type }) => type.name === 'workspaces');
  }

  /** Those that run, and those that bring the collections of the config. */
  get plugins(): Set<string> {
    const names = this.entries.map(({ type, value }) => (type.name === 'plugins' ? value.name : type.plugin));
    return new Set(names.filter((name) => typeof name === 'string'));
  }

  /** Those whose ids Kong draws at random (docs/kong/declarative-format.md section 9). */
  get withoutId(): Entry[] {
    return this.entries.filter((entry) => entry.type.generatesId && entry.id === undefined);
  }

  get hasSecrets(): boolean {
    return this.entries.some((entry) => !secretsOf(entry, this.registry).next().done);
  }
}

/** The paths of an entity's secrets, its plugin's or vault's included. */
export function* secretsOf({ type, value }: Entry, registry: Registry): Generator<(string | number)[]> {
  const sub = type.subschemas && !type.subschemas.known ? `${type.name}/${value[type.subschemas.key]}` : '';
  for (const name of registry.has(sub) ? [type.name, sub] : [type.name])
    yield* secretPaths(registry.schema(name), value);
}

/** As a node computes it: the MD5 of the text it was sent. */
export const hashOf = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
