/** A config in the form that Kong derives from it, or nested again, still as a config. */
import type { Entry } from '../config/entries.ts';
import type { DocumentFound, Judged } from '../config/judge.ts';
import { singular } from '../config/naming.ts';
import { type Opened, type OpenOptions, open } from '../config/open.ts';
import type { Format } from '../document/index.ts';
import { isBare, type MapTree, readTree, simpleTree, type TreeDocument, treeOf } from '../document/layout.ts';
import { bareTree } from './bare-tree.ts';
import { settleFields } from './changes.ts';
import { defaultsBy } from './defaults.ts';
import { allComments, keepComments, type Rewritten, writeOut } from './format.ts';
import { migrateRoute, migrateVersion } from './migrate.ts';
import { allFlat, allNested, type Move, moveTo } from './moves.ts';
import { rebuild } from './rebuild.ts';
import { type ReferenceStyle, References } from './references.ts';
import { settle } from './settle.ts';
import { StableIds } from './stable-ids.ts';
import { withPlace } from './unwritable.ts';

export interface NormalizeOptions extends OpenOptions {
  /** Refer to entities by name where they have one, or by id. Default: `name`. */
  references?: ReferenceStyle;
  /** Write every id that Kong derives, not only those that would change. */
  ids?: boolean;
  /** Write the defaults that Kong fills in, and replace shorthand fields. */
  defaults?: boolean;
  /** The other way round: entities nest in what they refer to. */
  nest?: boolean;
  /** How to write it. Default: as it was read; YAML for a value. */
  output?: Format;
}

/**
 * A valid config with every entity at the top level under its collection, or with `nest` every one in what it refers
 * to. A Kong 3.10 node loads the same from it: ids are written wherever they would change, and what is valid at its
 * place only stays there, with the warning `stays-nested`. Comments move along, references to `outside` stay. The same for the same config at every
 * run, and for its own output. No value when a node would refuse the config. Never throws.
 * Errors: those of `parse`, `unwritable`; `too-deep` when aliases make too much of it.
 */
export function normalize(source: Uint8Array | string | object, options: NormalizeOptions = {}): Rewritten {
  const opened = open(source, options);
  const { judged, valid, registry, excerpt } = opened;
  if (!judged?.satisfied || !valid) return { diagnostics: opened.diagnostics(), excerpt };
  const { referring } = opened.source;
  if (options.defaults && referring) return { diagnostics: [wouldBeWritten], excerpt };
  const written = treeOfOpened(opened, options.defaults);
  const comments = opened.source.text.includes('#') ? allComments(written) : [];
  const document = simplified(written, opened);
  if (!document) return { diagnostics: [tooMuch], excerpt };
  const staying = transform(document.root as MapTree, judged, opened, options);
  keepComments(comments, document);
  const as = options.output ?? opened.source.format ?? 'yaml';
  const { value: text, diagnostics: unwritable } = writeOut(document, as, registry);
  if (text === undefined) {
    return { diagnostics: unwritable.map((found) => withPlace(found, opened, as)), excerpt };
  }
  const found = staying.map((entry) => staysNested(entry));
  const value = { text: referring?.restore(text, as) ?? text, format: as };
  return { value, diagnostics: opened.diagnostics(found), excerpt };
}

function treeOfOpened({ source, judged, registry }: Opened, defaults = false): TreeDocument {
  const { readable, referring, format, value, diagnostics } = source;
  const isRead =
    format !== undefined && (diagnostics.length > 0 || referring !== undefined || !isBare(readable));
  // what is changed within fields has to be looked at, and references stay as they are written
  const isShallow = !defaults && !referring && judged?.document === value;
  if (isRead) return readTree(readable, format, isShallow && diagnostics.length === 0 ? value : undefined);
  const root = isShallow ? bareTree(value!, registry) : treeOf(value);
  return { root, header: [], bare: true, merges: false };
}

/** So that it is the value member by member. */
function simplified(document: TreeDocument, { source }: Opened): TreeDocument | undefined {
  if (!document.merges && source.diagnostics.length === 0) return document;
  const root = simpleTree(document.root, source.text.length);
  return root === undefined ? undefined : { ...document, root, merges: false };
}

/** Rearranges the tree; gives the entities that stay where they are though they should move. */
function transform(
  root: MapTree,
  judged: Judged,
  { registry, validator }: Opened,
  { references: style = 'name', ids = false, defaults = false, nest = false }: NormalizeOptions,
): Entry[] {
  const { lookup, entries, satisfied } = judged;
  const stable = new StableIds(registry, entries);
  const references = new References(style, lookup, stable);
  const wanted = nest ? allNested(judged) : allFlat(judged);
  const possible = wanted.map((move) => withReferences(move, references));
  const { moves, staying } = settle(possible, satisfied!, lookup, validator);
  settleFields(moves, references, stable, { all: ids, redundant: nest ? 'drop' : 'keep' });
  const isOld = migrateVersion(root);
  rebuild(root, moves, registry, {
    migrate: isOld ? migrateRoute : undefined,
    fill: defaults ? defaultsBy(registry) : undefined,
  });
  if (nest) return [];
  const unreferable = possible.filter(({ parent }) => parent).map(({ entry }) => entry);
  return [...new Set([...unreferable, ...staying])];
}

/** A reference to what has neither a name nor an id cannot be written; an entity that needs one stays. */
function withReferences(move: Move, references: References): Move {
  const { entry, parent, links } = move;
  if (links.every(({ target }) => !target || references.canMean(target))) return move;
  const isLost =
    !parent && links.some(({ field, target }) => field === entry.parentField && !references.canMean(target!));
  if (isLost) return moveTo(entry, entry.parent, []);
  const kept = links.filter(({ target }) => !target || references.canMean(target));
  return moveTo(entry, parent, kept);
}

function staysNested(entry: Entry): DocumentFound {
  const parent = entry.parent!;
  return {
    entry,
    finding: {
      code: 'stays-nested',
      severity: 'warning',
      path: [],
      message: `is valid only where it is nested: at the top level, with a reference to its ${singular(parent.type.name)}, Kong would refuse it`,
      help: 'it stays there, and is loaded as before',
    },
  };
}

const wouldBeWritten = {
  code: 'unwritable',
  severity: 'error',
  message: 'defaults cannot be filled in where values come from outside: these would be written, too',
  help: 'leave out --defaults',
} as const;

const tooMuch = {
  code: 'too-deep',
  severity: 'error',
  message: 'written out, the aliases of the file are too much text',
  help: 'repeat less by aliases',
} as const;
