/** What a node holds, as a config that can be judged and compared (docs/kong/admin-config-api.md section 5). */
import { type Opened, open } from '../config/open.ts';
import type { Registry } from '../schema/registry.ts';
import { askConfig, isRefusal, type Refusal } from './admin-api.ts';
import type { Asker } from './client/index.ts';

/** What a node that holds much writes out is long. */
const LARGEST = 2 ** 29;

export interface Held {
  /** As the node writes it. */
  text: string;
  loaded: Opened;
}

export async function askHeld(
  client: Asker,
  registry: Registry,
  timeout: number,
  signal?: AbortSignal,
): Promise<Held | Refusal> {
  const answer = await askConfig(client, LARGEST, timeout, signal);
  if (isRefusal(answer)) return answer;
  return { text: answer.text, loaded: open(answer.text, { format: 'yaml', registry }) };
}
