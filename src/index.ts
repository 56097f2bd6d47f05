/** The library: what `import … from 'dbless'` gives. */
export type { Code, Diagnostic, EntityRef, Path, Related, Result, Severity, Span } from './diagnostic.ts';
export { type Format, type ReadOptions, read } from './document/index.ts';
export { type FlatConfig, type FlatEntity, type FlattenOptions, flatten } from './normalize/flatten.ts';
export { type FormatOptions, format, type Rewritten, type Written } from './normalize/format.ts';
export { type NormalizeOptions, normalize } from './normalize/index.ts';
export { type ParseOptions, type ParseResult, parse } from './parse.ts';
export { type Transformed, type TransformOptions, transform } from './transform/library.ts';
