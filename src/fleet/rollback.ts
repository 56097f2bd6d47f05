/**
 * The way back: what a node held, so that it can be given to it again. Exactly, when the file is at hand from which it was
 * loaded; else as GET /config shows it, which is the same entities in another text (docs/kong/admin-api-observed.md section 9).
 */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { askConfig, isRefusal } from './admin-api.ts';
import type { Asker } from './client/index.ts';
import { type Config, EMPTY_HASH, hashOf } from './config.ts';
import { type Payload, payloadsOf } from './payload.ts';
import type { Facts } from './survey.ts';

/** Gives the payload when it is needed: kept packed until then. */
export type WayBack = () => Promise<Payload>;

export interface NoWay {
  why: string;
}

const EMPTY_CONFIG: Payload = {
  form: 'exact',
  bytes: Buffer.from('{"_format_version":"3.0"}'),
  hash: EMPTY_HASH,
  alike: [],
};

/** No node is asked for more than this. */
const LARGEST = 2 ** 28;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** `previous`: the file that the nodes were loaded from, in either form. */
export async function wayBack(
  client: Asker,
  { hash, limits }: Facts,
  previous: Config | undefined,
  timeout: number,
  signal?: AbortSignal,
): Promise<WayBack | NoWay> {
  if (hash === EMPTY_HASH) return async () => EMPTY_CONFIG;
  const known = previous && formsOf(previous).find((form) => form.hash === hash);
  if (known) return async () => known;
  const held = await askConfig(client, Math.min(LARGEST, 2 * (limits.body ?? LARGEST)), timeout, signal);
  if (isRefusal(held)) return { why: 'it does not show what it holds' };
  const bytes = Buffer.from(held.text);
  const room = Math.min(limits.body ?? LARGEST, limits.buffer ?? LARGEST);
  if (bytes.length > room) return { why: 'what it holds is larger, when written out, than what it takes' };
  // Shown as what is left, and taken as a point in time.
  if (/^\s*(?:- )?ttl: (?!~|null)/m.test(held.text)) return { why: 'it holds entities that expire' };
  const packed = await pack(bytes);
  return async () => {
    const text = await unpack(packed);
    return { form: 'exact', bytes: text, hash: hashOf(text), alike: [] };
  };
}

const cache = new WeakMap<Config, Payload[]>();

function formsOf(config: Config): Payload[] {
  let forms = cache.get(config);
  if (!forms) {
    const { first, second } = payloadsOf(config, false);
    forms = (second ? [first, second] : [first]).map((form) => ({ ...form, alike: [] }));
    cache.set(config, forms);
  }
  return forms;
}
