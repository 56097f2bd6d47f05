import { describe, expect, test } from 'vitest';
import { isAddressOrBlock, readAddress } from '../../src/kong-conf/addresses.ts';
import { directives } from '../../src/kong-conf/directives/index.ts';
import { LISTEN, readListeners } from '../../src/kong-conf/listeners.ts';
import { readNumber, writeNumber } from '../../src/kong-conf/lua-number.ts';
import { sizeInBytes } from '../../src/kong-conf/sizes.ts';

describe('numbers as Lua has them', () => {
  test.each([
    ['0100', 100, '100'],
    ['1.10', 1.1, '1.1'],
    ['+5', 5, '5'],
    ['-5.', -5, '-5'],
    ['.5', 0.5, '0.5'],
    ['1e3', 1000, '1000'],
    ['0x10', 16, '16'],
    ['-0xA.8', -10.5, '-10.5'],
    ['0x1p4', 16, '16'],
    ['0b11', 3, '3'],
    ['1e14', 1e14, '1e+14'],
    ['99999999999999', 99999999999999, '99999999999999'],
    ['1234567890123456789012', Number('1234567890123456789012'), '1.2345678901235e+21'],
    ['0.00001', 0.00001, '1e-05'],
    ['0.0001', 0.0001, '0.0001'],
    ['1e400', Number.POSITIVE_INFINITY, 'inf'],
    ['-inf', Number.NEGATIVE_INFINITY, '-inf'],
    ['nan', Number.NaN, 'nan'],
    ['-0', -0, '-0'],
  ])('%s', (text, value, written) => {
    expect(readNumber(text)).toBe(value);
    expect(writeNumber(value)).toBe(written);
  });

  test.each(['', '+', '1e', '1_000', '128m', '0x', '0b12', '1,0', '--1', '1 2'])('%j is none', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });
});

test.each([
  ['10', 'km', 10],
  ['10k', 'km', 10240],
  ['1M', 'km', 1048576],
  ['1g', 'km', undefined],
  ['1g', 'kmg', 1073741824],
  ['1.5m', 'kmg', undefined],
  ['10 m', 'kmg', undefined],
  ['m', 'kmg', undefined],
] as const)('%s with units %s is %s bytes', (text, units, bytes) => {
  expect(sizeInBytes(text, units)).toBe(bytes);
});

test.each([
  ['127.0.0.1:8001', '127.0.0.1', 8001],
  ['[::]:8001', '[0000:0000:0000:0000:0000:0000:0000:0000]', 8001],
  ['[FE80::1:2]:1', '[fe80:0000:0000:0000:0000:0000:0001:0002]', 1],
  ['*:8001', '*', 8001],
  ['gateway:8001', 'gateway', 8001],
  ['127.0.0.1', '127.0.0.1', undefined],
])('%s is an address', (text, host, port) => {
  expect(readAddress(text)).toMatchObject(port === undefined ? { host } : { host, port });
});

test.each([
  '999.1.1.1:1',
  '1.1.1:1',
  '127.0.0.1:65536',
  'unix:/run/x.sock',
  'http://a:1',
  '[::1',
  ':1',
  '[1::2::3]:1',
])('%s is none', (text) => {
  expect(readAddress(text)).toBeUndefined();
});

test.each([
  ['10.0.0.0/8', true],
  ['::/0', true],
  ['10.0.0.0/33', false],
  ['10.0.0/8', false],
  ['10.0.0.0/', false],
])('%s is an address or a block: %s', (text, expected) => {
  expect(isAddressOrBlock(text)).toBe(expected);
});

test('flags of listeners come in the order of nginx, http2 left out; streams have their own', () => {
  const read = (name: string, entry: string) => readListeners([entry], LISTEN[name]!);
  expect(read('admin_listen', '1.1.1.1:1 backlog=5 http2  ssl').listeners).toEqual([
    { ip: '1.1.1.1', port: 1, ssl: true, listener: '1.1.1.1:1 ssl backlog=5' },
  ]);
  expect(read('stream_listen', '1.1.1.1:1 udp').wrong).toEqual([]);
  expect(read('admin_listen', '1.1.1.1:1 udp').wrong).toEqual(['1.1.1.1:1 udp']);
  expect(read('stream_listen', '1.1.1.1:1 http2').wrong).toHaveLength(1);
});

test('every directive is described, and its default is one that Kong would take', () => {
  for (const [name, { about, values, default: value }] of directives) {
    expect(name).toMatch(/^[a-z][a-z0-9_]+$/);
    expect(about.length, name).toBeGreaterThan(3);
    if (values) expect(values, name).toContain(value);
  }
});
