/** White space as C's locale has it, narrower than JavaScript's: a byte order mark or a no-break space is text. */

export const BLANK = ' \\t\\n\\v\\f\\r';

export function trim(text: string): string {
  return trimEnd(trimStart(text));
}

export function trimStart(text: string): string {
  return text.replace(FIRST_BLANKS, '');
}

function trimEnd(text: string): string {
  return text.replace(LAST_BLANKS, '');
}

const FIRST_BLANKS = new RegExp(`^[${BLANK}]+`);
/** Looks back from the end, so that long blanks within are not tried one by one. */
const LAST_BLANKS = new RegExp(`(?<![${BLANK}])[${BLANK}]+$`);
