/** The parts of docs/codes/ that follow from the table of codes and from the fixtures. */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CodeEntry, codeEntry, codes } from '../src/codes.ts';
import { commandLine, inputs, outputOf, read } from './fixtures.ts';

const folder = fileURLToPath(new URL('../docs/codes/', import.meta.url));

export const pageFile = (name: string): string => `${folder}${name}.md`;

export const pageOf = (name: string): string => readFileSync(pageFile(name), 'utf8').replaceAll('\r\n', '\n');

/** The page with the line below its heading, and its example, as they are now. */
export function renewedPage(code: string): string {
  const { title, ...entry } = codeEntry(code)!;
  const level = levelOf(entry);
  const example = exampleOf(code);
  const page = pageOf(code).replace(/^(# .*\n\n).*\n/, (_, heading) => `${heading}**${level}**: ${title}.\n`);
  if (!example) return page;
  return page.replace(/^## Example\n[\s\S]*?(?=^## )/m, () => `## Example\n\n${example}\n`);
}

const levelOf = ({ level, alsoWarns }: Pick<CodeEntry, 'level' | 'alsoWarns'>): string =>
  alsoWarns ? 'error or warning' : level;

/** The fixture of a code's own name, with what is printed for it. */
function exampleOf(code: string): string | undefined {
  const own = inputs('err').filter((file) => file.replace(/\.\w+$/, '') === code);
  const input = own.find((file) => file.endsWith('.yml')) ?? own[0];
  if (!input) return undefined;
  const output = read(outputOf(input)).replace(/exit \d+\n$/, '');
  const shown = fenced('', `$ ${commandLine(input)}\n${output}`);
  const kind = { '.yml': 'yaml', '.json': 'json', '.conf': 'ini' }[extname(input)];
  return kind ? `${fenced(kind, quotable(read(input)))}\n${shown}` : shown;
}

/** A byte that is no UTF-8 cannot be quoted. */
const quotable = (text: string): string => text.replaceAll('\ufffd', '?');

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;

const START = '<!-- the table follows from src/codes.ts -->\n\n';

export function renewedIndex(): string {
  const rows = Object.entries(codes).map(
    ([code, entry]) => `| [\`${code}\`](${code}.md) | ${levelOf(entry)} | ${entry.title} |`,
  );
  const prose = pageOf('README').split(START)[0];
  return `${prose}${START}| code | level | means |\n|-|-|-|\n${rows.join('\n')}\n`;
}
