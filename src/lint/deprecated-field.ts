/** Fields on their way out, with what replaces them (docs/kong/validation.md, "Deprecated plugin-config names" and routes). */
import { type Entry, type Fields, valueAt } from '../config/entries.ts';
import type { Found } from '../config/passes.ts';
import type { Registry } from '../schema/registry.ts';
import type { Schema } from '../schema/types.ts';
import { type Rule, warn } from './rule.ts';

export const deprecatedField: Rule = (subject) => {
  const found: Found[] = [];
  for (const [name, entries] of subject.survey.plugins) {
    for (const { record, names } of subject.registry.subschema(`plugins/${name}`)?.deprecated ?? []) {
      const isDeprecated = new Set(names);
      for (const entry of entries) {
        const fields = valueAt(subject.written(entry), record) as Fields | undefined;
        if (typeof fields !== 'object' || fields === null) continue;
        for (const key in fields) {
          if (isDeprecated.has(key)) addField(entry, [...record, key], fields[key], subject.registry, found);
        }
      }
    }
  }
  return [...found, ...subject.survey.routesOfV1.map(v1)];
};

/** A null or the default is what exports write of a field that nobody has set. */
function addField(entry: Entry, path: string[], value: unknown, registry: Registry, found: Found[]): void {
  const schema = path.reduce<Schema | undefined>(
    (one, key) => one?.properties?.[key],
    registry.schema(`${entry.type.name}/${entry.value.name}`),
  );
  if (value === null || value === undefined || value === schema?.default) return;
  const instead = schema?.['x-shorthand']?.to;
  const replacement = instead?.length ? [...path.slice(0, -1), ...instead].join('.') : undefined;
  found.push(
    warn('deprecated-field', entry, {
      path,
      message: `${path.join('.')} is deprecated: 3.10 still takes it, a later version may not`,
      help: replacement ? `use ${replacement} in its place` : insteadOf(schema),
    }),
  );
}

/** The description of a deprecated field says what to use. */
function insteadOf(schema: Schema | undefined): string {
  const text = (schema?.description ?? 'remove it').replace(/^Deprecated[;,] ?/, '').replace(/\.$/, '');
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

const v1 = (route: Entry): Found =>
  warn('deprecated-field', route, {
    path: ['path_handling'],
    message: 'path_handling v1 is deprecated: each node logs that, and a later version may not take it',
    help: 'use v0, the default, and adjust the path of the service if it changes what the service is asked for',
  });
