/** Everything schemas/ says, loaded as far as it is used: the digest at once, validators and schemas on first need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import { functionOf } from '../code-cache.ts';
import { type Check, checksFor } from './checks/index.ts';
import type { Thoroughness } from './compile.ts';
import type { Digest, EntityType, ShorthandField, Subschema } from './digest.ts';
import { type Loaded, loadedTypes, type NodeSettings, otherSchemas } from './node.ts';
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

/** Fills its last parameter. */
type Factory = (checks: unknown, runtime: unknown, exports: object) => void;

/** Schemas that stand in for the bundled ones, or beside them. */
export interface Additions {
  digest: Digest;
  schemas: Record<string, Schema>;
  compile: (name: string, thoroughness: Thoroughness) => string;
}

export class Registry {
  readonly types: ReadonlyMap<string, EntityType>;
  /** Collections that come with plugins which the node does not load, and these plugins. */
  readonly unloaded: ReadonlyMap<string, string>;
  /** The settings of the node. */
  readonly node: NodeSettings;
  /** Schemas that are others for this node, and where they are. */
  readonly #others: ReadonlyMap<string, string>;
  readonly #subschemas: ReadonlyMap<string, Subschema>;
  readonly #validators: Record<Thoroughness, Map<string, Validators>> = { quick: new Map(), full: new Map() };
  readonly #schemas = new Map<string, Schema>();
  readonly #additions: Additions | undefined;
  readonly #checks: Record<string, Check>;

  constructor(additions?: Additions, node: NodeSettings = {}) {
    const digest: Digest = additions?.digest ?? readJson(`${VALIDATORS}/digest.json`);
    this.node = node;
    const { types, unloaded } = loadedTypes(new Map(Object.entries(digest.types)), node);
    this.types = types;
    this.unloaded = unloaded;
    this.#others = otherSchemas(node, digest);
    this.#subschemas = new Map(Object.entries(digest.subschemas));
    this.#additions = additions;
    this.#checks = checksFor(node);
  }

  /** The same schemas, as they are for a node with these settings. */
  for(node: NodeSettings): Registry {
    return new Registry(this.#additions, node);
  }

  /** With what comes with plugins and vaults that the node does not load. */
  get whole(): Registry {
    const { plugins, vaults, ...node } = this.node;
    return plugins || vaults ? this.for(node) : this;
  }

  /** The validators of `services`, `plugins/key-auth`, `document/declarative-config`, … */
  validators(name: string, thoroughness: Thoroughness): Validators {
    let found = this.#validators[thoroughness].get(name);
    if (!found) {
      found = {} as Validators;
      this.#load(this.#place(name), thoroughness)(this.#checks, runtime, found);
      this.#validators[thoroughness].set(name, found);
    }
    return found;
  }

  /** Where the schema of this name is: for a node that is no default one it may be another. */
  #place(name: string): string {
    const other = this.#others.get(name);
    const own = this.#additions?.schemas;
    return other === undefined || (own?.[name] && !own[other]) ? name : other;
  }

  #load(name: string, thoroughness: Thoroughness): Factory {
    const parameters = ['checks', 'runtime', 'exports'];
    if (!this.#additions?.schemas[name])
      return functionOf(`${VALIDATORS}/${thoroughness}/${name}.js`, ...parameters) as Factory;
    return new Function(...parameters, this.#additions.compile(name, thoroughness)) as Factory;
  }

  schema(name: string): Schema {
    let found = this.#schemas.get(name);
    if (!found) {
      const place = this.#place(name);
      found = this.#additions?.schemas[place] ?? readJson<Schema>(`${ROOT}/schemas/${place}.json`);
      this.#schemas.set(name, found);
    }
    return found;
  }

  /** Whether the node loads a plugin or vault (`plugins/key-auth`) and its schema is known. */
  has(name: string): boolean {
    return this.#subschemas.has(name) && this.loads(name);
  }

  /** Whether the node loads a plugin or vault, known or not. */
  loads(name: string): boolean {
    const [folder, own] = name.split('/') as [string, string];
    const names = this.loaded(folder)?.names;
    return names === undefined || names.includes(own);
  }

  /** What the node loads, if anything says so. */
  loaded(folder: string): Loaded | undefined {
    if (folder === 'plugins') return this.node.plugins;
    return folder === 'vaults' ? this.node.vaults : undefined;
  }

  /** What is known of a plugin or vault (`plugins/key-auth`). */
  subschema(name: string): Subschema | undefined {
    return this.#subschemas.get(name);
  }

  shorthands(name: string): readonly ShorthandField[] {
    return this.#subschemas.get(name)?.shorthands ?? [];
  }

  /** The names of the plugins or vaults that are known and loaded. */
  names(folder: 'plugins' | 'vaults'): string[] {
    return [...this.#subschemas.keys()]
      .filter((name) => name.startsWith(`${folder}/`) && this.loads(name))
      .map((name) => name.slice(folder.length + 1));
  }
}

let bundled: Registry | undefined;

/** The schemas of the bundled plugins and Kong's own entities. */
export const bundledRegistry = (): Registry => (bundled ??= new Registry());
