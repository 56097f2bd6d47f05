/** How much each way of delivery takes, in bytes. */

/** Of the data of a ConfigMap or Secret, 1 MiB (docs/kong/helm-k8s.md, "Size limits"). */
export const KUBERNETES_DATA = 1_048_576;

/** Of the value of KONG_DECLARATIVE_CONFIG_STRING on Linux (docs/kong/helm-k8s.md section 4). */
export const ENVIRONMENT_VALUE = 131_040;

/** Of what `kubectl apply` notes about the last object it was given, unless it runs with --server-side. */
export const CLIENT_SIDE_APPLY = 262_144;

export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Undefined when it fits. */
export function excess(text: string, limit: number, holder: string): string | undefined {
  const bytes = bytesOf(text);
  if (bytes <= limit) return undefined;
  return `the config takes ${grouped(bytes)} bytes, and ${holder} takes ${grouped(limit)}`;
}

/** `1,048,576` */
export const grouped = (count: number): string => count.toLocaleString('en-US');
