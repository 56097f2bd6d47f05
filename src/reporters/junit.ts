import type { Diagnostic } from '../diagnostic.ts';
import { count } from './count.ts';
import type { FileFindings, Findings } from './findings.ts';

/** What XML 1.0 cannot hold, not even escaped, and what no reader of a report needs. */
const unwritable = /[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** JUnit's XML: a suite for each file, a failed test for each error. What only warns has passed. */
export function junit(findings: Findings): string {
  const { files } = findings;
  const tests = files.reduce((sum, { diagnostics }) => sum + Math.max(1, diagnostics.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: 'dbless', tests, failures: count(findings).errors, errors: 0 })}>`,
    ...files.flatMap(suite),
    '</testsuites>\n',
  ].join('\n');
}

function suite(file: FileFindings): string[] {
  const { diagnostics } = file;
  const failures = diagnostics.filter(({ severity }) => severity === 'error').length;
  const tests = Math.max(1, diagnostics.length);
  const passed = `    <testcase ${attributes({ name: 'is valid', classname: file.file, file: file.file })}/>`;
  return [
    `  <testsuite ${attributes({ name: file.file, tests, failures, errors: 0, skipped: 0 })}>`,
    ...(diagnostics.length === 0 ? [passed] : diagnostics.map((diagnostic) => test(file.file, diagnostic))),
    '  </testsuite>',
  ];
}

function test(file: string, diagnostic: Diagnostic): string {
  const { code, severity, message, at } = diagnostic;
  const name = at ? `line ${at.line}, column ${at.column}: ${message}` : message;
  const text = escaped(details(file, diagnostic));
  const outcome =
    severity === 'error'
      ? `<failure ${attributes({ message, type: code })}>${text}</failure>`
      : `<system-out>${severity}: ${escaped(message)} [${code}]\n${text}</system-out>`;
  const place: Record<string, string | number> = at ? { file, line: at.line } : { file };
  return `    <testcase ${attributes({ name, classname: file, ...place })}>${outcome}</testcase>`;
}

function details(file: string, { at, help, related = [] }: Diagnostic): string {
  const place = (span: Diagnostic['at']) => (span ? `${file}:${span.line}:${span.column}` : file);
  const others = related.map((other) => `${other.message}: ${place(other.at)}`);
  return [place(at), ...others, ...(help ? [`help: ${help}`] : [])].join('\n');
}

export function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value)).replace(/[\t\n\r]/g, reference)}"`)
    .join(' ');
}

export function escaped(text: string): string {
  return text
    .replace(unwritable, '\ufffd')
    .replace(/[&<>"]/g, (char) => entities[char]!)
    .replaceAll('\r', reference);
}

function reference(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}
