import type { Diagnostic, Span } from '../diagnostic.ts';

/** What is wrong, and what to do about it on a line of its own. */
export function messageWithHelp({ message, help }: Diagnostic): string {
  return help ? `${message}\n${help}` : message;
}

/** The last line that has a part of a span: its end is exclusive. */
export function lastLine({ line, endLine, endColumn }: Span): number {
  return endColumn === 1 && endLine > line ? endLine - 1 : endLine;
}
