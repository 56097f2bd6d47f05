/** The forms in which POST /config takes a config, by media type (docs/kong/admin-config-api.md section 2, "Request forms"). */
import { decode, read } from '../../document/index.ts';
import { type Answer, message, page } from '../http/answer.ts';
import type { Request } from '../http/request.ts';
import type { Form } from './form.ts';
import { readMultipart } from './multipart.ts';

type Reader = (request: Request) => Form | undefined;

/** By how the media type begins, in lower case as Kong has it. */
const READERS: [start: string, read: Reader][] = [
  ['application/json', json],
  ['application/yaml', ({ body }) => ({ params: {}, text: body })],
  ['text/yaml', ({ body }) => ({ params: {}, text: body })],
  ['multipart/form-data', ({ body, contentType }) => ofFields(readMultipart(body, contentType ?? ''))],
  ['application/x-www-form-urlencoded', urlencoded],
];

const UNSUPPORTED = page(415, 'Unsupported Media Type');

export function formOf(request: Request): { form: Form } | { answer: Answer } {
  const { contentType, query } = request;
  if (contentType === 'several') return { answer: message(400, 'several Content-Type headers') };
  const reader = READERS.find(([start]) => contentType?.startsWith(start))?.[1];
  if (!reader) return { answer: UNSUPPORTED };
  const form = reader(request);
  if (!form) return { answer: message(400, 'Cannot parse JSON body') };
  return { form: { ...form, params: { ...Object.fromEntries(query), ...form.params } } };
}

/** An object; its fields are parameters, and may be the document. */
function json({ body }: Request): Form | undefined {
  if (body.length === 0) return { params: {} };
  const text = decode(body, 'json').value;
  const value = text === undefined ? undefined : read(text, 'json').value;
  if (typeof value !== 'object' || value === null) return undefined;
  const document = value as Record<string, unknown>;
  return { params: document, document };
}

/** The bytes of the config are kept as they came: the hash is theirs. */
function ofFields(fields: ReadonlyMap<string, Buffer>): Form {
  const others = [...fields].filter(([name]) => name !== 'config');
  const params = Object.fromEntries(others.map(([name, value]) => [name, value.toString('utf8')]));
  return { params, text: fields.get('config') };
}

/** Without a field of that name the body itself is the config: what `curl --data-binary @kong.yml` sends. */
function urlencoded({ body }: Request): Form {
  const { config, ...params } = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  return { params, text: config === undefined ? body : Buffer.from(config) };
}
