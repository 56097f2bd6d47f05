/** One entity judged by itself, as `POST /schemas/…/validate` does (docs/kong/admin-config-api.md section 8). */
import { Entry, type Fields } from '../../config/entries.ts';
import type { EntityType } from '../../schema/digest.ts';
import type { Registry } from '../../schema/registry.ts';
import { Validator } from '../../schema/validator.ts';
import { addFinding } from '../errors/fields.ts';
import { withoutSkippedRules } from '../errors/skipped-rules.ts';
import { keptBySubschemas } from '../errors/subschemas.ts';
import { Branch, type ErrorTree } from '../errors/tree.ts';
import { type Answer, json } from '../http/answer.ts';

/** References must be maps with an id; undefined when nothing is wrong. */
export function violations(type: EntityType, entity: Fields, registry: Registry): Answer | undefined {
  const judges = new Validator(registry).of(type);
  const { value, findings = [] } = judges.body(entity);
  const entry = new Entry(type, value, undefined, 0, 0);
  const all = [...findings, ...(judges.links('loaded', value) ?? [])]
    .filter(({ severity = 'error' }) => severity === 'error')
    .map((finding) => ({ entry, finding }));
  if (all.length === 0) return undefined;
  const tree = new Branch();
  for (const { finding } of withoutSkippedRules(keptBySubschemas(all)))
    addFinding(tree, [], finding, entry, registry);
  const fields = tree.toJSON();
  const said = sentences(fields);
  const count = said.length === 1 ? 'schema violation' : `${said.length} schema violations`;
  return json(400, { code: 2, name: 'schema violation', message: `${count} (${said.join('; ')})`, fields });
}

/** `host: required field missing`, deeper fields dotted. */
function sentences(tree: ErrorTree, path: readonly string[] = []): string[] {
  if (typeof tree === 'string') return [`${path.join('.')}: ${tree}`];
  if (tree === null) return [];
  const entries: [string, ErrorTree][] = Array.isArray(tree)
    ? tree.map((item, index) => [String(index + 1), item])
    : Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.flatMap(([key, child]) =>
    key === '@entity' ? (child as string[]).map(String) : sentences(child, [...path, key]),
  );
}
