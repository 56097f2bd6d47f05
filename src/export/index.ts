/** The layer's door: a config to what delivers it to a node (docs/kong/helm-k8s.md). */
import type { Source } from '../config/source.ts';
import { composeFile, environmentFile, textInCompose, textInEnvironment } from './environment.ts';
import { helmValues, textInValues } from './helm.ts';
import { kubernetesObject, textInObject } from './kubernetes.ts';
import { kustomization } from './kustomize.ts';
import { type Attempt, jsonLine, reads, yamlText } from './texts.ts';
import type { ConfigTexts, Exported, ExportOptions, ObjectKind, Target } from './types.ts';

export { isName, isNamespace, labelsOf } from './names.ts';
export type { Exported, ExportOptions, ObjectKind } from './types.ts';

export const targets = {
  configmap: {
    summary: 'a Kubernetes ConfigMap',
    make: (config, options) => kubernetesObject('configmap', config, options),
    readBack: textInObject,
    format: 'yaml',
  },
  secret: {
    summary: 'a Kubernetes Secret',
    make: (config, options) => kubernetesObject('secret', config, options),
    readBack: textInObject,
    format: 'yaml',
    isSecret: true,
  },
  'helm-values': {
    summary: 'values for the Helm chart kong/kong',
    make: helmValues,
    readBack: textInValues,
    format: 'yaml',
  },
  env: {
    summary: 'a file of variables of the environment',
    make: environmentFile,
    readBack: textInEnvironment,
    format: 'json',
  },
  compose: {
    summary: 'a Compose file to lay over yours',
    make: composeFile,
    readBack: textInCompose,
    format: 'json',
  },
  json: {
    summary: 'the config as JSON in one line',
    make: (config) => plain(config.json(), '\n'),
    readBack: (text) => text,
    format: 'json',
  },
  yaml: {
    summary: 'the config as YAML',
    make: (config) => plain(config.yaml(), ''),
    readBack: (text) => text,
    format: 'yaml',
  },
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

const plain = ({ value, refusal }: Attempt<string>, end: string): Attempt<Exported> =>
  value === undefined ? { refusal: refusal! } : { value: { text: value + end, notes: [] } };

const textsOf = (source: Source): ConfigTexts => ({
  yaml: () => yamlText(source),
  json: () => jsonLine(source),
});

/** Of a valid config. What was made has been read back as the same config. */
export function exportAs(name: TargetName, source: Source, options: ExportOptions): Attempt<Exported> {
  const { make, readBack, format }: Target = targets[name];
  const made = make(textsOf(source), options);
  if (made.value === undefined) return made;
  const held = readBack(made.value.text);
  const isReference = name === 'helm-values' && options.existing !== undefined;
  if (!isReference && (held === undefined || !reads(held, format, source.value)))
    throw new Error(`what was written as ${name} is not read as the same config`);
  return made;
}

/** The files of a folder for kustomize, by name. */
export const exportForKustomize = (
  kind: ObjectKind,
  source: Source,
  options: ExportOptions,
): Attempt<Record<string, string>> => kustomization(kind, textsOf(source), options);
