import { describe, expect, test } from 'vitest';
import type { NodeList, Resolver } from '../../src/fleet/node.ts';
import { listNodes, select } from '../../src/fleet/nodes/index.ts';

const noNames: Resolver = { addresses: async () => [], services: async () => [] };

function list(given: string[], files: Record<string, string> = {}, resolver = noNames): Promise<NodeList> {
  return listNodes('--nodes', given, {
    resolver,
    read: async (name) =>
      name in files
        ? { value: files[name]!, diagnostics: [] }
        : { diagnostics: [{ code: 'unreadable-file', severity: 'error', message: `no file ${name}` }] },
  });
}

/** `source:line:column: message` of each finding. */
const findings = ({ sources }: NodeList) =>
  sources.flatMap(({ name, diagnostics }) =>
    diagnostics.map(({ at, message }) => `${name}:${at?.line}:${at?.column}: ${message}`),
  );

const urls = ({ nodes }: NodeList) => nodes.map(({ url }) => url);

describe('words', () => {
  test('URLs by commas and by repetition, in the order given', async () => {
    const found = await list(['http://a:8001, https://b:8444/', 'http://[::1]:8001/admin/']);
    expect(urls(found)).toEqual(['http://a:8001', 'https://b:8444', 'http://[::1]:8001/admin']);
    expect(findings(found)).toEqual([]);
  });

  test('the same node twice counts once, with a note', async () => {
    const found = await list(['http://a:80,http://A/', 'http://b']);
    expect(urls(found)).toEqual(['http://a', 'http://b']);
    expect(findings(found)).toEqual(['--nodes:1:13: http://a is listed twice, and counts once']);
  });

  test.each([
    ['http://', '--nodes:1:1: "http://" is no URL'],
    ['http://a,ftp://b', '--nodes:1:10: an Admin API speaks HTTP, not ftp'],
    ['http://a/config', '--nodes:1:1: the URL of an Admin API ends before /config'],
    ['http://a?x=1', '--nodes:1:1: the URL of an Admin API ends before ? and #'],
    ['srv+http://a:1', '--nodes:1:1: SRV records say which port, so the name has none'],
    ['localhost:8001', '--nodes:1:1: no file localhost:8001'],
    ['dns+http://none:8001', '--nodes:1:1: no node is found by the name none: the answer is empty'],
  ])('%s is a finding with its place', async (word, finding) => {
    const found = await list([word]);
    expect(findings(found)).toEqual([finding]);
  });

  test('what is no file but looks like an address says how to write it', async () => {
    const { sources } = await list(['kong-1:8001']);
    expect(sources[0]!.diagnostics[0]!.help).toBe('if it is no file but a node, write http://kong-1:8001');
  });

  test('a password is sent as a header and shown nowhere', async () => {
    const found = await list(['http://me:p%40ss@a']);
    expect(found.nodes[0]).toMatchObject({
      url: 'http://a',
      headers: { authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}` },
    });
    expect(JSON.stringify(found.sources)).not.toContain('p%40ss');
  });
});

describe('files', () => {
  test('one node a line, comments, a file named with or without @', async () => {
    const files = { 'a.txt': '# all\nhttp://a # first\n\nhttp://b\r\n', '-': 'http://c\n' };
    expect(urls(await list(['@a.txt', '-'], files))).toEqual(['http://a', 'http://b', 'http://c']);
    expect(urls(await list(['a.txt,http://z'], files))).toEqual(['http://a', 'http://b', 'http://z']);
  });

  test('a bad line has its place', async () => {
    const found = await list(['a.txt'], { 'a.txt': 'http://a\n  kong-2:8001\n' });
    expect(findings(found)).toEqual(['a.txt:2:3: "kong-2:8001" is no URL']);
  });

  const nodesYml = `defaults:
  groups: eu
  headers: { X-Env: prod }
  tls: { ca_cert_file: ca.pem }
nodes:
  - http://a:8001
  - name: edge-1
    url: https://b:8444
    groups: [edge]
    headers: { Kong-Admin-Token: s3cret }
    tls: { skip_verify: true }
    status_url: http://b:8007/
`;

  test('nodes.yml: names, groups, headers, TLS, defaults', async () => {
    const found = await list(['x/nodes.yml'], { 'x/nodes.yml': nodesYml });
    expect(findings(found)).toEqual([]);
    expect(found.nodes).toMatchObject([
      { name: 'http://a:8001', groups: ['eu'], headers: { 'x-env': 'prod' }, word: 'http://a:8001' },
      {
        name: 'edge-1',
        groups: ['eu', 'edge'],
        headers: { 'x-env': 'prod', 'kong-admin-token': 's3cret' },
        tls: { skipVerify: true },
        statusUrl: 'http://b:8007',
        word: 'x/nodes.yml#edge-1',
      },
    ]);
    expect(found.nodes[1]!.tls.caCertFile).toMatch(/x.ca\.pem$/);
    expect(JSON.stringify(found.sources)).not.toContain('s3cret');
  });

  test('one of its nodes by name', async () => {
    const files = { 'nodes.yml': nodesYml, 'left.txt': 'nodes.yml#edge-1\n' };
    expect(urls(await list(['@left.txt'], files))).toEqual(['https://b:8444']);
    expect(findings(await list(['nodes.yml#edge-2'], files))).toEqual([
      '--nodes:1:1: no node there is called "edge-2"',
    ]);
  });

  test.each([
    ['nodes: http://a', 'nodes.yml:1:1: nodes must be a list of nodes'],
    ['nodes:\n  - urll: http://a', 'nodes.yml:2:5: node 1 has an unknown field "urll"'],
    [
      'nodes:\n  - url: http://a\n    groups: [1]',
      'nodes.yml:3:5: groups of node 1 must be a string, or a list of strings',
    ],
    [
      'nodes:\n  - url: http://a\n    tls: { ca: x }',
      'nodes.yml:3:12: tls of node 1 has an unknown field "ca"',
    ],
    [
      'nodes:\n  - url: http://a\n    headers: { "a b": c }',
      'nodes.yml:3:5: headers of node 1 must be a map of names of headers and strings that a header may hold',
    ],
    ['nodes:\n  - url: ftp://a', 'nodes.yml:2:10: an Admin API speaks HTTP, not ftp'],
    [
      'nodes:\n  - {name: x, url: http://a}\n  - {name: x, url: http://b}',
      'nodes.yml:3:20: two nodes are called "x": http://a and http://b',
    ],
  ])('%j is a finding with its line', async (text, finding) => {
    expect(findings(await list(['nodes.yml'], { 'nodes.yml': text }))).toContain(finding);
  });

  test('a file that cannot be read as YAML shows no secret', async () => {
    const found = await list(['nodes.yml'], {
      'nodes.yml': 'nodes:\n  - headers:\n      Authorization: s3cret\n - x',
    });
    expect(findings(found)).toHaveLength(1);
    expect(JSON.stringify(found.sources)).not.toContain('s3cret');
  });
});

describe('names', () => {
  const resolver: Resolver = {
    addresses: async () => ['10.0.0.2', '10.0.0.1', 'fd00::1', '10.0.0.1'],
    services: async () => [{ name: 'pod-0.kong.', port: 8444 }],
  };

  test('every A and AAAA record', async () => {
    const found = await list(['dns+http://kong:8001/x'], {}, resolver);
    expect(urls(found)).toEqual([
      'http://10.0.0.1:8001/x',
      'http://10.0.0.2:8001/x',
      'http://[fd00::1]:8001/x',
    ]);
    expect(found.nodes[0]!.word).toBe('http://10.0.0.1:8001/x');
  });

  test('by https, the certificate is for the name', async () => {
    const found = await list(['dns+https://kong:8444'], {}, resolver);
    expect(found.nodes[0]).toMatchObject({ tls: { serverName: 'kong' }, word: 'dns+https://kong:8444' });
  });

  test('SRV records name host and port', async () => {
    expect(urls(await list(['srv+https://_admin._tcp.kong'], {}, resolver))).toEqual([
      'https://pod-0.kong:8444',
    ]);
  });

  test('a name that does not exist', async () => {
    const failing = {
      ...resolver,
      addresses: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    };
    expect(findings(await list(['dns+http://kong:8001'], {}, failing))).toEqual([
      '--nodes:1:1: no node is found by the name kong: there is no such name',
    ]);
  });
});

describe('select', () => {
  const yml =
    'nodes:\n- {url: "http://a", name: a, groups: [edge, eu]}\n- {url: "http://b", name: b, groups: [core]}\n';
  test.each([
    [['group=edge'], ['a']],
    [['group=edge,core'], ['a', 'b']],
    [['name=b'], ['b']],
    [['group=edge', 'name=a'], ['a']],
  ])('%j', async (selectors, names) => {
    const { nodes } = await list(['n.yml'], { 'n.yml': yml });
    expect(select(nodes, selectors)).toMatchObject(names.map((name) => ({ name })));
  });

  test.each([
    ['group=none', 'no node has group=none', 'there is edge, eu, core'],
    ['edge', '--select takes group=NAME or name=NAME, not "edge"', undefined],
  ])('%s is a problem', async (selector, problem, help) => {
    const { nodes } = await list(['n.yml'], { 'n.yml': yml });
    expect(select(nodes, [selector])).toEqual({ problem, ...(help ? { help } : {}) });
  });
});
