/** All of schemas/ in one go, from a node's answers and the overlays. */
import { entitySchema, type KongSchema, type Overlay, subschema } from './from-kong.ts';
import { type ChangedFields, withChanges } from './from-kong-changes.ts';
import type { Identity, Schema, Shorthand, Subschemas } from './types.ts';

/** What a node answers, by the name of the schema: `services`, `plugins/key-auth`, `vaults/env`. */
export type Answers = Record<string, KongSchema>;

/** The files of schemas/overlays/, each by the name of the schema. */
export interface Overlays {
  identity: Record<string, Identity>;
  checks: Record<string, Checks>;
  shorthands: Record<string, Record<string, Shorthand>>;
  subschemas: Record<string, Subschemas>;
  secrets: Record<string, string[]>;
  descriptions: Record<string, Record<string, string>>;
  /** By a setting of nodes (`expressions`), then by the name of the schema: what such a node says otherwise. */
  nodes: Record<string, Record<string, NodeOverlay>>;
}

type Checks = NonNullable<Overlay['checks']>;

/** What a setting of the node (docs/kong/kong-conf.md, section 4) changes in one schema. */
export interface NodeOverlay {
  /** By dotted path, in the words of a node's answer. */
  fields?: ChangedFields;
  /** Above those of a default node. */
  checks?: Checks;
  descriptions?: Record<string, string>;
  subschemas?: Subschemas;
}

/** Schemas by name, in the order of the answers; those of other nodes behind them, as `nodes/expressions/routes`. */
export function deriveSchemas(answers: Answers, overlays: Overlays): Record<string, Schema> {
  const usual = Object.entries(answers).map(([name, answer]): [string, Schema] => [
    name,
    deriverFor(name)(name.split('/').at(-1)!, answer, overlayFor(name, overlays)),
  ]);
  const others = Object.entries(overlays.nodes).flatMap(([setting, schemas]) =>
    Object.entries(schemas).map(([name, changes]): [string, Schema] => [
      `nodes/${setting}/${name}`,
      deriveOther(name, answers[name]!, changes, overlays),
    ]),
  );
  return Object.fromEntries([...usual, ...others]);
}

const deriverFor = (name: string) => (name.includes('/') ? subschema : entitySchema);

function deriveOther(name: string, answer: KongSchema, changes: NodeOverlay, overlays: Overlays): Schema {
  const { fields = {}, checks, subschemas, descriptions = {} } = changes;
  const usual = overlayFor(name, overlays);
  return deriverFor(name)(name.split('/').at(-1)!, withChanges(answer, fields), {
    ...usual,
    checks: { ...usual.checks, ...checks },
    subschemas: subschemas ?? usual.subschemas,
    describe: (path) => descriptions[path] ?? usual.describe!(path),
  });
}

function overlayFor(name: string, overlays: Overlays): Overlay {
  return {
    identity: overlays.identity[name],
    checks: overlays.checks[name],
    shorthands: overlays.shorthands[name],
    subschemas: overlays.subschemas[name],
    secrets: overlays.secrets[name],
    describe: (path) => describe(path, overlays.descriptions[name] ?? {}, overlays.descriptions['*'] ?? {}),
  };
}

/** A field's own text, else the shared text with the longest matching tail of its path. */
function describe(
  path: string,
  own: Record<string, string>,
  shared: Record<string, string>,
): string | undefined {
  if (own[path]) return own[path];
  const keys = path.split('.');
  for (let start = 0; start < keys.length; start++) {
    const text = shared[keys.slice(start).join('.')];
    if (text && path) return text;
  }
  return undefined;
}
