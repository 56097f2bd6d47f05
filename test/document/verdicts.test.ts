import { describe, expect, it } from 'vitest';
import { read } from '../../src/index.ts';
import { readVerdicts } from '../verdicts.ts';
import { fromTree, fromValue } from './trees.ts';

interface TreeVerdict {
  id: string;
  text: string;
  ok: boolean;
  tree?: unknown;
}

interface FileVerdict {
  id: string;
  filename: string;
  content: string;
  ok: boolean;
  fields?: { error?: string };
}

describe("what Kong's YAML reader makes of a text", () => {
  it.each(readVerdicts<TreeVerdict>('yaml-trees'))('$id', ({ text, ok, tree }) => {
    const { value, diagnostics } = read(text, 'yaml');
    expect(diagnostics.every(({ severity }) => severity !== 'error')).toBe(ok);
    expect(value !== undefined).toBe(ok);
    if (ok) expect(fromValue(value)).toEqual(fromTree(tree));
  });
});

describe('whether Kong can read a file', () => {
  const files = readVerdicts<FileVerdict>('yaml').filter(({ filename }) => /(ya?ml|json)$/.test(filename));
  it.each(files)('$id $filename', ({ filename, content, fields }) => {
    const error = fields?.error ?? '';
    // an empty or scalar text is read; that it is no config is found later
    const isRead = !error.startsWith('failed parsing') || error.endsWith('expected an object');
    const { value } = read(content, filename.endsWith('json') ? 'json' : 'yaml');
    expect(value !== undefined).toBe(isRead);
  });
});
