/** The layer's door: the text of a config to that of one which a node loads as it is (docs/kong/transform.md). */
import type { Entry } from '../config/entries.ts';
import type { DocumentFound } from '../config/judge.ts';
import { labelOf, singular } from '../config/naming.ts';
import type { Opened } from '../config/open.ts';
import type { Diagnostic, Span } from '../diagnostic.ts';
import { type Applied, apply } from './apply.ts';
import type { PlanOptions } from './plan.ts';
import { plainSecrets, unresolved } from './secrets.ts';

export { encodedLike } from './encoding.ts';

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
