import { loadKept } from './code-cache.ts';
import { asksForVersion } from './version.ts';

/** For the build, which has V8 write down what it has compiled. */
export { scripts, sources, TOGETHER } from './code-cache.ts';

/** Starts the program, with what the build has kept for it unless that takes longer than the answer. */
export async function start(): Promise<void> {
  const argv = process.argv.slice(2);
  const kept = asksForVersion(argv) ? undefined : loadKept('./main.cjs');
  const { main } = (kept as typeof import('./main.ts') | undefined) ?? (await import('./main.ts'));
  await main(argv);
}
