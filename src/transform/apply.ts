/** A plan, carried out on the text (docs/kong/transform.md section 6). */
import type { DocumentFound } from '../config/judge.ts';
import { edit } from '../document/edit.ts';
import { type PlanOptions, plan } from './plan.ts';
import type { Note, Subject } from './subject.ts';

export interface Applied {
  /** Undefined when the file is laid out in a way that cannot be edited safely. */
  text?: string;
  /** What is odd about the secrets. */
  found: DocumentFound[];
  notes: Note[];
  /** Aliases in whose place, or beside which, something had to be written out. */
  writtenOut: NonNullable<ReturnType<typeof edit>>['writtenOut'];
}

/** Everything outside of the edits stays as it is. A config with `_transform: false` stays altogether. */
export async function apply(subject: Subject, options: PlanOptions = {}): Promise<Applied> {
  const { text, format, value, judged } = subject;
  if (judged.document?._transform === false) return { text, found: [], notes: [], writtenOut: [] };
  const { edits, notes, found } = await plan(subject, options);
  const edited = edit(text, format, value, edits);
  return { text: edited?.text, found, notes, writtenOut: edited?.writtenOut ?? [] };
}
