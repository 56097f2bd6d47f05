import type { Diagnostic, Span } from '../diagnostic.ts';
import { describe } from './directives/index.ts';
import type { FileValue } from './file-value.ts';

/** What Kong makes of a value of the file that its writer may not have meant: docs/kong/kong-conf.md, section 2. */
export function writtenOddly(name: string, written: string, value: FileValue, at: Span): Diagnostic[] {
  const row = describe(name);
  // What is dropped cannot surprise; a number may be spelled in any way where a number is wanted.
  if (!row || (row.type === 'number' && value.became === 'number')) return [];
  const show = (text: string) => (row.sensitive ? 'another text' : JSON.stringify(text));
  const rest = written.slice(value.length);
  const found: [boolean, string, string][] = [
    [
      value.became === 'number',
      `${name} looks like a number, and Kong writes it anew: ${show(value.text ?? '')}`,
      `set it as KONG_${name.toUpperCase()} in the environment, where text stays as it is`,
    ],
    [
      value.became === 'table',
      `${name} holds the word _blank_, at which Kong cuts values to pieces and loses them`,
      `set it as KONG_${name.toUpperCase()} in the environment`,
    ],
    [
      rest.startsWith('#') && value.length > 0,
      `${name} ends before the #, which starts a comment even without a space`,
      'write \\# if it belongs to the value',
    ],
    [
      /^(["']).*\1$/s.test(value.text ?? ''),
      `${name} holds its quotes: kong.conf has no quoting`,
      'remove the quotes',
    ],
  ];
  return found
    .filter(([holds]) => holds)
    .map(([, message, help]) => ({ code: 'surprising-value', severity: 'warning', message, help, at }));
}
