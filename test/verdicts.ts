import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The lines of fixtures/verdicts/NAME.jsonl.gz: what real Kong 3.10 nodes say (fixtures/verdicts/README.md). */
export function readVerdicts<T>(name: string): T[] {
  const file = new URL(`../fixtures/verdicts/${name}.jsonl.gz`, import.meta.url);
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}
