/** A large text: reading and judging it takes long enough for V8 to optimize what it runs. */
const LARGE = 1_000_000;

let isTold = false;

/**
 * Tells V8 to inline less. The run will be over in a second or two, and inlining into what is hot until then takes more
 * time than it saves: a seventh of the whole (bench/run.mjs). It changes no code that is compiled already.
 */
export function expectShortRun(bytes: number): void {
  if (isTold || bytes < LARGE) return;
  isTold = true;
  const v8 = process.getBuiltinModule?.('node:v8');
  v8?.setFlagsFromString('--max-inlined-bytecode-size=50');
  v8?.setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
}
