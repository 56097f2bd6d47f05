/** What Kong notes of a CA certificate (docs/kong/transform.md section 4). */
import { hash, X509Certificate } from 'node:crypto';

/** SHA-256 over the certificate's DER, in lowercase hex; undefined for what is no certificate, such as a vault reference. */
export function certificateDigest(pem: string): string | undefined {
  try {
    return hash('sha256', new X509Certificate(pem).raw, 'hex');
  } catch {
    return undefined;
  }
}
