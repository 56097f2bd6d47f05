/** What a real node answered to requests in order, and what a stand-in answers to the same ones. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Node, startNode } from '../../src/stand-in/index.ts';
import { readVerdicts } from '../verdicts.ts';
import { leaves } from './error-places.ts';
import { ask, hashOf, type Reply } from './http.ts';

interface Transcript {
  label: string;
  request: { method: string; path: string; contentType?: string; body?: string };
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many ways
  response: { status: number; contentType?: string | null; json?: any; allow?: string };
  configurationHashAfter: string;
  note?: string;
}

const transcripts = readVerdicts<Transcript>('transcripts');
/** Answers whose fields depend on the machine. */
const ONLY_KEYS = new Set(['/', '/status']);
const LARGE = `# ${'x'.repeat(10 * 1024 * 1024)}\n`;

describe('in order, on one node', () => {
  let node: Node;
  let unpredictable: string | undefined;
  beforeAll(async () => {
    node = await startNode();
  });
  afterAll(() => node.close());

  test.each(transcripts.map((one) => [one.label, one] as const))('%s', async (label, transcript) => {
    const { request, response } = transcript;
    const body = label === 'over 10m' ? LARGE : request.body;
    const reply = await ask(node.url, request.path, {
      method: request.method,
      type: request.contentType,
      body,
    });
    expect([reply.status, reply.type]).toEqual([response.status, response.contentType ?? null]);
    if (response.allow) expect(reply.headers.allow).toBe(response.allow);
    expectShape(reply, transcript);

    const hash = await hashOf(node.url);
    expect(hash).toBe(node.loaded.hash);
    if (transcript.note) unpredictable = hash;
    const isPredictable = !transcripts.some(
      (one) => one.note && one.configurationHashAfter === transcript.configurationHashAfter,
    );
    expect(hash).toBe(isPredictable ? transcript.configurationHashAfter : unpredictable);
  });
});

test('the transcripts are all there', () => {
  expect(transcripts).toHaveLength(63);
});

function expectShape({ json }: Reply, { request, response }: Transcript): void {
  const real = response.json;
  if (real === undefined) return;
  if (ONLY_KEYS.has(request.path)) {
    expect(Object.keys(json).sort()).toEqual(Object.keys(real).sort());
    expect(json.plugins).toEqual(real.plugins);
    const { nginx_admin_directives: directives, ...settings } = real.configuration ?? {};
    expect(json.configuration ?? {}).toMatchObject(settings);
    expect(json.configuration?.nginx_admin_directives ?? []).toEqual(
      expect.arrayContaining(directives ?? []),
    );
    return;
  }
  if (response.status === 201) {
    expect(entitiesOf(json)).toEqual(entitiesOf(real));
    return;
  }
  if (response.status !== 400) {
    expect(shapeOf(json)).toEqual(shapeOf(real));
    return;
  }
  expect(Object.keys(json).sort()).toEqual(Object.keys(real).sort());
  expect([json.code, json.name]).toEqual([real.code, real.name]);
  expect(leaves(json.fields)).toEqual(leaves(real.fields));
  expect(sorted(json.flattened_errors)).toEqual(sorted(real.flattened_errors));
  if (real.code === undefined) expect(json.message).toBe(real.message);
}

type Entities = Record<string, Record<string, Record<string, unknown>>>;

/** What does not change from load to load: drawn ids and times do. */
const entitiesOf = (body: Entities) =>
  Object.fromEntries(
    Object.entries(body).map(([type, entities]) => [
      type,
      Object.values(entities).map((entity) => ({
        ...entity,
        created_at: typeof entity.created_at,
        updated_at: typeof entity.updated_at,
        id: type === 'keyauth_credentials' ? 'drawn' : entity.id,
      })),
    ]),
  );

/** The keys all the way down, and every value that is no time; `required: false` says nothing. */
function shapeOf(value: unknown, key = ''): unknown {
  if (key === 'enabled_plugins') return [...(value as string[])].sort();
  if (key === 'config' && typeof value === 'string') return linesOf(value);
  if (Array.isArray(value)) return value.map((item) => shapeOf(item));
  if (typeof value !== 'object' || value === null) return /_at$/.test(key) ? typeof value : value;
  const fields = Object.entries(value).filter(([name, item]) => name !== 'required' || item === true);
  return Object.fromEntries(fields.map(([name, item]) => [name, shapeOf(item, name)]));
}

/** The lines of an export, in no order: that of the fields varies. */
const linesOf = (yaml: string): string[] =>
  yaml
    .replace(/\b\d{10}\b|[\da-f]{8}-[\da-f-]{27}/g, '…')
    .split('\n')
    .map((line) => line.replace(/^(?:- | {2})/, ''))
    .sort();

interface Flattened {
  entity_type: string;
  entity_name?: string;
  errors: { type: string; field?: string }[];
}

const sorted = (list: Flattened[] | undefined) =>
  list
    ?.map(({ errors, ...rest }) => ({
      ...rest,
      errors: errors.map(({ type, field = '' }) => `${type} ${field}`).sort(),
    }))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

const nameOf = ({ entity_type: type, entity_name: name }: Omit<Flattened, 'errors'>) => `${type} ${name}`;
