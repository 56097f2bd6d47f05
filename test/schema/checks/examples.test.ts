import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checks } from '../../../src/schema/checks/index.ts';
import { substitute } from './material.ts';

/** The sections of docs/kong/custom-checks.md that are about one check each, and how an example becomes its value. */
// biome-ignore lint/suspicious/noExplicitAny: examples are of any type
const SECTIONS: Record<string, [check: string, value?: (example: any) => unknown, byOthers?: RegExp]> = {
  host: ['host'],
  'host with optional port': ['host-with-optional-port'],
  'wildcard host / SNI': ['wildcard-host'],
  'sni name': ['wildcard-host'],
  ip: ['ip'],
  'ip or cidr': ['ip-or-cidr'],
  'ip or cidr on stream routes': ['ip-or-cidr'],
  'path (service)': ['path'],
  'route paths': ['route-path'],
  'route expression compile (traditional_compatible router)': [
    'router-expression',
    (path) => ({ protocols: ['http', 'https'], paths: [path] }),
  ],
  'header name': ['header-name'],
  'cookie name': ['cookie-name'],
  'name (utf8_name)': ['utf8-name'],
  url: ['url'],
  'upstream name': ['upstream-name'],
  target: ['target'],
  certificate: ['certificate'],
  'oauth2 redirect uri': ['oauth2-redirect-uri'],
  'oauth2 flows': ['oauth2-config'],
  'cors origins': ['cors-origin'],
  'http-log userinfo': ['http-log-config'],
  'lua function source': ['lua-function'],
  'lua_code (sandboxed expression)': ['lua-code'],
  'request-termination': ['request-termination-config'],
  'acme namespace': ['acme-namespace'],
  'acme storage': ['acme', (config) => ({ config })],
  'aws-lambda': ['aws-lambda', (config) => ({ config })],
  'zipkin tags': ['zipkin-static-tags'],
  'bot-detection regexes': ['pcre'],
  'redis server_name': ['sni'],
  'vault reference in a plain field': ['host'],
  'rate-limiting order': ['rate-limiting-config'],
  'certificate/key pair': ['certificate-pair', undefined, /same type|all or none/],
  'CA certificate': ['ca-certificate', undefined, /^in 'cert'/],
  'private key': ['private-key', undefined, /does not match key/],
};

/** Refused by a keyword of the schema, so the check may let it pass. */
const BY_KEYWORD =
  /length must|expected |required field|must not be one of|value (?:must|should)|must not have empty|should start with|invalid value: x$|cannot contain|at least one of these fields must be non-empty|all or none/;

interface Section {
  title: string;
  accepted: string[];
  rejected: { example: string; said: string }[];
}

function readSections(): Section[] {
  const text = readFileSync(new URL('../../../docs/kong/custom-checks.md', import.meta.url), 'utf8');
  return text
    .split('\n## ')
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n');
      const accepted: string[] = [];
      const rejected: Section['rejected'] = [];
      let into: 'accepted' | 'rejected' | undefined;
      for (const line of lines) {
        if (line === 'Accepted:') into = 'accepted';
        if (line === 'Rejected:') into = 'rejected';
        const item = /^- `(.*)`(?: => (.*))?$/.exec(line);
        if (item && into === 'accepted') accepted.push(item[1]!);
        if (item && into === 'rejected') rejected.push({ example: item[1]!, said: item[2] ?? '' });
      }
      return { title: title.trim(), accepted, rejected };
    });
}

const sections = readSections().filter(({ title }) => SECTIONS[title]);

test('every section that is named here exists', () => {
  expect(sections.map(({ title }) => title).sort()).toEqual(Object.keys(SECTIONS).sort());
});

describe.each(sections)('$title', ({ title, accepted, rejected }) => {
  const [name, toValue = (example: unknown) => example, byOthers = /^$/] = SECTIONS[title]!;
  const judge = (example: string) => checks[name]!(toValue(substitute(JSON.parse(example))));
  test.each(accepted)('accepts %s', (example) => {
    expect(judge(example)).toBeUndefined();
  });
  const own = rejected.filter(({ said }) => !BY_KEYWORD.test(said) && !byOthers.test(said));
  test.each(own)('refuses $example', ({ example }) => {
    expect(judge(example)).toBeDefined();
  });
});
