/** Headers that a user adds to every request. */
import type { Problem } from '../nodes/address.ts';

/** They belong to the request itself. */
const reserved = [
  'content-length',
  'content-type',
  'transfer-encoding',
  'connection',
  'expect',
  'upgrade',
  'keep-alive',
];

/** `Name: value`, as `--headers` takes it. */
export function readHeader(text: string): { name: string; value: string } | Problem {
  const [, name, value] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    return {
      problem: `"${text.slice(0, 20).split('=')[0]}" is no header`,
      help: 'write it as "Name: value"',
    };
  const header = { name: name.trim().toLowerCase(), value: value.trim() };
  const problem = headerProblem(header.name, header.value);
  return problem ? { problem } : header;
}

/** Never says the value: it may be secret. */
export function headerProblem(name: string, value: string): string | undefined {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return `"${name.slice(0, 100)}" is no name of a header`;
  if (reserved.includes(name.toLowerCase())) return `dbless sets the header ${name} itself`;
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
    return `the value of the header ${name} holds a character that no header may`;
  return undefined;
}
