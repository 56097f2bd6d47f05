/** Everything schemas/ says, loaded as far as it is used: the digest at once, validators and schemas on first need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import { checks } from './checks/index.ts';
import type { Thoroughness } from './compile.ts';
import type { Digest, EntityType, ShorthandField, Subschema } from './digest.ts';
import * as runtime from './runtime.ts';
import type { Schema } from './types.ts';

declare const DBLESS_ROOT: string | undefined;

/** The package, as seen from here and from the program; the build says where it is from the library. */
const ROOT = join(import.meta.dirname, typeof DBLESS_ROOT === 'string' ? DBLESS_ROOT : '../..');

/** What scripts/validators.mjs has compiled. */
const VALIDATORS = join(ROOT, 'dist/validators');

/** Not by Node's module loader, which takes longer than reading and compiling together. */
const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8'));

export type ValidateFunction = ((value: unknown) => boolean) & { errors?: ErrorObject[] | null };

/** The validators of one schema; without references it has only a body. */
export interface Validators {
  body: ValidateFunction;
  written?: ValidateFunction;
  nested?: ValidateFunction;
  loaded?: ValidateFunction;
}

type Factory = (checks: unknown, runtime: unknown, exports: object) => Validators;

/** Schemas that stand in for the bundled ones, or beside them. */
export interface Additions {
  digest: Digest;
  schemas: Record<string, Schema>;
  compile: (name: string, thoroughness: Thoroughness) => string;
}

export class Registry {
  readonly types: ReadonlyMap<string, EntityType>;
  readonly #subschemas: ReadonlyMap<string, Subschema>;
  readonly #validators: Record<Thoroughness, Map<string, Validators>> = { quick: new Map(), full: new Map() };
  readonly #schemas = new Map<string, Schema>();
  readonly #additions: Additions | undefined;

  constructor(additions?: Additions) {
    const { types, subschemas }: Digest = additions?.digest ?? readJson(`${VALIDATORS}/digest.json`);
    this.types = new Map(Object.entries(types));
    this.#subschemas = new Map(Object.entries(subschemas));
    this.#additions = additions;
  }

  /** The validators of `services`, `plugins/key-auth`, `document/declarative-config`, … */
  validators(name: string, thoroughness: Thoroughness): Validators {
    let found = this.#validators[thoroughness].get(name);
    if (!found) {
      found = this.#load(name, thoroughness)(checks, runtime, {});
      this.#validators[thoroughness].set(name, found);
    }
    return found;
  }

  #load(name: string, thoroughness: Thoroughness): Factory {
    const code = this.#additions?.schemas[name]
      ? this.#additions.compile(name, thoroughness)
      : readFileSync(`${VALIDATORS}/${thoroughness}/${name}.js`, 'utf8');
    return new Function('checks', 'runtime', 'exports', `${code};return exports`) as Factory;
  }

  schema(name: string): Schema {
    let found = this.#schemas.get(name);
    if (!found) {
      found = this.#additions?.schemas[name] ?? readJson<Schema>(`${ROOT}/schemas/${name}.json`);
      this.#schemas.set(name, found);
    }
    return found;
  }

  /** Whether there is such a plugin or vault (`plugins/key-auth`). */
  has(name: string): boolean {
    return this.#subschemas.has(name);
  }

  /** What is known of a plugin or vault (`plugins/key-auth`). */
  subschema(name: string): Subschema | undefined {
    return this.#subschemas.get(name);
  }

  shorthands(name: string): readonly ShorthandField[] {
    return this.#subschemas.get(name)?.shorthands ?? [];
  }

  /** The names of the plugins or vaults. */
  names(folder: 'plugins' | 'vaults'): string[] {
    return [...this.#subschemas.keys()]
      .filter((name) => name.startsWith(`${folder}/`))
      .map((name) => name.slice(folder.length + 1));
  }
}

let bundled: Registry | undefined;

/** The schemas of the bundled plugins and Kong's own entities. */
export const bundledRegistry = (): Registry => (bundled ??= new Registry());
