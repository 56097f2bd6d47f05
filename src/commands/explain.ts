import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { codes } from '../codes.ts';
import { resolved } from '../required.ts';
import { suggestion } from '../suggest.ts';
import { type Call, examples } from './command.ts';
import { asPlainText } from './plain-text.ts';

export function define(command: Command, call: Call): void {
  const { stdout } = call.world;
  command
    .description(
      'Explains a code, the word in brackets behind a finding: what it means, an example, what Kong does, what to do.',
    )
    .argument('[code]', 'the code: unknown-field, missing-reference (default: list them all)')
    .addHelpText(
      'after',
      examples(
        '$ dbless explain',
        '$ dbless explain unknown-field',
        '$ dbless explain missing-reference > missing-reference.md',
      ),
    )
    .action((code?: string) => {
      if (code === undefined) stdout.write(list());
      else if (!Object.hasOwn(codes, code)) command.error(unknownCode(code));
      else {
        const page = readFileSync(resolved(`#codes/${code}`), 'utf8');
        stdout.write(stdout.isTTY ? asPlainText(page) : page);
      }
    });
}

function list(): string {
  const width = Math.max(...Object.keys(codes).map((code) => code.length));
  return Object.entries(codes)
    .map(([code, { title }]) => `${code.padEnd(width)}  ${title}\n`)
    .join('');
}

function unknownCode(code: string): string {
  const hint = suggestion(code, Object.keys(codes));
  return `error: there is no code "${code}"${hint ? `; ${hint}` : ''}\nWithout a code, all are listed.`;
}
