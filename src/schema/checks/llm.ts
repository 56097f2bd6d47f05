/** The part of an AI plugin that describes its model: docs/kong/custom-checks.md, section ai model/auth. */
import type { Check } from './check.ts';

/** TODO */
export const llm: Check = () => undefined;
