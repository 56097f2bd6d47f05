/**
 * The text that every node is sent. JSON by default: a node reads it far faster than YAML, on the worker that should be
 * serving traffic, and the configuration hash is the MD5 of the text either way (docs/kong/admin-api-observed.md section 5).
 */
import { type Config, EMPTY_HASH, hashOf } from './config.ts';

export interface Payload {
  form: 'json' | 'exact';
  /** One for all nodes. */
  bytes: Buffer;
  /** What a node that holds it says. */
  hash: string;
  /** Other texts of the same config: a node with one of them has nothing to load. */
  alike: readonly string[];
  /** Why it is not the form one would expect. */
  note?: string;
}

export interface Payloads {
  /** The one to send, unless it is too large. */
  first: Payload;
  /** The one to send instead then. */
  second?: Payload;
}

export function payloadsOf(config: Config, isExact: boolean): Payloads {
  const exact = payload('exact', config.bytes, config);
  if (isExact) return { first: exact };
  const text = compactJson(config.value, ROOM + 32 * config.bytes.length);
  if (text === undefined)
    return { first: { ...exact, note: 'JSON cannot express it, so the file is sent as it is' } };
  const json = payload('json', Buffer.from(text), config);
  if (config.isCompleted) return { first: json };
  return { first: { ...json, alike: [exact.hash] }, second: { ...exact, alike: [json.hash] } };
}

const payload = (form: Payload['form'], bytes: Buffer, config: Config): Payload => ({
  form,
  bytes,
  hash: config.isEmpty ? EMPTY_HASH : hashOf(bytes),
  alike: [],
});

/** Aliases inside aliases can stand for more than there is memory. */
const ROOM = 2 ** 24;

/**
 * The tree as written, without blanks, keys in their order. This encoding does not change: nodes that were given it last
 * year must still be seen to hold it. Undefined when JSON has no words for the tree.
 */
export function compactJson(value: unknown, most = ROOM): string | undefined {
  return isExpressible(value, { left: most }) ? JSON.stringify(value) : undefined;
}

function isExpressible(value: unknown, room: { left: number }): boolean {
  if (--room.left < 0) return false;
  switch (typeof value) {
    case 'string':
      return (room.left -= value.length) >= 0 && isWellFormed(value);
    case 'number':
      return Number.isFinite(value);
    case 'boolean':
      return true;
    case 'object':
      if (value === null) return true;
      if (Array.isArray(value)) return value.every((item) => isExpressible(item, room));
      if (value instanceof Map) return false;
      return Object.entries(value).every(
        ([key, item]) => isExpressible(key, room) && isExpressible(item, room),
      );
    default:
      return false;
  }
}

/** Half of a surrogate pair has no UTF-8, and Kong's JSON reader refuses it. */
const isWellFormed = (text: string): boolean =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
