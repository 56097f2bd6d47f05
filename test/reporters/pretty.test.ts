import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic.ts';
import type { FileFindings } from '../../src/reporters/findings.ts';
import { pretty } from '../../src/reporters/pretty.ts';

const options = { color: false, width: 80, all: false };

const duplicate: Diagnostic = {
  code: 'uniqueness-violation',
  severity: 'error',
  message: 'two services are named "billing"',
  help: 'rename one of them',
  at: { line: 5, column: 11, endLine: 5, endColumn: 18 },
  related: [{ message: 'first declared here', at: { line: 3, column: 11, endLine: 3, endColumn: 18 } }],
};

function file(diagnostics: Diagnostic[], name = 'kong.yml'): FileFindings {
  const lines = new Map([
    [2, 'services:'],
    [3, '  - name: billing'],
    [4, '    host: a'],
    [5, '  - name: billing'],
  ]);
  const valid = !diagnostics.some(({ severity }) => severity === 'error');
  return { file: name, valid, entities: 0, diagnostics, lines };
}

test('a finding, the lines, the other place, what to do, how many there are', () => {
  expect(pretty({ files: [file([duplicate])], skipped: 0 }, options)).toBe(
    `kong.yml:5:11: error: two services are named "billing" [uniqueness-violation]
  4 |     host: a
  5 |   - name: billing
    |           ^^^^^^^
  first declared here (kong.yml:3:11):
  3 |   - name: billing
    |           ^^^^^^^
  help: rename one of them

1 error
`,
  );
});

test('a finding about a file as a whole has no frame', () => {
  const finding: Diagnostic = { code: 'unreadable-file', severity: 'error', message: 'cannot read "x.yml"' };
  expect(pretty({ files: [file([finding], 'x.yml')], skipped: 0 }, options)).toBe(
    'x.yml: error: cannot read "x.yml" [unreadable-file]\n\n1 error\n',
  );
});

test('warnings and notes are called so and counted', () => {
  const as = (severity: Diagnostic['severity']) => ({ ...duplicate, severity, related: [] });
  const text = pretty(
    { files: [file([as('warning'), as('warning'), as('info')]), file([])], skipped: 3 },
    options,
  );
  expect(text).toContain(': warning: two services');
  expect(text).toContain(': note: two services');
  expect(text.endsWith('\n2 warnings and 1 note in 1 of 2 files; 3 files and folders skipped\n')).toBe(true);
});

test('only the first fifty of a code are printed, over all files, and the rest is counted', () => {
  const other: Diagnostic = { ...duplicate, code: 'unknown-field' };
  const files = [file(Array(40).fill(duplicate)), file([...Array(1040).fill(duplicate), other])];
  const some = pretty({ files, skipped: 0 }, options);
  expect(some.match(/\[uniqueness-violation\]/g)).toHaveLength(50);
  expect(some.match(/\[unknown-field\]/g)).toHaveLength(1);
  expect(some).toContain(
    '1,030 more of uniqueness-violation not shown; --all prints every one\n1,081 errors in 2 of 2 files\n',
  );
  const all = pretty({ files, skipped: 0 }, { ...options, all: true });
  expect(all.match(/\[uniqueness-violation\]/g)).toHaveLength(1080);
  expect(all).not.toContain('--all');
});

test('colour adds nothing but colour', () => {
  const findings = { files: [file([duplicate])], skipped: 0 };
  const colored = pretty(findings, { ...options, color: true });
  expect(colored).toContain('\u001b[31merror');
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(pretty(findings, options));
});

test('names, messages and help cannot drive the terminal', () => {
  const nasty = { ...duplicate, message: 'a\u001b]0;x\u0007', help: 'b\u001b[2J' };
  const text = pretty({ files: [file([nasty], 'c\u001bd.yml')], skipped: 0 }, options);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test('help of several lines is indented', () => {
  const text = pretty({ files: [file([{ ...duplicate, help: 'one\ntwo' }])], skipped: 0 }, options);
  expect(text).toContain('\n  help: one\n        two\n');
});

test('the same findings give the same text', () => {
  const findings = { files: [file([duplicate, duplicate])], skipped: 1 };
  expect(pretty(findings, options)).toBe(pretty(findings, options));
});
