import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { chartChecksum } from '../../src/export/checksum.ts';
import { exportAs, exportForKustomize, isName, isNamespace, labelsOf } from '../../src/export/index.ts';
import { folder } from '../run.ts';
import { plain, sourceOf } from './configs.ts';

const billing = `_format_version: "3.0"
services:
- name: billing
  url: http://billing.test
  routes:
  - name: billing
    paths:
    - /billing
`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const made = (...args: Parameters<typeof exportAs>) => exportAs(...args).value!.text;
const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

/** A valid config whose text has exactly so many bytes. */
function sized(bytes: number, before = '_format_version: "3.0"\n_comment: ', after = '\n'): string {
  return before + 'x'.repeat(bytes - before.length - after.length) + after;
}

test('the checksum that the chart computes is that of docs/kong/helm-k8s.md', () => {
  expect(sha256(billing)).toBe('0622e0374c8b67d196f802405140bf9e80c2a8cc39a7f77aa4f506bf860119d2');
  const known = '98ca7a9df08100257fadc766d014993928c8421ae1fb02f909b6dba86806abb5';
  expect(chartChecksum(billing)).toBe(known);
  expect(exportAs('helm-values', sourceOf(billing), plain).value!.notes.join()).toContain(known);
});

test.each(['one line', 'one line\n', 'a\nb', 'a\nb\n\n', ' a\nb\n', 'a \nb\n', 'é\nb\n'])(
  'no checksum is given for %j, of which the rule is not known',
  (text) => expect(chartChecksum(text)).toBeUndefined(),
);

test('the annotation of an object changes with the text and with nothing else', () => {
  const annotation = (text: string, name = 'a') =>
    parse(made('configmap', sourceOf(text), { ...plain, name })).metadata.annotations['checksum/kong.yml'];
  expect(annotation(billing)).toBe(sha256(billing));
  expect(annotation(billing, 'b')).toBe(annotation(billing));
  expect(annotation(`${billing}# more\n`)).not.toBe(annotation(billing));
});

test.each(['configmap', 'secret'] as const)(
  'a Deployment gets the %s, and an annotation that rolls it',
  (to) => {
    const options = { ...plain, namespace: 'kong', deployment: 'gw', container: 'kong' };
    const [object, deployment, ...rest] = parseAllDocuments(made(to, sourceOf(billing), options)).map((one) =>
      one.toJS(),
    );
    expect(rest).toEqual([]);
    const { metadata, spec } = deployment.spec.template;
    expect(metadata.annotations).toEqual(object.metadata.annotations);
    expect(deployment.metadata).toEqual({ name: 'gw', namespace: 'kong' });
    const [{ env, volumeMounts, name }] = spec.containers;
    expect(name).toBe('kong');
    expect(env).toEqual([
      { name: 'KONG_DATABASE', value: 'off' },
      { name: 'KONG_DECLARATIVE_CONFIG', value: `${volumeMounts[0].mountPath}kong.yml` },
    ]);
    const source =
      to === 'secret' ? { secret: { secretName: 'gateway' } } : { configMap: { name: 'gateway' } };
    expect(spec.volumes).toEqual([{ name: volumeMounts[0].name, ...source }]);
  },
);

test('Helm values switch the controller off, and say the flavor that the config was judged for', () => {
  const values = made('helm-values', sourceOf(billing), { ...plain, routerFlavor: 'expressions' });
  for (const version of ['1.1', '1.2'] as const)
    expect(parse(values, { version })).toEqual({
      ingressController: { enabled: false },
      env: { database: 'off', router_flavor: 'expressions' },
      dblessConfig: { config: billing },
    });
});

test.each([
  ['configmap', 'configMap'],
  ['secret', 'secret'],
] as const)('Helm values may name a %s; then the pods need an annotation', (existing, key) => {
  const values = parse(made('helm-values', sourceOf(billing), { ...plain, existing }));
  expect(values.dblessConfig).toEqual({ [key]: 'gateway' });
  expect(values.podAnnotations).toEqual({ 'checksum/kong.yml': sha256(billing) });
});

test.each([
  ['configmap', 1_048_576],
  ['secret', 1_048_576],
  ['helm-values', 1_048_576],
] as const)('a %s holds %i bytes and not one more', (to, most) => {
  expect(exportAs(to, sourceOf(sized(most)), plain).refusal).toBeUndefined();
  expect(exportAs(to, sourceOf(sized(most + 1)), plain).refusal).toContain('takes 1,048,577 bytes');
});

test.each(['env', 'compose'] as const)('%s: a variable holds 131,040 bytes and not one more', (to) => {
  const json = (bytes: number) => sized(bytes, '{"_format_version":"3.0","_comment":"', '"}');
  expect(made(to, sourceOf(json(131_040)), plain)).toContain('xxx');
  expect(exportAs(to, sourceOf(json(131_041)), plain).refusal).toContain('131,041 bytes');
  expect(exportAs('json', sourceOf(json(131_041)), plain).refusal).toBeUndefined();
});

const awkward = `_format_version: "3.0"\n_comment: "a $HOME 'b' \`c\` # d _blank_ \\\\ \\" \\u2028 é 😀"\n`;

test.skipIf(process.platform === 'win32').each([[true], [false]])(
  'a shell reads what is quoted, and nothing in it is expanded (quoted: %s)',
  (quote) => {
    const text = made('env', sourceOf(awkward), { ...plain, quote });
    expect(text).toMatch(/^KONG_DATABASE=off\nKONG_DECLARATIVE_CONFIG_STRING=.*\n$/);
    expect(text).not.toMatch(/[$`#]|_blank_/);
    const at = folder({ 'kong.env': text });
    const command = '. "$1"; printf %s "$KONG_DECLARATIVE_CONFIG_STRING"';
    const seen = execFileSync('sh', ['-c', command, 'sh', at('kong.env')], { encoding: 'utf8' });
    if (quote) expect(JSON.parse(seen)).toEqual(parse(awkward));
    else expect(() => JSON.parse(seen)).toThrow();
  },
);

test('what comes from a machine with other line ends is a block that people can read', () => {
  const text = made('configmap', sourceOf(billing.replaceAll('\n', '\r\n')), plain);
  expect(text).toContain('  kong.yml: |\n    _format_version: "3.0"\n    services:\n');
});

describe('what JSON or YAML have no text for is refused in one sentence', () => {
  test('aliases that stand for too much', () => {
    const lines = ['a: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 9; n++)
      lines.push(
        `b${n}: &a${n} [${Array(10)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      );
    const text = `_format_version: "3.0"\n_comment: x\n_ignore:\n${lines.map((line) => `- ${line.slice(line.indexOf('&'))}\n`).join('')}`;
    expect(exportAs('json', sourceOf(text), plain).refusal).toContain('aliases');
    expect(made('configmap', sourceOf(text), plain)).toContain('*a7');
  });
});

test('names and labels are judged as Kubernetes does', () => {
  expect(['a', 'a.b-c', 'A', 'a_b', '-a', 'a-', '', 'a'.repeat(254)].map(isName)).toEqual([
    true,
    true,
    ...Array(6).fill(false),
  ]);
  expect(['kong', 'a.b', 'a'.repeat(64)].map(isNamespace)).toEqual([true, false, false]);
  expect(labelsOf(['a.b/c=d', 'e=', 'f=1.0']).value).toEqual({ 'a.b/c': 'd', e: '', f: '1.0' });
  for (const word of ['a', '=b', 'a/b/c=d', 'a=b c', '-a=b', `a=${'b'.repeat(64)}`])
    expect(labelsOf([word]).refusal, word).toContain('label');
});

/** Without kubectl nothing here can read such folders. */
test.skipIf(!hasKubectl).each(['configmap', 'secret'] as const)(
  'kustomize makes a %s of the folder, and gives it to the Deployment',
  (kind) => {
    const deployment = 'gw';
    const options = { ...plain, labels: { team: 'north' }, deployment, namespace: 'kong' };
    const files = exportForKustomize(kind, sourceOf(billing), options).value!;
    const container = { name: 'proxy', image: 'kong' };
    const spec = { selector: { matchLabels: { a: 'b' } }, template: { spec: { containers: [container] } } };
    const existing = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: deployment, namespace: 'kong' },
      spec,
    };
    const at = folder({
      'kustomization.yaml': 'resources: [gw.yaml]\ncomponents: [config]\n',
      'gw.yaml': JSON.stringify(existing),
      'config/.keep': '',
    });
    for (const [name, text] of Object.entries(files)) writeFileSync(at(`config/${name}`), text);
    const built = parseAllDocuments(execFileSync('kubectl', ['kustomize', at()], { encoding: 'utf8' })).map(
      (one) => one.toJS(),
    );
    const object = built.find(({ kind: found }) => found !== 'Deployment');
    const pods = built.find(({ kind: found }) => found === 'Deployment').spec.template;
    const data = object.data['kong.yml'];
    expect(kind === 'secret' ? Buffer.from(data, 'base64').toString() : data).toBe(billing);
    expect(object.metadata.name).toMatch(/^gateway-.+/);
    expect(object.metadata.labels).toEqual({ team: 'north' });
    const volume = pods.spec.volumes[0];
    expect(volume.configMap?.name ?? volume.secret.secretName).toBe(object.metadata.name);
    expect(pods.metadata.annotations).toEqual({ 'checksum/kong.yml': sha256(billing) });
    expect(pods.spec.containers[0]).toMatchObject({ image: 'kong', volumeMounts: [{ name: volume.name }] });
  },
);

test.skipIf(!hasKubectl)('without a Deployment the folder is a kustomization by itself', () => {
  const files = exportForKustomize('configmap', sourceOf(billing), { ...plain, namespace: 'kong' }).value!;
  const at = folder(files);
  const { metadata } = parse(execFileSync('kubectl', ['kustomize', at()], { encoding: 'utf8' }));
  expect(metadata).toMatchObject({ namespace: 'kong', name: expect.stringMatching(/^gateway-/) });
});
