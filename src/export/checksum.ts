import { createHash } from 'node:crypto';
import { literal } from '../document/write/scalar-text.ts';

/** What of a config's text tells whether it has changed: Kubernetes rolls pods when their template does. */
export const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The annotation of the pods, for manifests of our own. */
export const ANNOTATION = 'checksum/kong.yml';

/**
 * The annotation `checksum/dbless.config` that the chart computes of `dblessConfig.config` (docs/kong/helm-k8s.md, "The
 * checksum"). Undefined where the rule is not known to hold.
 */
export function chartChecksum(text: string): string | undefined {
  const block = literal(text);
  // Helm's own writer has rules of its own for what is no plain text, and for blanks at the ends.
  if (block?.header !== '|' || block.lines.length < 2 || /[^\n\x20-\x7e]| $/m.test(text)) return undefined;
  return checksum(['|', ...block.lines.map((line) => (line === '' ? '' : `  ${line}`))].join('\n'));
}
