/** The library: what `import … from 'dbless'` gives. */
import type { Result } from './diagnostic.ts';
import { type Format, type ReadOptions, read as readText } from './document/index.ts';

export type { Code, Diagnostic, EntityRef, Path, Related, Result, Severity, Span } from './diagnostic.ts';
export type { Format, ReadOptions } from './document/index.ts';
export { type FlatConfig, type FlatEntity, type FlattenOptions, flatten } from './normalize/flatten.ts';
export { type FormatOptions, format, type Rewritten, type Written } from './normalize/format.ts';
export { type NormalizeOptions, normalize } from './normalize/index.ts';
export { type ParseOptions, type ParseResult, parse } from './parse.ts';
export { type Transformed, type TransformOptions, transform } from './transform/library.ts';

/**
 * The plain value of a text, as Kong's own reader has it; `parse` says what Kong would make of it. A list or map may then
 * hold itself, through an alias: with `{ cycles: false }` that is an error.
 */
export function read(text: string, format: Format, options: ReadOptions = {}): Result<unknown> {
  return readText(text, format, { cycles: true, ...options });
}
