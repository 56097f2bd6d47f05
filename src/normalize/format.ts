/** One layout for every config: the same value, its comments, always written the same way. */
import { masked } from '../config/excerpt.ts';
import { openSource, type SourceOptions } from '../config/source.ts';
import type { Diagnostic, Result } from '../diagnostic.ts';
import type { Format } from '../document/index.ts';
import {
  addTail,
  type Comment,
  commentsIn,
  isMap,
  readTree,
  type Tree,
  type TreeDocument,
  unshared,
  writeTree,
} from '../document/layout.ts';
import { bundledRegistry, type Registry } from '../schema/registry.ts';
import { KeyOrder } from './key-order.ts';

export interface FormatOptions extends SourceOptions {
  /** The schemas whose order the keys have; default: those of the bundled plugins. */
  registry?: Registry;
}

/** A text, and what it is. */
export interface Written {
  text: string;
  format: Format;
}

export interface Rewritten extends Result<Written> {
  /** The text that was given with every secret masked, on the same lines and columns: what may be shown. */
  excerpt(): string;
}

/**
 * A config in the one layout of `dbless fmt`: collections in Kong's order, keys in that of the schemas, quotes where
 * YAML 1.1 would take a text for something else. It need not be valid, only readable. What is loaded from it stays the
 * same. Errors: those of reading, `not-an-object`, `ignored-document`.
 */
export function format(source: Uint8Array | string, options: FormatOptions = {}): Rewritten {
  const { text, readable, referring, format: as, value, diagnostics } = openSource(source, options);
  const excerpt = () => masked(text);
  const several = diagnostics.find(({ code }) => code === 'ignored-document');
  if (several) return { diagnostics: [wouldBeLost(several)], excerpt };
  if (!value || !as) return { diagnostics, excerpt };
  const document = readTree(readable, as, diagnostics.length === 0 && !referring ? value : undefined);
  const written = writeOut(document, as, options.registry ?? bundledRegistry());
  if (written.value === undefined) return { diagnostics: written.diagnostics, excerpt };
  const out = referring?.restore(written.value, as) ?? written.value;
  return { value: { text: out, format: as }, diagnostics, excerpt };
}

const wouldBeLost = (found: Diagnostic): Diagnostic => ({
  ...found,
  severity: 'error',
  message: 'this is a second document, which Kong ignores; laying out the file would lose it',
});

/** A document as text, its keys put in order in place. */
export function writeOut(document: TreeDocument, as: Format, registry: Registry): Result<string> {
  new KeyOrder(registry).apply(document.root);
  spaced(document.root, registry);
  return writeTree(document, as);
}

/** An empty line above each collection, and above what stands at the end. */
function spaced(tree: Tree, registry: Registry): void {
  const root = unshared(tree);
  if (!isMap(root)) return;
  for (const member of root.members) {
    if (!registry.types.has(unshared(member.key ?? null) as string)) continue;
    const [first, ...rest] = member.before ?? [];
    if (first) member.before = [{ ...first, gap: true }, ...rest];
    else member.gap = true;
  }
  const [first, ...rest] = root.tail ?? [];
  if (first) root.tail = [{ ...first, gap: true }, ...rest];
}

/** Every comment of a document. */
export const allComments = ({ root, header }: TreeDocument): Comment[] => [...header, ...commentsIn(root)];

/** Comments whose place is gone are kept at the end. */
export function keepComments(before: readonly Comment[], document: TreeDocument): void {
  const root = unshared(document.root);
  if (before.length === 0 || !isMap(root)) return;
  const kept = new Set(allComments(document));
  addTail(
    root,
    before.filter((comment) => !kept.has(comment)),
  );
}
