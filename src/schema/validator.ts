/** Judges one entity at a time: its body once, its links in the form that a pass needs. */
import type { ErrorObject } from 'ajv';
import type { EntityType, ShorthandField } from './digest.ts';
import { explain } from './explain/index.ts';
import type { Finding } from './finding.ts';
import type { LinkForm } from './forms.ts';
import { keysOf } from './pointer.ts';
import type { Registry, ValidateFunction, Validators } from './registry.ts';
import { expand } from './shorthands.ts';
import { unknownSubschema, unloadedCollection } from './unloaded.ts';

type Fields = Record<string, unknown>;

export interface Judged {
  /** The entity with its shorthand fields replaced. */
  value: Fields;
  /** Undefined when nothing is wrong. */
  findings?: Finding[];
}

/** The schema of the top level. */
const DOCUMENT = 'document/declarative-config';

/** Judges by the schemas of a registry. */
export class Validator {
  readonly registry: Registry;
  readonly #types = new Map<EntityType, TypeValidator>();

  constructor(registry: Registry) {
    this.registry = registry;
  }

  /** What a file says of itself; collections are known, whatever they hold. */
  document(fields: Fields): Finding[] {
    const own = Object.fromEntries(Object.entries(fields).filter(([key]) => !this.registry.types.has(key)));
    const { unloaded } = this.registry;
    if (unloaded.size === 0) return new SchemaValidator(DOCUMENT, this.registry).judge('body', own) ?? [];
    const gone = Object.keys(own).filter((key) => unloaded.has(key));
    for (const key of gone) delete own[key];
    return [
      ...(new SchemaValidator(DOCUMENT, this.registry).judge('body', own) ?? []),
      ...gone.map((key) => unloadedCollection(key, this.registry)),
    ];
  }

  of(type: EntityType): TypeValidator {
    let found = this.#types.get(type);
    if (!found) this.#types.set(type, (found = new TypeValidator(type, this.registry)));
    return found;
  }
}

/** Judges the entities of one type, plugins and vaults by the schema of their name too. */
export class TypeValidator {
  readonly #type: EntityType;
  readonly #registry: Registry;
  readonly #own: SchemaValidator;
  readonly #subschemas = new Map<string, SchemaValidator | undefined>();

  constructor(type: EntityType, registry: Registry) {
    this.#type = type;
    this.#registry = registry;
    this.#own = new SchemaValidator(type.name, registry);
  }

  /** Everything about an entity that does not depend on its references. */
  body(entity: Fields): Judged {
    const { value, mismatches } = expand(entity, this.#type.shorthands);
    const findings = this.#ownFindings(value);
    if (!this.#type.subschemas) return judged(value, findings, mismatches);
    if (!this.#type.subschemas.known) return this.#withSubschema(value, findings);
    return judged(value, this.#unknownKey(value), findings, mismatches);
  }

  #ownFindings(value: Fields): Finding[] | undefined {
    const findings = this.#own.judge('body', value);
    const gone = this.#type.unloaded?.filter((name) => Object.hasOwn(value, name));
    if (!gone?.length) return findings;
    return [...(findings ?? []), ...gone.map((name) => unloadedCollection(name, this.#registry))];
  }

  /** References and the rules that read them; for `loaded`, an entity with each of them as `{ id }`. */
  links(form: LinkForm, entity: Fields): Finding[] | undefined {
    const findings = this.#own.judge(form, entity);
    const more =
      this.#type.subschemas && !this.#type.subschemas.known && this.#subschemaOf(entity)?.judge(form, entity);
    return more ? [...(findings ?? []), ...more] : findings;
  }

  #withSubschema(entity: Fields, findings: Finding[] | undefined): Judged {
    const name = entity[this.#type.subschemas!.key];
    if (typeof name !== 'string' || name === '') return judged(entity, findings);
    const subschema = this.#subschemaOf(entity);
    if (!subschema) return judged(entity, [unknownSubschema(this.#type, name, this.#registry)], findings);
    const { value, mismatches } = expand(entity, subschema.shorthands);
    return judged(value, findings, subschema.judge('body', value), mismatches);
  }

  /** The schema of a plugin or vault of this name. */
  #subschemaOf(entity: Fields): SchemaValidator | undefined {
    const key = entity[this.#type.subschemas!.key];
    if (typeof key !== 'string') return undefined;
    if (!this.#subschemas.has(key)) {
      const name = `${this.#type.name}/${key}`;
      this.#subschemas.set(
        key,
        this.#registry.has(name) ? new SchemaValidator(name, this.#registry) : undefined,
      );
    }
    return this.#subschemas.get(key);
  }

  /** A key whose value is a list: one of its members must be known (docs/kong/validation.md section 1, step 2). */
  #unknownKey(entity: Fields): Finding[] | undefined {
    const { key, known = [] } = this.#type.subschemas!;
    const list = entity[key];
    if (!Array.isArray(list) || list.length > 0) return undefined;
    return [
      {
        code: 'invalid-length',
        path: [key],
        message: `${key} must not be empty`,
        help: `leave it out, or use ${known.join(', ')}`,
      },
    ];
  }
}

/** Judges by one schema: quickly, and once more for the words when something is wrong. */
class SchemaValidator {
  readonly shorthands: readonly ShorthandField[];
  readonly #name: string;
  readonly #registry: Registry;
  readonly #quick: Validators;

  constructor(name: string, registry: Registry) {
    this.#name = name;
    this.#registry = registry;
    this.#quick = registry.validators(name, 'quick');
    this.shorthands = registry.shorthands(name);
  }

  judge(form: 'body' | LinkForm, value: Fields): Finding[] | undefined {
    const isRight = this.#quick[form];
    if (!isRight || isRight(value)) return undefined;
    const [errors, sound] = withListsAsMaps(this.#registry.validators(this.#name, 'full')[form]!, value);
    const findings = explain(errors, {
      name: this.#name,
      form,
      entity: sound,
      written: value,
      registry: this.#registry,
    });
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
    } else if (isEmptyMap(found) && wanted.includes('array')) sound = replaceAt(sound, path, []);
  }
  if (sound === value) return [errors, value];
  return [[...(validate(sound) ? [] : (validate.errors ?? [])), ...kept], sound as Fields];
}

const isEmptyMap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !(value instanceof Map) && Object.keys(value).length === 0;

function replaceAt(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as Fields) }) as Fields;
  copy[key] = replaceAt(copy[key], rest, replacement);
  return copy;
}
