/** Values of the chart kong/kong (docs/kong/helm-k8s.md sections 1 to 3). */
import { gzipSync } from 'node:zlib';
import { read } from '../document/index.ts';
import { ANNOTATION, chartChecksum, checksum } from './checksum.ts';
import { fitting, manifest } from './kubernetes.ts';
import { KUBERNETES_DATA } from './limits.ts';
import type { Attempt } from './texts.ts';
import type { ConfigTexts, Exported, ExportOptions, ObjectKind } from './types.ts';

const REFERENCES: Record<ObjectKind, string> = { configmap: 'configMap', secret: 'secret' };

/**
 * With the text, whose changes the chart sees for itself; or with the name of an object, whose changes it does not see, so
 * that the pods get an annotation.
 */
export function helmValues(config: ConfigTexts, options: ExportOptions): Attempt<Exported> {
  const { existing, name, routerFlavor } = options;
  const { value: text, refusal } = fitting(existing ?? 'configmap', config);
  if (text === undefined) return { refusal };
  const values = {
    ingressController: { enabled: false },
    // The chart's own flavor is another than Kong's.
    env: { database: 'off', router_flavor: routerFlavor },
    dblessConfig: existing ? { [REFERENCES[existing]]: name } : { config: text },
    ...(existing && { podAnnotations: { [ANNOTATION]: checksum(text) } }),
  };
  return { value: { text: manifest(values), notes: existing ? [] : notes(text) } };
}

function notes(text: string): string[] {
  const own = chartChecksum(text);
  return [
    ...(own === undefined ? [] : [`the chart will annotate the pods with checksum/dbless.config: ${own}`]),
    ...(releaseSize(text) > KUBERNETES_DATA
      ? ['the Helm release, which holds it twice, is about to outgrow the Secret that Helm keeps it in']
      : []),
  ];
}

/** Chart, values and rendered manifests, packed. */
const CHART = 100_000;

function releaseSize(text: string): number {
  return text.length < KUBERNETES_DATA / 4 ? 0 : CHART + Math.ceil((gzipSync(text).length * 2 * 4) / 3);
}

export function textInValues(text: string): string | undefined {
  return (read(text, 'yaml').value as { dblessConfig: { config?: string } }).dblessConfig.config;
}
