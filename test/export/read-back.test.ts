/** Whatever is written is the same config to whoever reads it: Kong, and readers of YAML 1.1 and 1.2 before it. */
import { ConfigMap, Secret } from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { read } from '../../src/document/index.ts';
import { exportAs, type TargetName } from '../../src/export/index.ts';
import { isSame } from '../../src/export/same.ts';
import { readKongConf } from '../../src/kong-conf/index.ts';
import { type Case, fixtureCases, plain, verdictCases } from './configs.ts';

const VERSIONS = ['1.1', '1.2'] as const;
const ENV = 'KONG_DECLARATIVE_CONFIG_STRING';

/** By another reader than the one that proves it at run time. */
// biome-ignore lint/suspicious/noExplicitAny: each form has its own
const outer = (text: string): any[] =>
  VERSIONS.map((version) => parseYaml(text, { version, maxAliasCount: -1 }));

const inNode = (value: string) =>
  readKongConf({ text: '', env: { [ENV]: value }, withFiles: false }).value!.declarativeConfigString!;

const held: Record<TargetName, (text: string) => string[]> = {
  configmap: (text) => outer(text).map(({ data }) => data['kong.yml']),
  secret: (text) => outer(text).map(({ data }) => Buffer.from(data['kong.yml'], 'base64').toString()),
  'helm-values': (text) => outer(text).map(({ dblessConfig }) => dblessConfig.config),
  env: (text) => [inNode(text.split('\n')[1]!.slice(ENV.length + 1))],
  compose: (text) => outer(text).map(({ services }) => inNode(services.gateway.environment[ENV])),
  json: (text) => [text],
  yaml: (text) => [text],
};
const AS_JSON = ['env', 'compose', 'json'];

const groups: Record<string, () => Case[]> = {
  'fixtures/ok': fixtureCases,
  ...Object.fromEntries(['probes', 'yaml', 'flatten', 'transform'].map((name) => [name, verdictCases(name)])),
};

describe.each(Object.entries(groups))('%s', (_, cases) => {
  test.each(Object.keys(held) as TargetName[])('as %s', (target) => {
    const refused: string[] = [];
    for (const one of cases()) {
      const { value, refusal } = exportAs(target, one.source, plain);
      if (!value) {
        refused.push(`${one.id}: ${refusal}`);
        continue;
      }
      const texts = held[target](value.text);
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) {
        const found = read(text, AS_JSON.includes(target) ? 'json' : 'yaml').value;
        expect(isSame(found, one.source.value), `${one.id}\n${value.text}`).toBe(true);
      }
    }
    expect(refused).toEqual([]);
  });
});

test.each([
  ['configmap', ConfigMap],
  ['secret', Secret],
] as const)('a %s is one by the schemas of Kubernetes', (target, Model) => {
  const check = (object: object) => new Model(object as never).validate();
  const options = { ...plain, namespace: 'kong', labels: { 'app.kubernetes.io/part-of': '1.10', on: 'off' } };
  for (const { source } of fixtureCases()) {
    for (const object of outer(exportAs(target, source, options).value!.text)) {
      expect(() => check(object)).not.toThrow();
      expect(() => check({ ...object, data: { 'kong.yml': 3 } })).toThrow();
      expect(object.metadata).toMatchObject({ name: 'gateway', namespace: 'kong', labels: options.labels });
    }
  }
});
