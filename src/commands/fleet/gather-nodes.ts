import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Result } from '../../diagnostic.ts';
import type { FleetNode, Resolver } from '../../fleet/node.ts';
import { isProblem } from '../../fleet/nodes/address.ts';
import { listNodes, select, systemResolver } from '../../fleet/nodes/index.ts';
import { citedLines } from '../../reporters/cited-lines.ts';
import type { FileFindings } from '../../reporters/findings.ts';
import { Failure, type World } from '../command.ts';
import { whyUnreadable } from '../gather/file.ts';
import { isStdin, readStream } from '../gather/stream.ts';
import type { NodeOptions } from './node-options.ts';

/** No list of nodes is larger. */
const LARGEST = 2 ** 26;

export interface Gathered {
  nodes: FleetNode[];
  /** What is wrong with the lists, or remarkable. */
  findings: FileFindings[];
  valid: boolean;
}

/** The nodes that the command line, or the environment, names. */
export async function gatherNodes(
  { nodes: words = [], select: selectors = [] }: Pick<NodeOptions, 'nodes' | 'select'>,
  command: Command,
  world: World,
  resolver: Resolver = systemResolver,
): Promise<Gathered> {
  const fromEnv = world.env['DBLESS_NODES'];
  if (words.length === 0 && !fromEnv)
    command.error('error: which nodes? Name them: --nodes http://HOST:8001, or set DBLESS_NODES');
  const [name, given] = words.length > 0 ? ['--nodes', words] : ['DBLESS_NODES', [fromEnv!]];
  const { nodes, sources } = await listNodes(name, given, {
    resolver,
    read: (file) => readText(file, world),
  });
  const findings = sources
    .filter(({ diagnostics }) => diagnostics.length > 0)
    .map(({ name: file, text, diagnostics }): FileFindings => {
      const valid = diagnostics.every(({ severity }) => severity !== 'error');
      return { file, valid, entities: 0, diagnostics, lines: citedLines(() => text, diagnostics) };
    });
  const valid = findings.every((one) => one.valid);
  if (!valid) return { nodes, findings, valid };
  if (nodes.length === 0) throw new Failure(`${name} lists no node`);
  const chosen = select(nodes, selectors);
  if (isProblem(chosen))
    throw new Failure(chosen.help ? `${chosen.problem}: ${chosen.help}` : chosen.problem);
  return { nodes: chosen, findings, valid };
}

async function readText(name: string, world: World): Promise<Result<string>> {
  try {
    const gathered = isStdin(name) ? await readStream('<stdin>', world.stdin, LARGEST) : undefined;
    if (gathered && 'finding' in gathered) return { diagnostics: [gathered.finding] };
    const bytes = gathered ? gathered.bytes : readFileSync(name);
    return { value: new TextDecoder().decode(bytes), diagnostics: [] };
  } catch (error) {
    return { diagnostics: [whyUnreadable(name, error)] };
  }
}
