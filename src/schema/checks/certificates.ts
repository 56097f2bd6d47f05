/**
 * Certificates and the keys that belong to them: docs/kong/custom-checks.md, sections certificate to CA certificate.
 * What a value holds is never shown.
 */
import type { X509Certificate } from 'node:crypto';
import { type Check, isRecord, type Problem } from './check.ts';
import { crypto, readPrivateKey, spki } from './crypto-keys.ts';

const MARKER = '-----BEGIN CERTIFICATE-----';

/** The first certificate of a PEM text, whatever stands before and after it. */
export function readCertificate(text: unknown): X509Certificate | undefined {
  if (typeof text !== 'string' || !/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/.test(text))
    return undefined;
  try {
    return new (crypto().X509Certificate)(text);
  } catch {
    return undefined;
  }
}

export const certificate: Check = (value) => {
  if (typeof value !== 'string' || readCertificate(value)) return undefined;
  return {
    message: 'is not a certificate',
    help: `write the whole PEM text, from ${MARKER} to its END line`,
    code: 'invalid-certificate',
    secret: true,
  };
};

/** A field that does not hold what it should, or a reference, is not compared. */
function mismatch(record: unknown, certField: string, keyField: string, what: string): Problem | undefined {
  if (!isRecord(record)) return undefined;
  const cert = readCertificate(record[certField]);
  const key = cert && readPrivateKey(record[keyField]);
  if (!cert || !key) return undefined;
  try {
    if (spki(cert.publicKey).equals(spki(key))) return undefined;
  } catch {
    return undefined;
  }
  return {
    message: `does not belong to the ${what}`,
    help: 'give the private key that the certificate was made for',
    path: [keyField],
    code: 'field-combination',
    secret: true,
  };
}

export const certificatePair: Check = (value) => mismatch(value, 'cert', 'key', 'certificate');

export const certificatePairAlt: Check = (value) =>
  mismatch(value, 'cert_alt', 'key_alt', 'alternative certificate');

/** A client picks one of the two by the kind of their keys, so two of a kind make no sense. */
export const certificateTypes: Check = (value) => {
  if (!isRecord(value)) return undefined;
  const kind = keyKind(readCertificate(value.cert));
  if (kind === undefined || keyKind(readCertificate(value.cert_alt)) !== kind) return undefined;
  return {
    message: 'must have another type of key than "cert"',
    help: 'for instance one with an RSA key and one with an ECDSA key',
    path: ['cert_alt'],
    code: 'field-combination',
    secret: true,
  };
};

function keyKind(cert: X509Certificate | undefined): string | undefined {
  try {
    return cert?.publicKey.asymmetricKeyType;
  } catch {
    return undefined;
  }
}

export const caCertificate: Check = (value) => {
  if (!isRecord(value) || typeof value.cert !== 'string') return undefined;
  const problem = (message: string, help: string): Problem => ({
    message,
    help,
    path: ['cert'],
    code: 'invalid-certificate',
    secret: true,
  });
  if (value.cert.split(MARKER, 3).length > 2) {
    return problem('must be a single certificate', 'make one entry of "ca_certificates" of each');
  }
  const cert = readCertificate(value.cert);
  if (!cert) return undefined;
  if (Date.parse(cert.validTo) < Date.now()) return problem(`expired on ${cert.validTo}`, 'renew it');
  if (isAuthority(cert.raw)) return undefined;
  return problem(
    'is not the certificate of an authority: the basic constraint "CA" is missing',
    'give the certificate that signs others, not the one of a server or client',
  );
};

/**
 * Whether the extension basicConstraints says CA. `X509Certificate.ca` also looks at the key usage, which Kong does not.
 */
function isAuthority(der: Buffer): boolean {
  const oid = Buffer.from('0603551d13', 'hex');
  const at = der.indexOf(oid);
  if (at === -1) return false;
  let from = at + oid.length;
  // critical: BOOLEAN TRUE
  if (der[from] === 0x01) from += 3;
  // OCTET STRING { SEQUENCE { BOOLEAN …
  return der[from] === 0x04 && der[from + 2] === 0x30 && der[from + 4] === 0x01 && der[from + 6] !== 0;
}
