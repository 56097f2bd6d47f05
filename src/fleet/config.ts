/** The config that is to be pushed: its bytes, the tree that Kong reads from them, its entities. */
import { createHash } from 'node:crypto';
import { type Entry, entriesOf, isFields } from '../config/entries.ts';
import { openSource, type Source as ReadSource, type SourceOptions } from '../config/source.ts';
import { type Format, type Locator, locate } from '../document/index.ts';
import type { Registry } from '../schema/registry.ts';
import { secretsOf } from './secret-paths.ts';

export interface Source extends Pick<SourceOptions, 'format' | 'outside'> {
  file: string;
  bytes: Uint8Array;
}

/** What a node without any entity says it holds (docs/kong/admin-config-api.md section 3). */
export const EMPTY_HASH = '0'.repeat(32);

export class Config {
  readonly file: string;
  readonly bytes: Buffer;
  /** Undefined when there is no tree; the bytes can still be sent as they are. */
  readonly value: object | undefined;
  /** Values came from the environment or from files, so that the bytes alone are another config. */
  readonly isCompleted: boolean;
  readonly entries: readonly Entry[];
  readonly registry: Registry;
  readonly #source: ReadSource;
  /** How it was read. */
  readonly format: Format;
  #locator: Locator | undefined;

  /** Whatever the bytes are. */
  constructor({ file, bytes, ...options }: Source, registry: Registry) {
    const source = openSource(bytes, { filename: file, ...options });
    this.file = file;
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.value = source.value;
    this.isCompleted = source.referring !== undefined;
    this.entries = isFields(source.value) ? entriesOf(source.value, registry).all : [];
    this.registry = registry;
    this.#source = source;
    this.format = source.format ?? 'yaml';
  }

  get locator(): Locator {
    return (this.#locator ??= locate(this.#source.readable, this.format));
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
    return this.entries.some((entry) => secretsOf(entry, this.registry).length > 0);
  }
}

/** As a node computes it: the MD5 of the text it was sent. */
export const hashOf = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
