/** All of schemas/ in one go, from a node's answers and the overlays. */
import { entitySchema, type KongSchema, type Overlay, subschema } from './from-kong.ts';
import type { Identity, Schema, Shorthand, Subschemas } from './types.ts';

/** What a node answers, by the name of the schema: `services`, `plugins/key-auth`, `vaults/env`. */
export type Answers = Record<string, KongSchema>;

/** The files of schemas/overlays/, each by the name of the schema. */
export interface Overlays {
  identity: Record<string, Identity>;
  checks: Record<string, Record<string, string | string[]>>;
  shorthands: Record<string, Record<string, Shorthand>>;
  subschemas: Record<string, Subschemas>;
  secrets: Record<string, string[]>;
  descriptions: Record<string, Record<string, string>>;
}

/** Schemas by name, in the order of the answers. */
export function deriveSchemas(answers: Answers, overlays: Overlays): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => {
      const derive = name.includes('/') ? subschema : entitySchema;
      return [name, derive(name.split('/').at(-1)!, answer, overlayFor(name, overlays))];
    }),
  );
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
