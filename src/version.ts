/** Put in place of the name by scripts/build.mjs, from package.json. */
declare const DBLESS_VERSION: string | undefined;

export const version = typeof DBLESS_VERSION === 'undefined' ? 'unbuilt' : DBLESS_VERSION;

/** Scripts do so often, and the answer takes no parser of command lines. */
export const asksForVersion = (argv: readonly string[]): boolean =>
  argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V');
