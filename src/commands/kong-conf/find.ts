import type { Result } from '../../diagnostic.ts';
import { type ConfFile, DEFAULT_PLACES, locateFile } from '../../kong-conf/index.ts';
import type { Call } from '../command.ts';
import { isStdin, readStream } from '../gather/stream.ts';

/** No kong.conf is larger, unless it holds a whole config. */
const LARGEST = 64 * 1024 * 1024;

/** The kong.conf of that name, `-` for standard input; without a name that of the default places, if there is one. */
export async function findConf(name: string | undefined, { world }: Call): Promise<Result<ConfFile>> {
  if (name === undefined || !isStdin(name)) return locateFile(name, DEFAULT_PLACES);
  const read = await readStream('<stdin>', world.stdin, LARGEST);
  if ('finding' in read) return { diagnostics: [read.finding] };
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes);
  return { value: { file: '<stdin>', text }, diagnostics: [] };
}
