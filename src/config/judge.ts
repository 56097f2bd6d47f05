/** Everything Kong checks of a document's value, in its order. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Finding } from '../schema/finding.ts';
import type { Registry } from '../schema/registry.ts';
import type { Validator } from '../schema/validator.ts';
import { type Entry, entriesOf, type Fields, isFields, type Stray } from './entries.ts';
import { Lookup } from './lookup.ts';
import { migrate, tellingOfMigration } from './migrate.ts';
import { withoutOddKeys } from './odd-keys.ts';
import { type Found, judgeBodies, judgeLinks } from './passes.ts';
import { checkReferences } from './references.ts';
import { checkUniqueness } from './uniqueness.ts';

/** A finding, and the entity it is about; none: it is about the document. */
export interface DocumentFound {
  entry?: Entry;
  finding: Finding;
}

export interface Judged {
  /** In format 3.0; undefined when it is no map. */
  document?: Fields;
  entries: Entry[];
  lookup: Lookup;
  found: DocumentFound[];
  /** The pass of Kong's two that accepts it (docs/kong/declarative-format.md section 8); undefined when neither does. */
  satisfied?: 1 | 2;
}

export function judge(value: object, warnings: readonly Diagnostic[], validator: Validator): Judged {
  const { document, findings: odd } = withoutOddKeys(value, warnings);
  if (!isFields(document))
    return { entries: [], lookup: new Lookup(new Map()), found: [{ finding: notAMap }] };
  const migrated = migrate(document);
  const { all: entries, byType, strays } = entriesOf(migrated, validator.registry);
  const shape: DocumentFound[] = [
    ...odd.map((finding) => ({ finding })),
    ...validator.document(document).map((finding) => ({ finding })),
    ...strays.map((stray) => ({ finding: strayFinding(stray, validator.registry) })),
  ];
  const lookup = new Lookup(byType);
  const judged = judgeBodies(byType, validator);
  const bodies = migrated === document ? judged : judged.map((found) => tellingOfMigration(found, document));
  const sound = shape.length === 0 && bodies.every(({ finding }) => finding.severity === 'warning');
  const links = judgeLinks(byType, lookup, validator, sound);
  const whole: Found[] = [
    ...checkReferences(byType, lookup, links.satisfied === 1),
    ...checkUniqueness(byType, lookup),
  ];
  const found: DocumentFound[] = [...shape, ...bodies, ...links.found, ...whole];
  return { document: migrated, entries, lookup, found, satisfied: links.satisfied };
}

const notAMap: Finding = {
  code: 'not-an-object',
  path: [],
  message: 'is a list, not a map of collections',
  help: 'start with _format_version: "3.0", and put entities under their collections',
};

function strayFinding({ path, collection, list, value }: Stray, registry: Registry): Finding {
  if (list)
    return {
      code: 'wrong-type',
      path,
      message: `${collection} must be a list`,
      help: `start each item with a dash: - ${nameField(collection, registry)}: …`,
    };
  const found = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  const asMap = `write it as a map: - ${nameField(collection, registry)}: …`;
  return {
    code: 'wrong-type',
    path,
    message: `every item of ${collection} must be a map, not ${found}`,
    help: typeof value === 'string' ? asMap : 'write the fields of the entity, or remove the item',
  };
}

/** The field that an entity of this type most likely begins with. */
function nameField(collection: string, { types }: Registry): string {
  const { endpointKey = 'id', name } = types.get(collection)!;
  return name === 'plugins' ? 'name' : endpointKey;
}

export type { Entry, Fields };
