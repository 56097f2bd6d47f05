/** Public and private keys: docs/kong/custom-checks.md, sections private key, keys: jwk/pem, jwt_secrets key. */
import type * as Crypto from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { required } from '../../required.ts';
import { type Check, isRecord, type Problem } from './check.ts';

let loaded: typeof Crypto | undefined;

/** Loaded with the first certificate or key: most configs have none. */
export function crypto(): typeof Crypto {
  loaded ??= required<typeof Crypto>('node:crypto');
  return loaded;
}

export function isVaultReference(text: string): boolean {
  return text.startsWith('{vault://') && text.endsWith('}');
}

/** PKCS #1, PKCS #8 or SEC 1; not one that needs a passphrase, for Kong has none. */
export function readPrivateKey(text: unknown): KeyObject | undefined {
  if (typeof text !== 'string' || !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return undefined;
  return attempt(() => crypto().createPrivateKey(text));
}

/** A certificate also holds a public key, but is not read as one. */
function readPublicKey(text: unknown): KeyObject | undefined {
  if (typeof text !== 'string') return undefined;
  const block = /-----BEGIN (?:RSA )?PUBLIC KEY-----[\s\S]*?-----END (?:RSA )?PUBLIC KEY-----/.exec(
    text,
  )?.[0];
  return block === undefined ? undefined : attempt(() => crypto().createPublicKey(block));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The public part in a form that can be compared. */
export function spki(key: KeyObject): Buffer {
  const part = key.type === 'private' ? crypto().createPublicKey(key) : key;
  return part.export({ type: 'spki', format: 'der' });
}

function unreadable(what: string, path?: string): Problem {
  return {
    message: `is not a ${what}`,
    help: `write the whole PEM text of a ${what}${what === 'private key' ? ' without passphrase' : ''}`,
    code: 'invalid-certificate',
    path: path === undefined ? undefined : [path],
    secret: true,
  };
}

export const privateKey: Check = (value) => {
  if (typeof value !== 'string' || isVaultReference(value)) return undefined;
  return (readPrivateKey(value) ?? readPublicKey(value)) ? undefined : unreadable('private key');
};

/** The key of a JWT secret may be either half of a pair. */
export const publicKey: Check = (value) => {
  if (typeof value !== 'string') return undefined;
  return (readPublicKey(value) ?? readPrivateKey(value)) ? undefined : unreadable('public key');
};

export const pemKeys: Check = (value) => {
  if (!isRecord(value)) return undefined;
  const { private_key: privateText, public_key: publicText } = value;
  if ([privateText, publicText].some((text) => typeof text === 'string' && isVaultReference(text)))
    return undefined;
  const publicPart = readPublicKey(publicText);
  if (typeof publicText === 'string' && !publicPart) return unreadable('public key', 'public_key');
  const privatePart = readPrivateKey(privateText);
  if (typeof privateText === 'string' && !privatePart) return unreadable('private key', 'private_key');
  if (!publicPart || !privatePart || spki(publicPart).equals(spki(privatePart))) return undefined;
  return {
    message: 'does not belong to the private key',
    help: 'leave "public_key" out, or derive it from the private key',
    path: ['public_key'],
    code: 'field-combination',
    secret: true,
  };
};

const JWK_TEXTS = [
  ...[
    'issuer',
    'kty',
    'use',
    'alg',
    'kid',
    'x5u',
    'x5t',
    'x5t#S256',
    'k',
    'x',
    'y',
    'crv',
    'n',
    'e',
    'd',
    'p',
    'q',
  ],
  ...['dp', 'dq', 'qi', 'r', 't'],
];
const JWK_LISTS = ['key_ops', 'x5c', 'oth'];

export const keysJwk: Check = (value) => {
  if (!isRecord(value) || typeof value.jwk !== 'string' || isVaultReference(value.jwk)) return undefined;
  const problem = (message: string, help: string): Problem => ({
    message,
    help,
    path: ['jwk'],
    code: 'invalid-certificate',
    secret: true,
  });
  const jwk = attempt(() => JSON.parse(value.jwk as string) as unknown);
  if (jwk === undefined) return problem('is not JSON', 'write the JSON Web Key as a JSON text');
  if (!isRecord(jwk)) return problem('is not a JSON object', 'write the JSON Web Key as a JSON text');
  for (const [member, content] of Object.entries(jwk)) {
    if (content === null) continue;
    if (JWK_TEXTS.includes(member)) {
      if (typeof content !== 'string') return problem(`has a "${member}" that is not a string`, 'quote it');
    } else if (!JWK_LISTS.includes(member)) {
      return problem(`has the unknown member ${JSON.stringify(member)}`, 'remove it');
    } else if (!Array.isArray(content)) {
      return problem(`has a "${member}" that is not a list`, 'put it in brackets');
    }
  }
  if (jwk.kid !== value.kid) {
    return {
      ...problem('must have the same "kid" as its key', 'make the two ids equal'),
      code: 'field-combination',
    };
  }
  const key = attempt(() => readJwk(jwk as JsonWebKey));
  if (key) return undefined;
  return problem('is not a key that can be loaded', 'give a complete key of type EC, RSA or OKP');
};

function readJwk(jwk: JsonWebKey): KeyObject {
  const input = { format: 'jwk', key: jwk } as const;
  return typeof jwk.d === 'string' ? crypto().createPrivateKey(input) : crypto().createPublicKey(input);
}
