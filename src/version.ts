/** Put in place of the name by scripts/build.mjs, from package.json. */
declare const DBLESS_VERSION: string | undefined;

export const version = typeof DBLESS_VERSION === 'undefined' ? 'unbuilt' : DBLESS_VERSION;
