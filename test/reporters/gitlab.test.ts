import { expect, test } from 'vitest';
import { gitlab } from '../../src/reporters/gitlab.ts';
import { duplicate, file, found, mixed, nasty, nastyName, options, span, twice } from './samples.ts';

test('an issue a finding, as frozen here', () => {
  expect(JSON.parse(gitlab(mixed, options))).toEqual([
    {
      description: 'service "orders" has the name of another service\nrename one of them',
      check_name: 'uniqueness-violation',
      fingerprint: '21adfbcfe9edbac76692c69db2203fce',
      severity: 'critical',
      location: { path: 'gateway/kong.yml', lines: { begin: 5, end: 5 } },
    },
    {
      description: 'the key "host" is written twice, and the last one wins',
      check_name: 'duplicate-key',
      fingerprint: '7080f9a5e2e8304391931399c6ee9032',
      severity: 'minor',
      location: { path: 'gateway/kong.yml', lines: { begin: 8, end: 8 } },
    },
    {
      description: 'cannot read "gone.yml"',
      check_name: 'unreadable-file',
      fingerprint: '9dce243c5b8e5795e1baeb5539b3fad1',
      severity: 'critical',
      location: { path: 'gateway/gone.yml', lines: { begin: 1, end: 1 } },
    },
  ]);
});

test('any text and name survive', () => {
  const [issue] = JSON.parse(gitlab(found(file(nastyName, nasty)), { ...options, folder: '/repo' }));
  expect(issue.description).toBe(`${nasty.message}\n${nasty.help}`);
  expect(issue.location.path).toBe(nastyName);
  expect(issue.severity).toBe('info');
});

test('a span ends on the last line that has a part of it', () => {
  const lines = (at: typeof duplicate.at) =>
    JSON.parse(gitlab(found(file('a.yml', { ...duplicate, at })), options))[0].location.lines;
  expect(lines(span(5, 3, 8, 9))).toEqual({ begin: 5, end: 9 });
  expect(lines(span(5, 3, 1, 9))).toEqual({ begin: 5, end: 8 });
});

test('no two issues have the same fingerprint', () => {
  const findings = found(file('a.yml', duplicate, duplicate, twice, twice), file('b.yml', duplicate, twice));
  const fingerprints = JSON.parse(gitlab(findings, options)).map(
    (it: { fingerprint: string }) => it.fingerprint,
  );
  expect(new Set(fingerprints).size).toBe(6);
});

test('no finding is an empty list', () => {
  expect(gitlab(found(file('good.yml')), options)).toBe('[]\n');
});
