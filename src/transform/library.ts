/** Transformation for programs that use dbless as a library. */
import { type OpenOptions, open } from '../config/open.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { transform as transform_ } from './index.ts';

export interface TransformOptions extends OpenOptions {
  /** Also write out ids and keys that Kong would draw at random at each load. Default: false. */
  pin?: boolean;
  /** An earlier output: digests that still match are kept, and so is what was drawn. */
  earlier?: Uint8Array | string;
}

export interface Transformed {
  /** Undefined when the config is invalid, or laid out in a way that cannot be edited safely. */
  value?: string;
  diagnostics: Diagnostic[];
}

/**
 * A config with its secrets hashed as Kong 3.10 stores them, and with `_transform: false`; everything else of the text
 * stays as it is (docs/kong/transform.md section 6).
 */
export async function transform(
  source: Uint8Array | string,
  { pin, earlier, ...options }: TransformOptions = {},
): Promise<Transformed> {
  const before = earlier === undefined ? undefined : open(earlier, options).judged;
  const { text, diagnostics } = await transform_(open(source, options), { pin, earlier: before });
  return { ...(text === undefined ? {} : { value: text }), diagnostics };
}
