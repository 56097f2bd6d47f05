/** ConfigMaps and Secrets with the key `kong.yml` (docs/kong/helm-k8s.md sections 1 and 2). */
import { read } from '../document/index.ts';
import { treeOf } from '../document/tree/from-value.ts';
import { writeYaml } from '../document/write/yaml.ts';
import { ANNOTATION, checksum } from './checksum.ts';
import { bytesOf, CLIENT_SIDE_APPLY, excess, grouped, KUBERNETES_DATA } from './limits.ts';
import type { Attempt } from './texts.ts';
import type { ConfigTexts, Exported, ExportOptions, ObjectKind } from './types.ts';

export const KEY = 'kong.yml';
/** Where the chart puts it, too. */
const FOLDER = '/kong_dbless/';
const VOLUME = 'kong-declarative-config';

/** A literal block where the text allows it; strings that look like something else in YAML 1.1 or 1.2 in quotes. */
export const manifest = (value: object): string =>
  writeYaml({ root: treeOf(value), header: [], merges: false });

export function kubernetesObject(
  kind: ObjectKind,
  config: ConfigTexts,
  options: ExportOptions,
): Attempt<Exported> {
  const { value: text, refusal } = fitting(kind, config);
  if (text === undefined) return { refusal };
  const made = manifest(KINDS[kind].make(metadata(text, options), text));
  const { deployment } = options;
  const patch = deployment === undefined ? '' : `---\n${manifest(podPatch(kind, text, options))}`;
  return { value: { text: made + patch, notes: notes(made, options) } };
}

/** The text of kong.yml, if an object can hold it. */
export function fitting(kind: ObjectKind, config: ConfigTexts): Attempt<string> {
  const attempt = config.yaml();
  const tooLarge = excess(attempt.value ?? '', KUBERNETES_DATA, `a ${KINDS[kind].name}`);
  if (tooLarge === undefined) return attempt;
  const help = 'mount it from a volume and set env.declarative_config, or push it through the Admin API';
  return { refusal: `${tooLarge}; ${help}` };
}

type Metadata = ReturnType<typeof metadata>;

const KINDS = {
  configmap: {
    name: 'ConfigMap',
    volume: (name: string) => ({ configMap: { name } }),
    make: (about: Metadata, text: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: about,
      data: { [KEY]: text },
    }),
  },
  secret: {
    name: 'Secret',
    volume: (name: string) => ({ secret: { secretName: name } }),
    make: (about: Metadata, text: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: about,
      type: 'Opaque',
      data: { [KEY]: Buffer.from(text).toString('base64') },
    }),
  },
};

const metadata = (text: string, { name, namespace, labels }: ExportOptions) => ({
  name,
  ...(namespace !== undefined && { namespace }),
  ...(Object.keys(labels).length > 0 && { labels }),
  annotations: { [ANNOTATION]: checksum(text) },
});

/**
 * What a Deployment needs to load it, and the annotation whose change makes Kubernetes roll its pods. Both `kubectl apply
 * --server-side` and kustomize lay it over the Deployment that is there.
 */
export function podPatch(kind: ObjectKind, text: string, options: ExportOptions): object {
  const { name, namespace, deployment, container } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: deployment, ...(namespace !== undefined && { namespace }) },
    spec: {
      template: {
        metadata: { annotations: { [ANNOTATION]: checksum(text) } },
        spec: {
          containers: [
            {
              name: container,
              env: [
                { name: 'KONG_DATABASE', value: 'off' },
                { name: 'KONG_DECLARATIVE_CONFIG', value: FOLDER + KEY },
              ],
              volumeMounts: [{ name: VOLUME, mountPath: FOLDER, readOnly: true }],
            },
          ],
          volumes: [{ name: VOLUME, ...KINDS[kind].volume(name) }],
        },
      },
    },
  };
}

function notes(made: string, { deployment }: ExportOptions): string[] {
  const found: string[] = [];
  if (bytesOf(made) > CLIENT_SIDE_APPLY)
    found.push(
      `kubectl apply refuses more than ${grouped(CLIENT_SIDE_APPLY)} bytes without --server-side, since it keeps a copy`,
    );
  if (deployment === undefined)
    found.push('pods do not load a change by themselves; --deployment NAME adds what makes them roll');
  else found.push('lay the Deployment over yours: kubectl apply --server-side -f FILE');
  return found;
}

/** The text of kong.yml, as a pod finds it. */
export function textInObject(text: string): string | undefined {
  const { kind, data } = read(text, 'yaml').value as { kind: string; data: Record<string, string> };
  const held = data[KEY];
  return held !== undefined && kind === 'Secret' ? Buffer.from(held, 'base64').toString('utf8') : held;
}
