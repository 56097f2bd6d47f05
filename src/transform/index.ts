/** The layer's door: the text of a config to that of one which a node loads as it is (docs/kong/transform.md). */
import type { Entry } from '../config/entries.ts';
import { type DocumentFound, type Judged, judge } from '../config/judge.ts';
import { labelOf, singular } from '../config/naming.ts';
import { withPlaces } from '../config/places.ts';
import { sealed } from '../config/sealed.ts';
import { shownText } from '../config/shown.ts';
import { openSource, type Source, type SourceOptions } from '../config/source.ts';
import type { Diagnostic, Span } from '../diagnostic.ts';
import { type Format, type Locator, locate } from '../document/index.ts';
import { bundledRegistry, type Registry } from '../schema/registry.ts';
import { Validator } from '../schema/validator.ts';
import { type Applied, apply } from './apply.ts';
import type { PlanOptions } from './plan.ts';
import { plainSecrets, unresolved } from './secrets.ts';

export { encodedLike } from './encoding.ts';

export interface OpenOptions extends SourceOptions {
  /** The schemas to judge by; default: those of the bundled plugins. */
  registry?: Registry;
}

/** A config that was read and judged. */
export interface Opened {
  source: Source & { format?: Format };
  registry: Registry;
  /** Undefined when there is no value to judge. */
  judged?: Judged;
  valid: boolean;
  /** What was found, and what is to be added to it. */
  diagnostics(more?: readonly DocumentFound[]): Diagnostic[];
  /** The text with every secret masked: what may be shown. */
  excerpt(): string;
  locator(): Locator;
}

export interface TransformResult {
  /** Undefined when the config is invalid, or laid out in a way that cannot be edited safely. */
  text?: string;
  valid: boolean;
  /** It has `_transform: false`, and the text is what was given. */
  isTransformed: boolean;
  diagnostics: Diagnostic[];
  /** What was done beyond putting digests in the place of secrets, with its places in the text that was given. */
  notes: { message: string; at: Span }[];
}

/** Reads and judges a config. Never throws. */
export function open(bytes: Uint8Array | string, options: OpenOptions = {}): Opened {
  const registry = options.registry ?? bundledRegistry();
  const source = openSource(bytes, options);
  const { value, format = 'yaml', readable } = source;
  let located: Locator | undefined;
  const locator = () => (located ??= locate(readable, format));
  const judged = value && judge(value, source.diagnostics, new Validator(registry));
  return {
    source,
    registry,
    judged,
    valid: judged?.found.every(isNoError) ?? false,
    diagnostics(more = []) {
      if (!judged) return source.diagnostics;
      const all = { ...judged, found: [...judged.found, ...more] };
      return sealed(withPlaces(all, source.diagnostics, locator, registry), source, locator);
    },
    excerpt: () => shownText(source, judged?.document, locator, registry),
    locator,
  };
}

const isNoError = ({ finding }: DocumentFound): boolean => (finding.severity ?? 'error') !== 'error';

/** The secrets of a valid config that stand in plain text, though Kong would store digests. */
export const findPlainSecrets = ({ judged, source }: Opened): DocumentFound[] =>
  judged ? plainSecrets(judged, source.referring?.value ?? source.value) : [];

/** References stand as they did, unless they feed a digest. */
export async function transform(opened: Opened, options: PlanOptions = {}): Promise<TransformResult> {
  const { source, judged, registry } = opened;
  const { format, value, referring, readable } = source;
  const missing = judged && judged.document?._transform !== false ? unresolved(judged) : [];
  if (!opened.valid || !judged || !format || missing.length > 0) {
    return { valid: false, isTransformed: false, diagnostics: opened.diagnostics(missing), notes: [] };
  }
  const raw = referring?.value ?? value;
  // a name may have come from outside
  const label = (entry: Entry) =>
    referring ? `${singular(entry.type.name)} ${entry.index + 1}` : labelOf(entry, registry);
  const applied = await apply({ text: readable, format, value: raw, judged, registry, label }, options);
  const text = applied.text && (referring?.restore(applied.text) ?? applied.text);
  return {
    ...(text === undefined ? {} : { text }),
    valid: true,
    isTransformed: judged.document?._transform === false,
    diagnostics: opened.diagnostics(applied.found),
    notes: notesOf(applied, opened),
  };
}

function notesOf({ notes, writtenOut }: Applied, { locator }: Opened): TransformResult['notes'] {
  return [
    ...notes.map(({ message, path }) => ({ message, at: locator().nearest(path) })),
    ...writtenOut.map(({ alias, at }) => ({
      message: `what *${alias} stands for differs here from what it names, and is written out`,
      at,
    })),
  ];
}
