import type { Diagnostic } from '../../diagnostic.ts';
import { Config } from '../../fleet/config.ts';
import { parse } from '../../parse.ts';
import { citedLines } from '../../reporters/cited-lines.ts';
import type { FileFindings } from '../../reporters/findings.ts';
import { firstOfEachCode } from '../../reporters/quota.ts';
import { openRegistry } from '../../schema/additions.ts';
import { type Call, Failure } from '../command.ts';
import { type Gathered, gather } from '../gather/index.ts';
import { type OutsideOptions, outsideOf } from '../outside/options.ts';

/** What says how a config is read. */
export interface ConfigOptions extends OutsideOptions {
  schemas?: string;
}

/** More than any node takes. */
const LARGEST = 2 ** 30;

export interface Judged {
  /** Undefined: it cannot be read, or its schemas. */
  config?: Config;
  findings: FileFindings;
  /** Its lines that findings point at, secrets masked. */
  lines(diagnostics: readonly Diagnostic[]): ReadonlyMap<number, string>;
}

/** One config, judged as `dbless parse` judges it. */
export async function gatherConfig(name: string, options: ConfigOptions, { world }: Call): Promise<Judged> {
  const { value: registry, diagnostics } = openRegistry(options.schemas);
  if (!registry) return unjudged(options.schemas!, diagnostics);
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
    lines: () => new Map(),
  };
}
