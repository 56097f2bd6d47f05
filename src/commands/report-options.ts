import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type ReporterName, reporters } from '../reporters/index.ts';

/** One report to make: its format, and the file it goes to. One without a file goes to the screen. */
export interface Report {
  format: ReporterName;
  file?: string;
}

export interface ReportOptions {
  format?: string[];
  outputFile?: string;
}

const formats = Object.keys(reporters);

export function addReportOptions(command: Command): void {
  command
    .option(
      '--format <format[=file]>',
      `how to report: ${formats.join(', ')}; give it again for further reports, each with its file (default: pretty)`,
      (word: string, before: string[] = []) => [...before, word],
    )
    .option('-o, --output-file <file>', 'where the report goes instead of the screen');
}

/** What the options ask for. Wrong usage ends the run here; so does a file that cannot be written. */
export async function reportsOf(options: ReportOptions, command: Command): Promise<Report[]> {
  const { format = ['pretty'], outputFile } = options;
  const reports: Report[] = [];
  for (const word of format) reports.push(await readReport(word, command));
  const [toScreen, second] = reports.filter(({ file }) => file === undefined);
  if (second)
    command.error(`error: only one report can go to the screen; give a file: --format ${second.format}=FILE`);
  if (outputFile !== undefined) {
    if (!toScreen) command.error('error: --output-file: each --format has a file of its own already');
    toScreen!.file = outputFile === '-' ? undefined : outputFile;
  }
  const files = reports.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.findIndex((it) => resolve(it) === resolve(file)) < index);
  if (twice !== undefined) command.error(`error: two reports cannot both go to ${twice}`);
  if (files.length > 0) files.forEach((await import('./replace-file.ts')).assertReplaceable);
  return reports;
}

async function readReport(word: string, command: Command): Promise<Report> {
  const [, name, file] = /^([^=]*)(?:=(.*))?$/s.exec(word) as unknown as [string, string, string?];
  if (!isFormat(name)) {
    const { suggestion } = await import('../suggest.ts');
    const meant = suggestion(name, formats);
    command.error(
      `error: "${name}" is no --format${meant ? `: ${meant}` : ''}. Allowed choices are ${formats.join(', ')}.`,
    );
  }
  if (file === '') command.error(`error: --format ${word} names no file`);
  return { format: name, file: file === '-' ? undefined : file };
}

function isFormat(name: string): name is ReporterName {
  return Object.hasOwn(reporters, name);
}
