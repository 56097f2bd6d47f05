/** What few runs need of Node and of other packages, loaded at the first call. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const required = <T>(id: string): T => require(id);

/** The file behind a name. */
export const resolved = (id: string): string => require.resolve(id);
