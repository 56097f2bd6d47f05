/** What compiling schemas ahead of time takes; scripts/validators.mjs runs it. */
export { compileValidators } from './compile.ts';
export { digest } from './digest.ts';
export { readSchemas } from './schemas-folder.ts';
