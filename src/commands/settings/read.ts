import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Diagnostic } from '../../diagnostic.ts';
import { decode, locate, read } from '../../document/index.ts';
import { citedLines } from '../../reporters/cited-lines.ts';
import type { FileFindings } from '../../reporters/findings.ts';
import { whyUnreadable } from '../gather/file.ts';
import { checkSettings } from './check.ts';
import type { Settings } from './settings.ts';

interface Read {
  settings: Partial<Settings>;
  findings: FileFindings;
}

/** The settings in a `.dbless.yml`, as far as they are right, and what is wrong. */
export function readSettings(path: string): Read {
  const file = nameOf(path);
  try {
    return readBytes(file, readFileSync(path));
  } catch (error) {
    return { settings: {}, findings: findingsOf(file, '', [whyUnreadable(file, error)]) };
  }
}

function readBytes(file: string, bytes: Uint8Array): Read {
  const decoded = decode(bytes);
  if (decoded.value === undefined)
    return { settings: {}, findings: findingsOf(file, '', decoded.diagnostics) };
  const text = decoded.value;
  const { value, diagnostics } = read(text, 'yaml');
  const { settings, problems } = checkSettings(value ?? {});
  const places = problems.length > 0 ? locate(text, 'yaml') : undefined;
  const located = problems.map((problem): Diagnostic => {
    const { path = [], code } = problem;
    const at = code === 'unknown-field' ? places!.key(path) : undefined;
    return { ...problem, at: at ?? places!.nearest(path) };
  });
  return { settings, findings: findingsOf(file, text, [...diagnostics, ...located]) };
}

function findingsOf(file: string, text: string, diagnostics: Diagnostic[]): FileFindings {
  const valid = diagnostics.every(({ severity }) => severity !== 'error');
  return { file, valid, entities: 0, diagnostics, lines: citedLines(() => text, diagnostics) };
}

/** As one would name it from here. */
function nameOf(path: string): string {
  const name = relative('', path);
  return name.startsWith('..') && name.length > path.length ? path : name;
}
