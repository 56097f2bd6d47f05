import { existsSync } from 'node:fs';
import type { KongConf } from '../../kong-conf/index.ts';
import { DEFAULT_PLACES } from '../../kong-conf/locate-file.ts';
import type { FileFindings } from '../../reporters/findings.ts';
import { openRegistry } from '../../schema/additions.ts';
import type { Registry } from '../../schema/registry.ts';
import type { Call, World } from '../command.ts';
import type { KongConfOptions } from './options.ts';

/** The node that configs are judged for. */
export interface Node {
  /** What there is to be written for it; undefined when that cannot be known, and `findings` say why. */
  registry?: Registry;
  /** Its settings; undefined for a default node. */
  conf?: KongConf;
  /** What is wrong with its settings, or with the schemas. */
  findings: FileFindings[];
}

export interface Options extends KongConfOptions {
  schemas?: string;
  all?: boolean;
}

/**
 * What the options ask for: schemas of one's own, kong.conf, the environment. Where there is neither a kong.conf nor a
 * variable, as on nearly every machine without Kong, nothing is loaded that would read them.
 */
export async function nodeFor(options: Options, call: Call): Promise<Node> {
  const { value: registry, diagnostics } = openRegistry(options.schemas);
  if (!registry) {
    const file = options.schemas!;
    return { findings: [{ file, valid: false, entities: 0, diagnostics, lines: new Map() }] };
  }
  if (!hasSettings(options, call.world)) return { registry, findings: [] };
  const { readNode } = await import('./read.ts');
  return readNode(registry, options, call);
}

function hasSettings({ conf, prefix }: KongConfOptions, { env }: World): boolean {
  if (conf === false) return false;
  if (conf !== undefined || prefix !== undefined) return true;
  return Object.keys(env).some((name) => name.startsWith('KONG_')) || DEFAULT_PLACES.some(existsSync);
}
