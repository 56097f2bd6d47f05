/**
 * How many bytes a value takes in LuaJIT's serialization, which is what a node stores an entity as (fixtures/facts/sizes.json,
 * "record_layout"): a tag for each value, lengths of one, two or five bytes before strings, lists and tables.
 */
export function encodedSize(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return stringSize(Buffer.byteLength(value));
    case 'number':
      return NUMBER;
    case 'object':
      return value === null ? TAG : Array.isArray(value) ? listSize(value) : tableSize(value);
    default:
      return TAG;
  }
}

const TAG = 1;
const NUMBER = 1 + 8;
/** The tag of a string is its length and this. */
const STRING = 0x20;

const stringSize = (bytes: number): number => lengthSize(STRING + bytes) + bytes;

const lengthSize = (length: number): number => (length < 0xe0 ? 1 : length < 0x1fe0 ? 2 : 5);

function listSize(list: readonly unknown[]): number {
  if (list.length === 0) return TAG;
  return list.reduce<number>((sum, item) => sum + encodedSize(item), TAG + lengthSize(list.length));
}

function tableSize(table: object): number {
  const entries = table instanceof Map ? [...table] : Object.entries(table);
  if (entries.length === 0) return TAG;
  return entries.reduce<number>(
    (sum, [key, value]) => sum + encodedSize(key) + encodedSize(value),
    TAG + lengthSize(entries.length),
  );
}
