import { describe, expect, test } from 'vitest';
import { looksLikeConfig } from '../../src/commands/gather/looks-like-config.ts';

const judged = (text: string) => looksLikeConfig(Buffer.from(text));

describe('a declarative config', () => {
  test.each([
    '_format_version: "3.0"\n',
    'services: []\n_format_version: "3.0"\n',
    '# comment\n---\n_format_version: 3.0\n',
    '%YAML 1.1\n---\n_format_version: "1.1"',
    '"_format_version": "3.0"\n',
    "'_format_version' : '3.0'\n",
    '  services: []\n  _format_version: "3.0"\n',
    '{"services": [], "_format_version": "3.0"}',
    '{_format_version: "3.0"}',
    '--- {_format_version: "3.0"}',
    '\ufeff_format_version: "3.0"',
    '\r\nservices: []\r\n_format_version: "3.0"\r\n',
    '_format_version: "3.0"\nservices: [unclosed\n',
    '? _format_version\n: "3.0"\n',
  ])('%j', (text) => {
    expect(judged(text)).toBe(true);
  });

  test('in UTF-16', () => {
    const little = Buffer.from('\ufeff_format_version: "3.0"', 'utf16le');
    expect(looksLikeConfig(little)).toBe(true);
    expect(looksLikeConfig(little.swap16())).toBe(true);
  });
});

describe('something else', () => {
  test.each([
    '',
    'services: []\n',
    'apiVersion: v1\nkind: ConfigMap\ndata:\n  kong.yml: |\n    _format_version: "3.0"\n',
    '# _format_version: "3.0"\nservices: {}\n',
    'text: see _format_version\n',
    'my_format_version: 1\n',
    '[1, 2]',
  ])('%j', (text) => {
    expect(judged(text)).toBe(false);
  });
});
