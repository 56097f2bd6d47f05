/** A folder for kustomize: the config as a file, an object generated of it, and what gives it to a Deployment. */
import { fitting, KEY, manifest, podPatch } from './kubernetes.ts';
import type { Attempt } from './texts.ts';
import type { ConfigTexts, ExportOptions, ObjectKind } from './types.ts';

const GENERATORS: Record<ObjectKind, string> = { configmap: 'configMapGenerator', secret: 'secretGenerator' };
const PATCH = 'deployment.yaml';

/**
 * The name of a generated object ends with a hash of what it holds, and kustomize puts it wherever the object is named: so
 * pods roll when the config changes. With a Deployment to patch the folder is a component, since only a component reaches
 * what its user brings along.
 */
export function kustomization(
  kind: ObjectKind,
  config: ConfigTexts,
  options: ExportOptions,
): Attempt<Record<string, string>> {
  const { value: text, refusal } = fitting(kind, config);
  if (text === undefined) return { refusal };
  const { name, namespace, labels, deployment } = options;
  const isComponent = deployment !== undefined;
  const described = {
    apiVersion: isComponent ? 'kustomize.config.k8s.io/v1alpha1' : 'kustomize.config.k8s.io/v1beta1',
    kind: isComponent ? 'Component' : 'Kustomization',
    [GENERATORS[kind]]: [
      {
        name,
        ...(namespace !== undefined && { namespace }),
        files: [KEY],
        ...(Object.keys(labels).length > 0 && { options: { labels } }),
      },
    ],
    ...(isComponent && { patches: [{ path: PATCH, target: { kind: 'Deployment', name: deployment } }] }),
  };
  return {
    value: {
      [KEY]: text,
      'kustomization.yaml': manifest(described),
      ...(isComponent && { [PATCH]: manifest(podPatch(kind, text, options)) }),
    },
  };
}
