/** What a node stores, against what real ones did. */
import { expect, test } from 'vitest';
import { bundledRegistry } from '../../src/schema/registry.ts';
import type { Collections } from '../../src/stand-in/held/held.ts';
import { judgeConfig } from '../../src/stand-in/held/load.ts';
import { storedForm } from '../../src/stand-in/held/transformations.ts';
import { secretMatches } from '../../src/transform/client-secret.ts';
import { readVerdicts } from '../verdicts.ts';

interface Verdict {
  id: string;
  label: string;
  config: object;
  ok: boolean;
  loaded?: Collections;
  deterministic?: boolean;
}

const verdicts = readVerdicts<Verdict>('transform').filter(({ ok, loaded }) => ok && loaded);
const CHANGED = ['password', 'client_secret', 'cert_digest'];

async function stored({ config }: Verdict): Promise<Collections> {
  const verdict = judgeConfig({ value: config, warnings: [] }, bundledRegistry(), 2e9);
  if (verdict.kind !== 'valid') throw new Error(verdict.kind);
  return storedForm(verdict.flat);
}

test(`${verdicts.length} configs are stored as on a real node`, async () => {
  let compared = 0;
  for (const verdict of verdicts) {
    const ours = await stored(verdict);
    for (const [type, entities] of Object.entries(verdict.loaded!)) {
      for (const [id, entity] of Object.entries(entities)) {
        const mine = ours[type]?.[id];
        if (!mine) continue;
        for (const field of CHANGED.filter((one) => one in entity)) {
          const [real, got] = [String(entity[field]), String(mine[field])];
          if (real.startsWith('$pbkdf2'))
            expect(got).toMatch(/^\$pbkdf2-sha512\$i=10000,l=32\$.{22}\$.{43}$/);
          else expect([verdict.id, got]).toEqual([verdict.id, real]);
          compared++;
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(20);
});

test('a hashed client secret is that of the secret', async () => {
  const config = {
    _format_version: '3.0',
    consumers: [
      { username: 'a', oauth2_credentials: [{ name: 'app', client_secret: 's3cret', hash_secret: true }] },
    ],
  };
  const collections = await stored({ id: '', label: '', config, ok: true });
  const [credential] = Object.values(collections.oauth2_credentials!);
  expect(await secretMatches('s3cret', credential!.client_secret as string)).toBe(true);
});
