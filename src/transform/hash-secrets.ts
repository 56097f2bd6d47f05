/** Hashes client secrets in Node's thread pool, as many at a time as it takes. */
import { availableParallelism } from 'node:os';
import { secretDigest, secretMatches } from './client-secret.ts';

export interface Hashing {
  /** Digests of an earlier output, by position: kept if they still match. */
  earlier?: readonly (string | undefined)[];
  onProgress?(done: number, all: number): void;
}

/** In the order given. Each takes about ten milliseconds of one core. */
export async function hashSecrets(
  secrets: readonly string[],
  { earlier, onProgress }: Hashing = {},
): Promise<string[]> {
  const digests: string[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < secrets.length) {
      const at = next++;
      digests[at] = await hashOne(secrets[at]!, earlier?.[at]);
      onProgress?.(++done, secrets.length);
    }
  };
  await Promise.all(Array.from({ length: widenPool() }, work));
  return digests;
}

async function hashOne(secret: string, earlier: string | undefined): Promise<string> {
  return earlier !== undefined && (await secretMatches(secret, earlier)) ? earlier : secretDigest(secret);
}

/** Node starts its pool, of four threads if not told otherwise, when it is first used. */
function widenPool(): number {
  const cores = availableParallelism();
  process.env['UV_THREADPOOL_SIZE'] ??= String(Math.min(Math.max(4, cores), 128));
  return cores;
}
