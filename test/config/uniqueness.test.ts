import { expect, test } from 'vitest';
import { parse } from '../../src/parse.ts';

const ID = '3f5b5e5e-1111-4a4a-8b8b-000000000001';
const base = {
  _format_version: '3.0',
  services: [{ id: ID, name: 'one', host: 'one.test', routes: [{ id: ID, name: 'one', paths: ['/'] }] }],
};

/** References that are not text have no part in a derived id (docs/kong/declarative-format.md section 9). */
test.each([
  ['by one object', [{ service: { id: ID } }, { service: { id: ID } }]],
  ['by objects in different fields', [{ service: { id: ID } }, { route: { id: ID } }]],
  ['by null and an object', [{ service: null }, { route: { id: ID } }]],
])('plugins scoped %s have the same id', (_, scopes) => {
  const plugins = scopes.map((scope) => ({ name: 'cors', ...scope }));
  const { diagnostics } = parse(JSON.stringify({ ...base, plugins }), { format: 'json', lint: false });
  expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
    ['uniqueness-violation', ['plugins', 1]],
  ]);
});

test('a plugin that says null has the id of one under another parent', () => {
  const services = [{ ...base.services[0], plugins: [{ name: 'cors', service: null }] }];
  const plugins = [{ name: 'cors', consumer: null }];
  const { diagnostics } = parse(JSON.stringify({ ...base, services, plugins }), {
    format: 'json',
    lint: false,
  });
  expect(diagnostics).toMatchObject([
    {
      code: 'uniqueness-violation',
      path: ['plugins', 0],
      related: [{ path: ['services', 0, 'plugins', 0] }],
    },
  ]);
});

test.each([
  ['by name and by object', [{ service: 'one' }, { service: { id: ID } }]],
  ['in different ways', [{ service: 'one' }, { route: 'one' }]],
])('plugins scoped %s have different ids', (_, scopes) => {
  const plugins = scopes.map((scope) => ({ name: 'cors', ...scope }));
  expect(parse(JSON.stringify({ ...base, plugins }), { format: 'json', lint: false }).diagnostics).toEqual(
    [],
  );
});
