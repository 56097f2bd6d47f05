/** The digests against the examples of docs/kong/transform.md, and against node:crypto put together another way. */
import { createHash, pbkdf2Sync, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPasswordDigest, passwordDigest, passwordMatches } from '../../src/transform/basic-auth.ts';
import { certificateDigest } from '../../src/transform/certificate-digest.ts';
import { secretDigest, secretMatches, unknownSecretDigest } from '../../src/transform/client-secret.ts';
import { material } from '../schema/checks/material.ts';

const text = fc.string({ unit: 'binary', minLength: 1 });

describe('a basic-auth password', () => {
  test.each([
    ['secret', 'b32379d9-3d28-5683-a79c-72139be6e34f', '3871dc59ef495b47270e3209dca80899e81de3b4'],
    ['pässwörd', 'b32379d9-3d28-5683-a79c-72139be6e34f', '29a083fbd283d308095923a4423ee1a5a2b48c59'],
    ['secret', 'ad06b77c-0d2f-407a-8d6d-07f272a92d6a', '84433e1623204adc73281b763d88a75d6340ed03'],
    ['MI6', 'ad06b77c-0d2f-407a-8d6d-07f272a92d6a', '3db9e256c3e59f6145e13c941e18435b353dae26'],
    ['password', '0fe87b4a-ce29-515a-88ec-8547e66550b9', '5f7cacc065aa97e767e15ea32a3543a95576f901'],
  ])('example: %s with %s', (password, id, digest) => {
    expect(passwordDigest(password, id)).toBe(digest);
    expect(passwordMatches(password, id, digest)).toBe(true);
    expect(passwordMatches(`${password}x`, id, digest)).toBe(false);
    expect(passwordMatches(password, id, digest.toUpperCase())).toBe(false);
  });

  test('is hashed byte by byte, the id as it is given', () => {
    fc.assert(
      fc.property(text, fc.uuid(), fc.boolean(), (password, uuid, upper) => {
        const id = upper ? uuid.toUpperCase() : uuid;
        const bytes = Buffer.concat([Buffer.from(password, 'utf8'), Buffer.from(id, 'latin1')]);
        const digest = passwordDigest(password, id);
        expect(digest).toBe(createHash('sha1').update(bytes).digest('hex'));
        expect(isPasswordDigest(digest)).toBe(true);
      }),
    );
  });
});

describe('a client secret', () => {
  test('example', async () => {
    const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
    const stored =
      '$pbkdf2-sha512$i=10000,l=32$AAECAwQFBgcICQoLDA0ODw$6MXPuEi51bo3ZK7Mb1RI4Klu7KZ2CRTB7KPb9taW+V8';
    expect(await secretDigest('my-client-secret', salt)).toBe(stored);
    expect(await secretMatches('my-client-secret', stored)).toBe(true);
    expect(await secretMatches('my-client-secreT', stored)).toBe(false);
  });

  test('takes the form that Kong can match, with a salt of its own', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (secret) => {
        const [one, other] = await Promise.all([secretDigest(secret), secretDigest(secret)]);
        expect(one).not.toBe(other);
        const [, id, parameters, salt, hash] = one.split('$');
        expect([id, parameters, salt?.length, hash?.length]).toEqual([
          'pbkdf2-sha512',
          'i=10000,l=32',
          22,
          43,
        ]);
        const again = pbkdf2Sync(secret, Buffer.from(salt!, 'base64'), 10000, 32, 'sha512');
        expect(again.toString('base64')).toBe(`${hash}=`);
        expect(await secretMatches(secret, one)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  test.each([
    '$pbkdf2-sha512$l=32,i=10000$AAECAwQFBgcICQoLDA0ODw$6MXPuEi51bo3ZK7Mb1RI4Klu7KZ2CRTB7KPb9taW+V8',
    '$pbkdf2-sha256$i=10000,l=32$AAECAwQFBgcICQoLDA0ODw$6MXPuEi51bo3ZK7Mb1RI4Klu7KZ2CRTB7KPb9taW+V8',
    '$pbkdf2-sha512$i=10000,l=32$AAECAwQFBgcICQoLDA0ODw==$6MXPuEi51bo3ZK7Mb1RI4Klu7KZ2CRTB7KPb9taW+V8=',
    'my-client-secret',
    '',
  ])('never matches %j, as with Kong', async (stored) => {
    expect(await secretMatches('my-client-secret', stored)).toBe(false);
  });

  test('that nobody knows has the form, too', async () => {
    expect(unknownSecretDigest()).toMatch(/^\$pbkdf2-sha512\$i=10000,l=32\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(unknownSecretDigest()).not.toBe(unknownSecretDigest());
  });
});

describe('a CA certificate', () => {
  test('has the fingerprint that openssl prints', () => {
    const fingerprint = new X509Certificate(material['CA']!).fingerprint256;
    expect(certificateDigest(material['CA']!)).toBe(fingerprint.replaceAll(':', '').toLowerCase());
  });

  test.each(['', '{vault://env/ca}', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
    'that is none has no digest: %j',
    (pem) => expect(certificateDigest(pem)).toBeUndefined(),
  );
});
