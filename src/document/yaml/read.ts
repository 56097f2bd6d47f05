/** YAML as Kong reads it: the quick reader for what is common, the full one for all it will not vouch for. */

import type { Result } from '../../diagnostic.ts';
import type { Text } from '../text.ts';
import { readYamlFully } from './full.ts';
import { NOT_MINE, readQuickly } from './quick/read.ts';

export function readYaml(text: Text, maxDepth: number, cycles: boolean): Result<unknown> {
  const value = readQuickly(text, maxDepth);
  return value === NOT_MINE ? readYamlFully(String(text), maxDepth, cycles) : { value, diagnostics: [] };
}
