/** Judges one entity at a time: its body once, its links in the form that a pass needs. */
import type { ErrorObject } from 'ajv';
import type { EntityType } from './digest.ts';
import { explain, type Finding } from './explain.ts';
import type { LinkForm } from './forms.ts';
import type { Registry, ValidateFunction } from './registry.ts';
import { expand } from './shorthands.ts';
import { suggestion } from './suggest.ts';

type Fields = Record<string, unknown>;

export interface Judged {
  /** The entity with its shorthand fields replaced. */
  value: Fields;
  /** Undefined when nothing is wrong. */
  findings?: Finding[];
}

/** The schema of the top level. */
const DOCUMENT = 'document/declarative-config';

export class Validator {
  readonly registry: Registry;

  constructor(registry: Registry) {
    this.registry = registry;
  }

  /** What a file says of itself; collections are known, whatever they hold. */
  document(fields: Fields): Finding[] {
    const own = Object.fromEntries(Object.entries(fields).filter(([key]) => !this.registry.types.has(key)));
    return this.#run(DOCUMENT, 'body', own) ?? [];
  }

  /** Everything about an entity that does not depend on its references. */
  body(type: EntityType, entity: Fields): Judged {
    const { value, mismatches } = expand(entity, type.shorthands);
    const findings = this.#run(type.name, 'body', value);
    if (!type.subschemas) return judged(value, findings, mismatches);
    if (!type.subschemas.known) return this.#withSubschema(type, value, findings);
    return judged(value, this.#unknownKey(type, value), findings, mismatches);
  }

  /** References and the rules that read them; for `loaded`, an entity with each of them as `{ id }`. */
  links(type: EntityType, form: LinkForm, entity: Fields): Finding[] | undefined {
    const findings = this.#run(type.name, form, entity);
    const sub = type.subschemas && !type.subschemas.known ? `${type.name}/${entity[type.subschemas.key]}` : undefined;
    const more = sub && this.registry.has(sub) ? this.#run(sub, form, entity) : undefined;
    return more ? [...(findings ?? []), ...more] : findings;
  }

  /** A plugin or a vault: the rest of its rules are in the file of its name. */
  #withSubschema(type: EntityType, entity: Fields, findings: Finding[] | undefined): Judged {
    const name = entity[type.subschemas!.key];
    if (typeof name !== 'string' || name === '') return judged(entity, findings);
    const sub = `${type.name}/${name}`;
    if (!this.registry.has(sub)) return judged(entity, [unknownSubschema(type, name, this.registry)], findings);
    const { value, mismatches } = expand(entity, this.registry.shorthands(sub));
    return judged(value, findings, this.#run(sub, 'body', value), mismatches);
  }

  /** A key whose value is a list: one of its members must be known (docs/kong/validation.md section 1, step 2). */
  #unknownKey(type: EntityType, entity: Fields): Finding[] | undefined {
    const { key, known = [] } = type.subschemas!;
    const list = entity[key];
    if (!Array.isArray(list) || list.some((item) => known.includes(item))) return undefined;
    if (list.length > 0) return undefined;
    return [{ code: 'invalid-length', path: [key], message: `${key} must not be empty`, help: `leave it out, or use ${known.join(', ')}` }];
  }

  #run(name: string, form: 'body' | LinkForm, value: Fields): Finding[] | undefined {
    const isRight = this.registry.validators(name, 'quick')[form];
    if (!isRight || isRight(value)) return undefined;
    const [errors, sound] = withListsAsMaps(this.registry.validators(name, 'full')[form]!, value);
    const findings = explain(errors, { name, form, entity: sound, written: value, registry: this.registry });
    return findings.length ? findings : undefined;
  }
}

/** Nearly always nothing is wrong, and nothing is made. */
function judged(value: Fields, one?: Finding[], two?: Finding[], three?: Finding[]): Judged {
  if (!one && !two && !three) return { value };
  return { value, findings: [...(one ?? []), ...(two ?? []), ...(three ?? [])] };
}

/**
 * Lists and maps are one thing to Kong: an empty one is either, and a list in place of a map is a map whose keys are
 * positions (docs/kong/declarative-format.md section 2). Where that makes a difference, the value is judged again as such.
 */
function withListsAsMaps(validate: ValidateFunction, value: Fields): [ErrorObject[], Fields] {
  validate(value);
  const errors = validate.errors ?? [];
  const kept: ErrorObject[] = [];
  let sound: unknown = value;
  for (const error of errors) {
    if (error.keyword !== 'type') continue;
    const path = keysOf(error.instancePath);
    const found = path.reduce<unknown>((at, key) => (at as Fields | undefined)?.[key], sound);
    const wanted = [error.params.type].flat();
    if (Array.isArray(found) && wanted.includes('object')) {
      sound = replaceAt(sound, path, { ...found });
      // Its positions are no keys: the complaint stands, behind those about its items.
      if (found.length) kept.push(error);
    }
    else if (isEmptyMap(found) && wanted.includes('array')) sound = replaceAt(sound, path, []);
  }
  if (sound === value) return [errors, value];
  return [[...(validate(sound) ? [] : (validate.errors ?? [])), ...kept], sound as Fields];
}

const isEmptyMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !(value instanceof Map) && Object.keys(value).length === 0;

function replaceAt(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as Fields) }) as Fields;
  copy[key] = replaceAt(copy[key], rest, replacement);
  return copy;
}

/** The keys of a JSON pointer. */
export const keysOf = (pointer: string): string[] =>
  pointer === '' ? [] : pointer.slice(1).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));

function unknownSubschema(type: EntityType, name: string, registry: Registry): Finding {
  const folder = type.name as 'plugins' | 'vaults';
  const known = registry.names(folder);
  return folder === 'plugins'
    ? { code: 'unknown-plugin', path: ['name'], message: `no plugin is called "${name}"`, help: suggestion(name, known) ?? 'use a bundled plugin, or give its schema with --schemas DIR' }
    : { code: 'unknown-vault', path: ['name'], message: `no vault is called "${name}"`, help: suggestion(name, known) ?? `use ${known.join(', ')}` };
}
