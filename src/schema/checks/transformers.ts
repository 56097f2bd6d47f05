/** `name:value` pairs of the transformers: docs/kong/custom-checks.md, sections request- and response-transformer pairs. */
import type { Check } from './check.ts';
import { templateProblem } from './lua.ts';
import { isHeaderName } from './names.ts';

/** A name, any number of colons, the rest. */
const PAIR = /^([^:]+):*([\s\S]*)$/;

function notAHeader(name: string) {
  return {
    message: `has a name that is not a header name: ${JSON.stringify(name)}`,
    help: 'header names consist of A-Z, a-z, 0-9, "_" and "-"',
  };
}

const noName = { message: 'must start with a name', help: 'write name:value' };

/** Headers to add or remove: only the name is looked at, the value may be missing. */
export const headerPair: Check = (value) => {
  if (typeof value !== 'string') return undefined;
  const pair = PAIR.exec(value);
  if (!pair) return noName;
  return isHeaderName(pair[1]!) ? undefined : notAHeader(pair[1]!);
};

export const renameHeader: Check = (value) => {
  if (typeof value !== 'string') return undefined;
  const pair = PAIR.exec(value);
  if (!pair) return { message: 'must be two header names', help: 'write old:new' };
  const wrong = [pair[1]!, pair[2]!].find((name) => !isHeaderName(name));
  return wrong === undefined ? undefined : notAHeader(wrong);
};

/** Parameters of bodies and query strings: the value is a template, in which `$(…)` is Lua. */
export const templatePair: Check = (value) => {
  if (typeof value !== 'string') return undefined;
  const pair = PAIR.exec(value);
  if (!pair) return noName;
  if (pair[2] === '') return { message: 'has a name without a value', help: 'write name:value' };
  return templateProblem(pair[2]!);
};
