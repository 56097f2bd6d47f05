import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read, Text, textOf } from '../../src/document/index.ts';
import { roomFor } from '../../src/document/text.ts';

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text));

/** The same bytes in memory that has room behind them, as a file is read. */
function roomy(text: string): Buffer {
  const room = roomFor(Buffer.byteLength(text));
  room.write(text);
  return room;
}

test('a text is the same text, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (string) => {
      const texts = [new Text(string), new Text(bytesOf(string)), new Text(roomy(string))];
      for (const text of texts) {
        expect(String(text)).toBe(string);
        expect(text.bytes.subarray(0, text.length).toString()).toBe(string);
        expect(text.isAscii).toBe(/^[\0-\x7f]*$/.test(string));
      }
      expect(texts[1]!.bytes).toEqual(texts[0]!.bytes);
      expect(texts[2]!.bytes).toEqual(texts[0]!.bytes);
    }),
  );
});

test('bytes with room behind them are not copied, and nobody else’s memory is written to', () => {
  const room = roomy('a: é');
  expect(new Text(room).bytes.buffer).toBe(room.buffer);
  const foreign = Buffer.from('a: é and more');
  const before = Buffer.from(foreign);
  expect(new Text(foreign.subarray(0, 5)).bytes.buffer).not.toBe(foreign.buffer);
  expect(foreign).toEqual(before);
});

test.each([
  '{"a',
  '{"a\\',
  '["\\u',
  '[',
  '{',
  '{"a":',
  '[1,',
  '"',
  'a: "b',
  'a: [b',
  'a: {b: ',
  '- ',
  '--',
  '---',
])('whatever breaks off at the end is read alike with and without room: %s', (string) => {
  for (const format of ['json', 'yaml'] as const) {
    const plain = read(string, format);
    expect(read(textOf(roomy(string), format).value!, format)).toEqual(plain);
    expect(read(textOf(bytesOf(string), format).value!, format)).toEqual(plain);
  }
});
