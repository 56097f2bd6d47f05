import { readVerdicts } from '../../verdicts.ts';

/** Real certificates and keys, taken from fixtures/verdicts/, for the placeholders of docs/kong/custom-checks.md. */
export const material: Record<string, string> = {};

interface Probe {
  ok: boolean;
  config: {
    certificates?: { cert?: string; key?: string; cert_alt?: string; key_alt?: string }[];
    ca_certificates?: { cert?: string }[];
    keys?: { pem?: { public_key?: string; private_key?: string } }[];
  };
}

for (const { ok, config } of readVerdicts<Probe>('probes')) {
  if (!config || typeof config !== 'object') continue;
  const [cert] = Array.isArray(config.certificates) ? config.certificates : [];
  if (ok && isPem(cert?.cert) && isPem(cert?.key) && cert!.key!.includes('EC PRIVATE')) {
    material.CERT ??= cert!.cert!;
    material.KEY ??= cert!.key!;
  }
  if (ok && isPem(cert?.cert_alt) && isPem(cert?.key_alt)) {
    material.RSACERT ??= cert!.cert_alt!;
    material.RSAKEY ??= cert!.key_alt!;
  }
  if (isPem(cert?.key) && cert!.key!.includes('EC PRIVATE') && cert!.key !== material.KEY && material.KEY) {
    material.KEY2 ??= cert!.key!;
  }
  const [ca] = Array.isArray(config.ca_certificates) ? config.ca_certificates : [];
  if (ok && isPem(ca?.cert)) material.CA ??= ca!.cert!;
  const pem = Array.isArray(config.keys) ? config.keys[0]?.pem : undefined;
  if (ok && isPem(pem?.public_key) && pem?.private_key?.includes('BEGIN PRIVATE')) {
    material.RSAPUB ??= pem.public_key!;
  }
}

function isPem(text: unknown): text is string {
  return typeof text === 'string' && text.startsWith('-----BEGIN');
}

/** `<CERT>` becomes the certificate, `<CERT stripped>` the same without its last line feed. */
export function substitute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(substitute);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item)]));
  }
  if (typeof value !== 'string') return value;
  return value.replace(/<([A-Z0-9]+)( stripped)?>/g, (placeholder, name: string, stripped?: string) => {
    const text = material[name];
    if (text === undefined) throw new Error(`no verdict holds ${placeholder}`);
    return stripped ? text.trimEnd() : text;
  });
}
