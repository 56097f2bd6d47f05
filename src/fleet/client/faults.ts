/** Why there was no answer: what the system, TLS and the reader of HTTP call it, in words, and whether to try again. */

/** `again`: it may pass by itself. */
export const faults = {
  refused: {
    again: true,
    words: 'the connection is refused',
    help: 'is the node running, and is this its admin_listen?',
  },
  unresolved: { again: true, words: 'there is no such host name', help: 'check the name' },
  unreachable: {
    again: true,
    words: 'there is no way to this address',
    help: 'check the address and the network between',
  },
  'connect-timeout': {
    again: true,
    words: 'the connection is not accepted in time',
    help: 'is a firewall between, or is this the wrong port?',
  },
  reset: { again: true, words: 'the connection broke before there was an answer', help: undefined },
  timeout: { again: true, words: 'there was no complete answer in time', help: '--timeout gives it longer' },
  cut: { again: true, words: 'the answer stops half way', help: undefined },
  'too-long': {
    again: false,
    words: 'the answer does not end',
    help: 'is this the Admin API of a Kong node?',
  },
  'not-http': {
    again: false,
    words: 'what answers does not speak HTTP',
    help: 'is this a port of TLS? Then the URL begins with https',
  },
  'not-tls': {
    again: false,
    words: 'what answers does not speak TLS',
    help: 'is this a port without TLS? Then the URL begins with http',
  },
  'tls-untrusted': {
    again: false,
    words: 'its certificate is of an authority that is not trusted here',
    help: 'name the certificate of that authority: --ca-cert-file',
  },
  'tls-expired': {
    again: false,
    words: 'its certificate has expired',
    help: 'renew the certificate of the node',
  },
  'tls-early': { again: false, words: 'its certificate is not valid yet', help: 'check the clocks' },
  'tls-name': {
    again: false,
    words: 'its certificate is for another name',
    help: 'use the name in the certificate, or say which it is: --tls-server-name',
  },
  'tls-client': {
    again: false,
    words: 'it asks for a client certificate, or does not take the one it got',
    help: 'give --tls-client-cert-file and --tls-client-key-file of the authority that the node trusts',
  },
  tls: {
    again: false,
    words: 'TLS cannot be agreed on',
    help: 'check certificates, keys and versions of both sides',
  },
  proxy: {
    again: false,
    words: 'the proxy does not let it through',
    help: 'NO_PROXY names hosts that are reached without',
  },
  aborted: { again: false, words: 'it was interrupted', help: undefined },
} as const satisfies Record<string, { again: boolean; words: string; help: string | undefined }>;

export type Fault = keyof typeof faults;

const byCode: Record<string, Fault> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EINVAL: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_SOCKET: 'reset',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_HEADERS_OVERFLOW: 'too-long',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-early',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted',
  CERT_UNTRUSTED: 'tls-untrusted',
  INVALID_CA: 'tls-untrusted',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-tls',
  UND_ERR_ABORTED: 'proxy',
  UND_ERR_PRX_TLS: 'proxy',
};

const byPattern: readonly [RegExp, Fault][] = [
  [/^HPE_HEADER_OVERFLOW/, 'too-long'],
  [/ALERT_(?:CERTIFICATE|BAD_CERTIFICATE|UNKNOWN_CA)/, 'tls-client'],
  [/^(?:ERR_SSL|ERR_TLS|ERR_OSSL|CERT_|EPROTO)/, 'tls'],
];

/** `begun`: a status had come already. Several addresses of one name fail with several errors: the first one counts. */
export function faultOf(error: Error, begun: boolean): Fault {
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  const code = 'code' in first && typeof first.code === 'string' ? first.code : '';
  if (first.name === 'HTTPParserError') return 'not-http';
  const fault = byCode[code] ?? byPattern.find(([pattern]) => pattern.test(code))?.[1];
  if (fault === 'tls' && /wrong version number|packet length too long/i.test(first.message)) return 'not-tls';
  if (begun && (fault === 'reset' || fault === undefined)) return 'cut';
  return fault ?? 'reset';
}
