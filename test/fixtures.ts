import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { run } from '../src/program.ts';

export const folderOf = (name: 'ok' | 'err') =>
  fileURLToPath(new URL(`../fixtures/${name}/`, import.meta.url));

/** The files of a fixture folder that are judged, by name. */
export const inputs = (name: 'ok' | 'err'): string[] =>
  readdirSync(folderOf(name))
    .filter((file) => ['.yml', '.json', '.conf', '.cmd'].includes(extname(file)))
    .sort();

/** `unknown-field.plugin-config.yml` shows the code `unknown-field`. */
export const codeOf = (input: string): string => input.slice(0, input.indexOf('.'));

export const read = (input: string): string => readFileSync(`${folderOf('err')}${input}`, 'utf8');

/** Its `.out`. One name in two formats keeps the format: `duplicate-key.json.out`. */
export function outputOf(input: string, all: readonly string[] = inputs('err')): string {
  const stem = input.slice(0, -extname(input).length);
  const twins = all.filter((other) => other.slice(0, -extname(other).length) === stem);
  return twins.length > 1 && extname(input) !== '.yml' ? `${input}.out` : `${stem}.out`;
}

/** The command line that shows a fixture, as one would type it in its folder. */
export function commandLine(input: string): string {
  if (extname(input) === '.cmd') return read(input).trim();
  return extname(input) === '.conf' ? `dbless conf -c ${input}` : `dbless parse ${input}`;
}

/** All that it prints, the time apart, and how it ends. Settings may stand before it: `KONG_ROLE=data_plane dbless conf`. */
export async function printed(command: string): Promise<string> {
  const words = command.split(' ');
  const start = words.indexOf('dbless');
  const env = Object.fromEntries(words.slice(0, start).map((word) => word.split(/=(.*)/s, 2)));
  let text = '';
  const output = {
    columns: 100,
    write(chunk: unknown) {
      text += String(chunk);
      return true;
    },
  };
  const code = await run(words.slice(start + 1), {
    stdin: Readable.from([]),
    stdout: output,
    stderr: output,
    env,
  });
  return `${text.replace(/now it is \d+/g, 'now it is …')}exit ${code}\n`;
}
