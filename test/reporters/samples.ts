import type { Diagnostic, Span } from '../../src/diagnostic.ts';
import type { FileFindings, Findings, ReportOptions } from '../../src/reporters/findings.ts';

export const options: ReportOptions = {
  color: false,
  width: 80,
  all: false,
  folder: '/repo/gateway',
  root: '/repo',
};

export function span(line: number, column: number, endColumn = column + 5, endLine = line): Span {
  return { line, column, endLine, endColumn };
}

/** An error with all that a finding can have. */
export const duplicate: Diagnostic = {
  code: 'uniqueness-violation',
  severity: 'error',
  message: 'service "orders" has the name of another service',
  help: 'rename one of them',
  path: ['services', 1, 'name'],
  at: span(5, 11, 17),
  entity: { type: 'services', name: 'orders' },
  related: [{ message: 'first declared here', path: ['services', 0, 'name'], at: span(3, 11, 17) }],
};

export const twice: Diagnostic = {
  code: 'duplicate-key',
  severity: 'warning',
  message: 'the key "host" is written twice, and the last one wins',
  path: ['services', 0, 'host'],
  at: span(8, 5, 9),
};

/** An error with as little as a finding can have. */
export const unreadable: Diagnostic = {
  code: 'unreadable-file',
  severity: 'error',
  message: 'cannot read "gone.yml"',
};

/** Names and texts that mean something in one of the formats. */
export const nasty: Diagnostic = {
  code: 'invalid-value',
  severity: 'info',
  message: 'a "b" \'c\' <d> & 100% ]]> ::error::x | `y` $(z) 名前 😀 \u001b[31m\u0000\ud800\ufffe',
  help: 'first\nsecond\r\nthird',
  path: ['a/b', 'c"d', 0],
  at: span(2, 3),
};

export const nastyName = 'a b/é,c:d%25"<&>\'#?\n😀.yml';

export function file(name: string, ...diagnostics: Diagnostic[]): FileFindings {
  const valid = diagnostics.every(({ severity }) => severity !== 'error');
  return { file: name, valid, entities: 1, diagnostics, lines: new Map() };
}

export function found(...files: FileFindings[]): Findings {
  return { files, skipped: 0 };
}

/** One of each kind. */
export const mixed = found(
  file('kong.yml', duplicate, twice),
  file('gone.yml', unreadable),
  file('good.yml'),
);
