import type { Command } from 'commander';
import type { Settings } from './settings.ts';

export interface SettingsOptions {
  /** False for --no-ignore. */
  ignore?: string[] | false;
  warningsAsErrors?: boolean;
}

export function addSettingsOptions(command: Command): void {
  command
    .option('--warnings-as-errors', 'take a file with warnings for invalid')
    .option('--no-warnings-as-errors', 'do not, whatever .dbless.yml says')
    .option(
      '--ignore <codes>',
      'leave out the warnings of these codes, separated by commas; may be given again',
      (words: string, before?: string[] | false) => [...(before || []), ...words.split(',')],
    )
    .option('--no-ignore', 'leave out none, whatever .dbless.yml says');
}

/** What the command line settles; the rest is left to the files. A code that cannot be ignored is wrong usage. */
export async function settingsGiven(options: SettingsOptions, command: Command): Promise<Partial<Settings>> {
  const { ignore, warningsAsErrors } = options;
  const given: Partial<Settings> = {};
  if (warningsAsErrors !== undefined) given.warningsAsErrors = warningsAsErrors;
  if (ignore === false) given.ignore = [];
  else if (ignore) given.ignore = await checked(ignore, command);
  return given;
}

async function checked(words: string[], command: Command): Promise<string[]> {
  const { whyNotIgnorable } = await import('./ignorable.ts');
  const codes = words.map((word) => word.trim()).filter((word) => word !== '');
  for (const code of codes) {
    const problem = whyNotIgnorable(code);
    if (problem)
      command.error(`error: --ignore: ${problem.message}${problem.help ? `; ${problem.help}` : ''}`);
  }
  return codes;
}
