/** The engines that Kong's regular expressions are for. */
export { checkPcre } from './pcre.ts';
export { checkRust } from './rust.ts';
