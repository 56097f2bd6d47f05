import type { Diagnostic } from '../../diagnostic.ts';
import { Config } from '../../fleet/config.ts';
import { parse } from '../../parse.ts';
import { citedLines } from '../../reporters/cited-lines.ts';
import type { FileFindings } from '../../reporters/findings.ts';
import { firstOfEachCode } from '../../reporters/quota.ts';
import { type Call, Failure } from '../command.ts';
import { type Gathered, gather } from '../gather/index.ts';
import { nodeFor } from '../kong-conf/index.ts';
import type { KongConfOptions } from '../kong-conf/options.ts';
import { type OutsideOptions, outsideOf } from '../outside/options.ts';

/** What says how a config is read. */
export interface ConfigOptions extends OutsideOptions, KongConfOptions {
  schemas?: string;
}

/** More than any node takes. */
const LARGEST = 2 ** 30;

export interface Judged {
  /** Undefined: it cannot be read, or its schemas. */
  config?: Config;
  findings: FileFindings;
  /** Warnings about the settings that it is judged by. */
  about: FileFindings[];
  /** Its lines that findings point at, secrets masked. */
  lines(diagnostics: readonly Diagnostic[]): ReadonlyMap<number, string>;
}

/** One config, judged as `dbless parse` judges it. */
export async function gatherConfig(name: string, options: ConfigOptions, call: Call): Promise<Judged> {
  const { world } = call;
  const { registry, findings: about } = await nodeFor(options, call);
  const wrong = about.find(({ valid }) => !valid);
  if (wrong || !registry) return { findings: wrong!, about: [], lines: () => wrong!.lines };
  const outside = await outsideOf(options, world.env);
  const gathered = await one(name, world.stdin);
  const { file } = gathered;
  if ('finding' in gathered) return unjudged(file, [gathered.finding]);
  const verdict = parse(gathered.bytes, { filename: file, format: gathered.format, registry, outside });
  const lines = (some: readonly Diagnostic[]) =>
    citedLines(() => verdict.excerpt(), firstOfEachCode(some, false));
  const { valid, entities } = verdict;
  return {
    config: new Config({ file, bytes: gathered.bytes, format: gathered.format, outside }, registry),
    findings: { file, valid, entities, diagnostics: verdict.diagnostics, lines: lines(verdict.diagnostics) },
    about,
    lines,
  };
}

async function one(name: string, stdin: Call['world']['stdin']): Promise<Gathered> {
  const gathered = gather([name], { stdin: () => stdin, maxSize: LARGEST, onSkipped: () => {} });
  let found: Gathered | undefined;
  for await (const file of gathered) {
    if (found) throw new Failure(`${name} is a folder; a node holds one config, so name one file`);
    found = file;
  }
  return found!;
}

function unjudged(file: string, diagnostics: Diagnostic[]): Judged {
  return {
    findings: { file, valid: false, entities: 0, diagnostics, lines: new Map() },
    about: [],
    lines: () => new Map(),
  };
}
