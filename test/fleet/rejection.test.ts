import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Config } from '../../src/fleet/config.ts';
import { rejectionOf, saysNothing } from '../../src/fleet/rejection.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';

interface Transcript {
  label: string;
  request: { body: string };
  response: { json: object };
}

const transcripts: Transcript[] = gunzipSync(
  readFileSync(new URL('../../fixtures/verdicts/transcripts.jsonl.gz', import.meta.url)),
)
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const labelled = (label: string) => transcripts.find((one) => one.label === label)!;

/** `line:column message` of each. */
function shown(text: string, answer: object): string[] {
  const config = new Config(
    { file: 'kong.yml', bytes: Buffer.from(text), format: 'yaml' },
    bundledRegistry(),
  );
  return rejectionOf(JSON.stringify(answer), config).map(({ at, message, code }) => {
    expect(code).toBe('node-rejected');
    return `${at?.line}:${at?.column} ${message}`;
  });
}

const ofTranscript = (label: string) => shown(labelled(label).request.body, labelled(label).response.json);

const invalid = [
  '2:1 the field widgets: unknown field',
  `4:9 service "bad svc!": name: invalid value 'bad svc!': the only accepted ascii characters are alphanumerics or ., -, _, and ~`,
  '8:9 service "bad svc!": port: value should be between 0 and 65535',
  '12:13 route "r-bad": paths.1: should start with: / (fixed path) or ~/ (regex path)',
  '15:12 plugin "http-log": config.nope: unknown field',
  '15:12 plugin "http-log": config.http_endpoint: required field missing',
  `16:9 plugin "nosuchplugin": name: plugin 'nosuchplugin' not enabled; add it to the 'plugins' configuration property`,
  `20:3 consumer 3: at least one of these fields must be non-empty: 'custom_id', 'username'`,
];

describe('what a real node said', () => {
  test.each(['invalid flattened', 'invalid'])('%s, is shown where it is written', (label) => {
    const plain = label === 'invalid';
    const expected = plain ? invalid.map((line) => line.replace('paths.1', 'paths.0')) : invalid;
    expect(ofTranscript(label).sort()).toEqual([...expected].sort());
  });

  test.each([
    [
      'dangling',
      [`4:12 route "r9": service: invalid reference 'service: nosuch' (no such entry in 'services')`],
    ],
    [
      'duplicate',
      [`5:9 service "a": uniqueness violation: 'services' entity with name set to 'a' already declared`],
    ],
    ['fv missing', ['1:1 the field _format_version: required field missing']],
    ['fv number', ['1:18 the field _format_version: expected a string']],
  ])('%s', (label, lines) => {
    expect(ofTranscript(label)).toEqual(lines);
  });

  test('what is lost with flatten_errors is noticed', () => {
    const says = (label: string) => saysNothing(JSON.stringify(labelled(label).response.json));
    expect(says('dangling flattened')).toBe(true);
    expect(says('invalid flattened')).toBe(false);
    expect(says('fv missing')).toBe(false);
  });
});

test('of entities without name and id, the one with the same fields is meant', () => {
  const text = `consumers:
- username: a
  acls: [{group: x}, {group: y}, {group: z}]
`;
  const element = {
    entity_type: 'acl',
    entity: { group: 'y' },
    errors: [{ type: 'field', field: 'group', message: 'm' }],
  };
  expect(shown(text, { flattened_errors: [element] })).toEqual(['3:30 acl "y" of consumer "a": group: m']);
});

test('a secret that the node repeats is masked', () => {
  const text = 'consumers:\n- username: a\n  keyauth_credentials: [{key: s3cret}, {key: s3cret}]\n';
  const message =
    "uniqueness violation: 'keyauth_credentials' entity with key set to 's3cret' already declared";
  const answer = { fields: { keyauth_credentials: { s3cret: message } } };
  const flattened = {
    flattened_errors: [
      { entity_type: 'keyauth_credential', entity: { key: 's3cret' }, errors: [{ type: 'entity', message }] },
    ],
  };
  for (const one of [answer, flattened]) {
    expect(shown(text, one).join()).toMatch(
      /^3:\d+ keyauth credential .* uniqueness violation: .* set to '\*+'/,
    );
  }
});

test.each([{}, { flattened_errors: 3 }, { fields: [1] }, { flattened_errors: [{ errors: [{}] }, null] }])(
  'an answer of no known shape, %j, is no crash',
  (answer) => {
    expect(shown('services: [{name: a}]', answer)).toBeInstanceOf(Array);
  },
);
