/** What every command starts from: a config's text, its value, its entities, and what is wrong with it. */
import type { Diagnostic } from '../diagnostic.ts';
import { type Locator, locate } from '../document/index.ts';
import { bundledRegistry, type Registry } from '../schema/registry.ts';
import { Validator } from '../schema/validator.ts';
import { type DocumentFound, type Judged, judge } from './judge.ts';
import { withPlaces } from './places.ts';
import { sealed } from './sealed.ts';
import { shownText } from './shown.ts';
import { openSource, type Source, type SourceOptions } from './source.ts';

export interface OpenOptions extends SourceOptions {
  /** The schemas to judge by; default: those of the bundled plugins. */
  registry?: Registry;
}

/** A config that was read and judged. */
export interface Opened {
  source: Source;
  registry: Registry;
  validator: Validator;
  /** Undefined when there is no value to judge. */
  judged?: Judged;
  /** A Kong 3.10 node would load it. */
  valid: boolean;
  /** What was found, and what is to be added to it, in the order of their places; a value has none. */
  diagnostics(more?: readonly DocumentFound[]): Diagnostic[];
  /** The text with every secret masked by `*`, on the same lines and columns: what may be shown. */
  excerpt(): string;
  /** The places of the text, looked for when first asked for; of a value, there are none. */
  locator(): Locator;
}

/** Reads and judges a config, given as text or bytes or as the value that a reader made of them. Never throws. */
export function open(from: Uint8Array | string | object, options: OpenOptions = {}): Opened {
  const registry = options.registry ?? bundledRegistry();
  const validator = new Validator(registry);
  const isText = typeof from === 'string' || from instanceof Uint8Array;
  const source: Source = isText
    ? openSource(from, options)
    : { text: '', readable: '', value: from, diagnostics: [] };
  const { value, format } = source;
  const judged = value && judge(value, source.diagnostics, validator);
  let places: Locator | undefined;
  const locator = () =>
    (places ??= isText ? locate(source.readable, format ?? 'yaml') : locate('{}', 'json'));
  return {
    source,
    registry,
    validator,
    ...(judged ? { judged } : {}),
    valid: judged?.found.every(isNoError) ?? false,
    diagnostics(more = []) {
      if (!judged) return source.diagnostics;
      const found = more.length > 0 ? [...judged.found, ...more] : judged.found;
      if (found.length + source.diagnostics.length === 0) return [];
      const placed = withPlaces({ ...judged, found }, source.diagnostics, locator, registry);
      return isText ? sealed(placed, source, locator) : placed.map(withoutPlaces);
    },
    excerpt: () => (isText ? shownText(source, judged?.document, locator, registry) : ''),
    locator,
  };
}

const isNoError = ({ finding }: DocumentFound): boolean => (finding.severity ?? 'error') !== 'error';

const withoutPlaces = ({ at: _, related, ...rest }: Diagnostic): Diagnostic => ({
  ...rest,
  ...(related ? { related: related.map(({ at: _at, ...one }) => one) } : {}),
});
