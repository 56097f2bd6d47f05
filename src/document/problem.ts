/**
 * What stops a reader, with offsets into the text. Thrown inside the layer only: `read` makes it a diagnostic.
 */

import type { Code, Diagnostic } from '../diagnostic.ts';
import type { Lines } from './lines.ts';

export interface Note {
  message: string;
  start: number;
  end: number;
}

export class Problem extends Error {
  readonly start: number;
  readonly end: number;
  readonly help: string;
  readonly note?: Note;
  readonly code: Code;

  constructor(start: number, end: number, message: string, help: string, note?: Note, code?: Code) {
    super(message);
    this.start = start;
    this.end = end;
    this.help = help;
    this.note = note;
    this.code = code ?? 'syntax-error';
  }

  diagnostic(lines: Lines): Diagnostic {
    const { code, message, help, note } = this;
    const found: Diagnostic = {
      code,
      severity: 'error',
      message,
      help,
      at: lines.span(this.start, this.end),
    };
    if (note) found.related = [{ message: note.message, at: lines.span(note.start, note.end) }];
    return found;
  }
}
