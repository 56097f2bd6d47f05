import { readFileSync } from 'node:fs';
import type { Answer } from '../../document/references/index.ts';
import { Failure, type World } from '../command.ts';
import { whyUnreadable } from '../gather/file.ts';

/** Variables of the environment that start with one of the prefixes, then those of the files, the last file first. */
export function variables(prefixes: readonly string[], files: readonly string[], env: World['env']) {
  const ofFiles = Object.assign(Object.create(null), ...files.map(readEnvFile)) as Record<string, string>;
  return (name: string): Answer => {
    const isAllowed = prefixes.some((prefix) => name.startsWith(prefix));
    const value = isAllowed && Object.hasOwn(env, name) ? env[name] : undefined;
    const found = value ?? ofFiles[name];
    if (found !== undefined) return { value: found };
    if (isAllowed || prefixes.length === 0) {
      const where = files.length > 0 ? 'in the environment or in --env-file' : 'in the environment';
      return {
        why: 'it is not set',
        help: prefixes.length > 0 ? `set it ${where}` : 'set it in --env-file, or allow it with --env PREFIX',
      };
    }
    return {
      why: `only those that start with ${prefixes.join(' or ')} may be used`,
      help: 'allow it with another --env PREFIX',
    };
  };
}

const LINE =
  /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^#\s](?:.*?[^\s])??)??)\s*(?:\s#.*)?$/;

/** `NAME=value` lines, as shells and others write them; nothing in a value is expanded. What a line holds is never shown. */
function readEnvFile(file: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [index, line] of readText(file)
    .split(/\r\n?|\n/)
    .entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const match = LINE.exec(line);
    if (!match) throw new Failure(`${file}:${index + 1}: this line is no NAME=value`);
    const [, name, double, single, plain] = match;
    found[name!] = double === undefined ? (single ?? plain ?? '') : unescaped(double);
  }
  return found;
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign);

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new Failure(whyUnreadable(file, error).message);
  }
}
