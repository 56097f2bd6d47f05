/** The form of a nodes.yml, as a table: what a field may hold, and what to say when it holds something else. */
import type { Path } from '../../diagnostic.ts';
import { suggestion } from '../../suggest.ts';
import { headerProblem } from '../client/headers.ts';

type Kind = 'text' | 'texts' | 'headers' | 'flag';
export type Form = { [field: string]: Kind | Form };

const tls: Form = {
  ca_cert_file: 'text',
  client_cert_file: 'text',
  client_key_file: 'text',
  server_name: 'text',
  skip_verify: 'flag',
};

const shared: Form = { groups: 'texts', headers: 'headers', admin_token_file: 'text', tls };

export const forms = {
  defaults: shared,
  node: { url: 'text', name: 'text', status_url: 'text', ...shared },
} satisfies Record<string, Form>;

export interface Fault {
  code: 'unknown-field' | 'wrong-type';
  path: Path;
  message: string;
  help?: string;
}

const kinds: Record<Kind, { fits(value: unknown): boolean; words: string }> = {
  text: { fits: isText, words: 'a string that is not empty' },
  texts: { fits: (value) => [value].flat().every(isText), words: 'a string, or a list of strings' },
  headers: {
    fits: (value) => isRecord(value) && Object.entries(value).every(isHeader),
    words: 'a map of names of headers and strings that a header may hold',
  },
  flag: { fits: (value) => typeof value === 'boolean', words: 'true or false' },
};

/** Everything about a record that is not of its form. */
export function faultsOf(record: unknown, form: Form, path: Path, what: string): Fault[] {
  if (!isRecord(record)) return [{ code: 'wrong-type', path, message: `${what} must be a map` }];
  return Object.entries(record).flatMap(([field, value]): Fault[] => {
    const expected = Object.hasOwn(form, field) ? form[field]! : undefined;
    const at = [...path, field];
    if (expected === undefined) {
      const help = suggestion(field, Object.keys(form)) ?? `it may have ${Object.keys(form).join(', ')}`;
      return [{ code: 'unknown-field', path: at, message: `${what} has an unknown field "${field}"`, help }];
    }
    if (typeof expected === 'object') return faultsOf(value, expected, at, `${field} of ${what}`);
    if (kinds[expected].fits(value)) return [];
    return [
      { code: 'wrong-type', path: at, message: `${field} of ${what} must be ${kinds[expected].words}` },
    ];
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);
}

function isHeader([name, value]: [string, unknown]): boolean {
  return isString(value) && headerProblem(name, value) === undefined;
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isText(value: unknown): value is string {
  return isString(value) && value !== '';
}
