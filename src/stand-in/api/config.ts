/** POST /config, step by step (docs/kong/admin-config-api.md section 2; admin-api-observed.md sections 3 to 6). */
import type { Diagnostic } from '../../diagnostic.ts';
import { fieldsOf } from '../errors/fields.ts';
import { flattenedErrors } from '../errors/flattened.ts';
import { luaLiteral } from '../errors/lua-literal.ts';
import type { ErrorTree } from '../errors/tree.ts';
import type { Form } from '../forms/form.ts';
import { formOf } from '../forms/index.ts';
import { md5, NOTHING } from '../held/held.ts';
import { judgeConfig, readConfig, type Verdict } from '../held/load.ts';
import { type Answer, empty, json, message, type Outcome } from '../http/answer.ts';
import type { Kong } from '../kong.ts';
import type { ApiCall } from './call.ts';

export async function postConfig({ kong, request, hooks }: ApiCall): Promise<Outcome> {
  const read = formOf(request);
  if ('answer' in read) return read.answer;
  const { form } = read;
  const source = sourceOf(form);
  if ('answer' in source) return source.answer;
  if (form.params.check_hash !== undefined && String(form.params.check_hash) === '1') {
    if (source.hash !== NOTHING && source.hash === kong.held.hash) return empty(304);
  }
  const verdict = judgeConfig(source, kong.registry, kong.now());
  if (verdict.kind === 'crash') return CRASHED;
  if (verdict.kind === 'invalid') return invalid(verdict, isTruthy(form.params.flatten_errors), kong);
  return kong.load(verdict, source.hash, request.body.length, hooks);
}

export const CRASHED: Answer = message(500, 'An unexpected error occurred');

interface Source {
  value: object;
  warnings: Diagnostic[];
  /** Of a text; an object has none. */
  hash?: string;
}

/** The document itself among the parameters, else a text. */
function sourceOf({ params, text, document }: Form): Source | { answer: Answer } {
  if (params._format_version !== undefined) return { value: withoutFlags(params), warnings: [] };
  const { config } = params;
  if (typeof config === 'string') return ofText(Buffer.from(config));
  if (config !== undefined && document)
    return { answer: rejected({ error: `${FAILED}: config must be a text, not ${typeof config}` }) };
  if (document) return { value: document, warnings: [] };
  return text && text.length > 0 ? ofText(text) : { answer: NO_CONFIG };
}

const FAILED = 'failed parsing declarative configuration';
const NO_CONFIG = message(400, 'expected a declarative configuration');

function ofText(bytes: Buffer): Source | { answer: Answer } {
  const reading = readConfig(bytes);
  if ('error' in reading) return { answer: rejected({ error: reading.error }) };
  return { ...reading, hash: md5(bytes) };
}

function withoutFlags({ check_hash: _, flatten_errors: __, ...document }: Form['params']): object {
  return document;
}

/** `1`, `true`, `on` and `yes` in any case. */
const isTruthy = (value: unknown): boolean => /^(?:1|true|on|yes)$/i.test(String(value));

function invalid(
  { stage, judged }: Extract<Verdict, { kind: 'invalid' }>,
  flattens: boolean,
  kong: Kong,
): Answer {
  if (!flattens) return rejected(fieldsOf(stage, kong.registry).toJSON());
  // What belongs to an entity leaves the tree, whether or not it arrives.
  const rest = stage.kind === 'fields' ? stage.found.filter(({ entry }) => !entry) : [];
  const tree = fieldsOf({ kind: 'fields', found: rest }, kong.registry).toJSON();
  return rejected(tree, { flattened_errors: flattenedErrors(stage, judged, kong.registry) });
}

function rejected(tree: ErrorTree, more: object = {}): Answer {
  return json(400, {
    code: 14,
    name: 'invalid declarative configuration',
    message: `declarative config is invalid: ${luaLiteral(tree)}`,
    fields: tree,
    ...more,
  });
}
