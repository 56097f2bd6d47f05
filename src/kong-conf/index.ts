import type { Diagnostic, Result, Span } from '../diagnostic.ts';
import { checks, checksOfFiles } from './checks/index.ts';
import { describe } from './directives/index.ts';
import { effective } from './effective.ts';
import type { Finding } from './finding.ts';
import { DEFAULT_PLACES, locateFile } from './locate-file.ts';
import { insteadOf } from './names.ts';
import { readEnvironment } from './read-environment.ts';
import { readFileSettings } from './read-file.ts';
import { Reading } from './reading.ts';
import { kongConf } from './settings.ts';
import type { Environment, KongConf, Setting } from './types.ts';

export type { Listener } from './listeners.ts';
export { type ConfFile, DEFAULT_PLACES, locateFile } from './locate-file.ts';
export { MASK, masked, maskedLines } from './secrets.ts';
export type { Directive, KongConf, Source, Value } from './types.ts';

export interface Origin {
  /** The text of a kong.conf; else it is read from `file`, or from the first of the default places. */
  text?: string;
  file?: string;
  env: Environment;
  /** Instead of the default places. */
  places?: readonly string[];
  /** Whether to look into the files that directives name, which are those of the node; default: true. */
  withFiles?: boolean;
}

/**
 * The kong.conf that a node with this file and this environment would have. There is a value even where Kong would
 * refuse to start, so that all mistakes are shown at once; only a file that cannot be read leaves none.
 */
export function readKongConf({
  text,
  file,
  env,
  places = DEFAULT_PLACES,
  withFiles = true,
}: Origin): Result<KongConf> {
  const located = text === undefined ? locateFile(file, places) : { value: { file, text }, diagnostics: [] };
  if (!located.value) return { diagnostics: located.diagnostics };

  const fromFile = readFileSettings(located.value.text);
  const fromEnvironment = readEnvironment(env);
  const settings = new Map([...fromFile.settings, ...fromEnvironment.settings]);
  const { directives, findings } = effective(settings, env);

  const reading = new Reading(directives);
  const written = new Map([...settings].map(([name, setting]) => [name, setting.text]));
  const asked = withFiles ? [...checks, ...checksOfFiles] : checks;
  const judged = [...findings, ...asked.flatMap((check) => check(reading, written))];
  const diagnostics = [
    ...fromFile.diagnostics,
    ...unknown(fromFile.settings),
    ...fromEnvironment.diagnostics,
    ...judged.map((finding) => diagnostic(finding, settings.get(finding.directive))),
  ];
  return {
    value: kongConf(reading, directives, located.value.file),
    diagnostics: diagnostics.sort((a, b) => order(a) - order(b)),
  };
}

/** Names of the file that Kong drops without a word. */
function unknown(settings: ReadonlyMap<string, Setting>): Diagnostic[] {
  return [...settings]
    .filter(([name]) => describe(name) === undefined)
    .map(([name, { nameAt }], index) => {
      // Looking for what was meant takes time, and so many slips are no slips.
      const help = index < 100 ? insteadOf(name) : undefined;
      const message = `${name} is no directive that Kong knows; it has no effect`;
      return {
        code: 'unknown-directive',
        severity: 'warning',
        message,
        ...(help && { help }),
        ...(nameAt && { at: nameAt }),
      };
    });
}

/** What stands in the file is found by its place, what stands in the environment by its variable. */
function diagnostic({ directive, says, item, ...rest }: Finding, setting: Setting | undefined): Diagnostic {
  const variable = setting?.variable ? `${setting.variable}: ` : '';
  const at = setting && narrowed(setting, item);
  return { ...rest, message: `${variable}${directive} ${says}`, ...(at && { at }) };
}

/** Down to one item, where that is easy to find. */
function narrowed({ at, written }: Setting, item: string | undefined): Span | undefined {
  const index = item === undefined ? -1 : (written ?? '').indexOf(item);
  if (!at || index < 0) return at;
  const column = at.column + index;
  return { ...at, column, endColumn: column + item!.length };
}

/** By place in the file; what has none comes last. */
function order({ at }: Diagnostic): number {
  return at ? at.line * 1e6 + Math.min(at.column, 999_999) : Number.MAX_SAFE_INTEGER;
}
