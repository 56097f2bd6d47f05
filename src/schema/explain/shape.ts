/** Words for fields that are missing, unknown or of a wrong type. */
import type { ErrorObject } from 'ajv';
import { suggestion } from '../../suggest.ts';
import type { Finding } from '../finding.ts';
import { foreignFields } from '../forms.ts';
import type { Schema } from '../types.ts';
import { kindOf, listed, rewriting, some, wantedKind } from './phrases.ts';
import { type Context, childSchema, documentPath, type Fields, fieldName, type Place } from './place.ts';
import { strangerHelp } from './words.ts';

/** A record that is missing is filled by Kong, so it is its own required fields that are missed. */
export function missing(
  keys: readonly string[],
  field: string,
  schema: Schema | undefined,
  context: Context,
): Finding[] {
  if (context.form === 'loaded' && keys.length === 1) return [withoutId(keys[0]!, context)];
  const inner = childSchema(schema, field);
  const needed = inner?.type === 'object' ? (inner.required ?? []) : [];
  if (needed.length) return needed.flatMap((name) => missing([...keys, field], name, inner, context));
  const path = documentPath([...keys, field], context.written);
  const options = inner?.enum?.filter((value) => value !== null);
  const help = options?.length ? `add it: ${listed(options, 'or')}` : `add ${field}, it is required`;
  return [{ code: 'missing-field', path, message: `${fieldName(path)} is missing`, help }];
}

/** A reference as a map, which is one only by its id; Kong looks at other fields first. */
function withoutId(field: string, { root, registry, written }: Context): Finding {
  const target = registry.schema(root.properties![field]!['x-foreign']!);
  const keys = Object.keys(written[field] as Fields);
  const { name } = written[field] as Fields;
  const stray =
    keys.find((key) => !Object.hasOwn(target.properties ?? {}, key)) ?? target['x-subschemas']?.key ?? 'id';
  return {
    code: 'missing-field',
    path: documentPath([field, stray], written),
    message: `${field} must be a name, an id, or a map with the field id`,
    help: typeof name === 'string' ? `write the name alone, ${field}: ${name}` : 'write the name alone',
  };
}

/** The collections that most files have, to be named before the others. */
const COMMON = ['services', 'routes', 'consumers', 'plugins', 'upstreams'];

export function unknownField(key: string, place: Place, context: Context): Finding {
  const { name, registry, written } = context;
  const path = documentPath([...place.keys, key], written);
  const type = place.keys.length === 0 ? registry.types.get(name) : undefined;
  const collection = type && registry.types.get(key);
  if (collection) {
    const parents = collection.references.flatMap(({ field, target }) =>
      field.startsWith('client_') ? [] : [target],
    );
    const message = `${key} do not nest in ${name}`;
    const help = `move them to the top level${parents.length ? `, or into ${listed(parents, 'or')}` : ''}`;
    return { code: 'misplaced-entity', path, message, help };
  }
  const known = [
    ...(name.startsWith('document/') ? new Set([...COMMON, ...registry.types.keys()]) : []),
    ...Object.keys(place.schema?.properties ?? {}),
    ...Object.keys(type?.children ?? {}),
  ];
  const isFree = (field: string) => !Object.hasOwn(place.value as Fields, field);
  const help =
    strangerHelp([name, ...place.keys].join('.'), key) ??
    elsewhere(key, place, context) ??
    suggestion(key, known.filter(isFree)) ??
    (known.length ? `known fields: ${some(known)}` : 'nothing may stand here; remove it');
  return { code: 'unknown-field', path, message: `has an unknown field "${fieldName(path)}"`, help };
}

/** A field of a plugin or vault that stands beside its config, or the other way round. */
function elsewhere(key: string, { keys }: Place, { name, registry, written }: Context): string | undefined {
  const [type, sub] = name.split('/') as [string, string?];
  const isField = (schema: Schema | undefined) => Object.hasOwn(schema?.properties ?? {}, key);
  if (sub && keys.length === 1 && keys[0] === 'config')
    return isField(registry.schema(type)) ? 'move it out of config, beside name' : undefined;
  const own = typeof written.name === 'string' ? `${name}/${written.name}` : '';
  if (keys.length > 0 || !registry.has(own)) return undefined;
  return isField(registry.schema(own).properties?.config) ? 'move it into config' : undefined;
}

export function wrongTypes(error: ErrorObject, place: Place, context: Context): Finding[] {
  const finding = wrongType(error, place, context);
  // A list in place of a map is a map to Kong, whose every item is an unknown field.
  if (!Array.isArray(place.value) || !place.schema?.properties) return [finding];
  return place.value.map((_, index) => ({ ...finding, path: [...place.path, index] }));
}

function wrongType(error: ErrorObject, place: Place, { form, root }: Context): Finding {
  const { path, value } = place;
  const field = fieldName(path);
  const isName = form === 'written' && foreignFields(root).includes(place.keys[0] ?? '');
  const wanted = isName ? 'a name or an id' : wantedKind([error.params.type].flat(), place.schema);
  if (value === null)
    return {
      code: 'missing-field',
      path,
      message: `${field} must not be null`,
      help: `give it a value: ${wanted}`,
    };
  if (form === 'loaded' && value === '')
    return {
      code: 'invalid-length',
      path: [...path, 'id'],
      message: `${field} must not be empty`,
      help: 'give a name or an id, or leave it out',
    };
  return {
    code: 'wrong-type',
    path,
    message: `${field} must be ${wanted}, not ${kindOf(value)}`.trim(),
    help: rewriting(wanted, value),
    retyped: true,
  };
}
