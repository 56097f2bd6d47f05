/** Writing entities: a node without a database refuses, some mistakes first (docs/kong/admin-config-api.md section 9). */
import { isUuid } from '../../config/uuid.ts';
import { decode, read } from '../../document/index.ts';
import { type Answer, empty, json, message } from '../http/answer.ts';
import type { Handler, Method } from './call.ts';
import type { Place } from './collections.ts';
import { find } from './entities.ts';
import { violations } from './violations.ts';

const VERBS = { POST: 'create', PUT: 'create or update', PATCH: 'update', DELETE: 'remove' };

/** What is not there is removed already; what is there needs a valid body before anything else. */
export const refuseWrite =
  (method: Exclude<Method, 'GET'>, place: Place): Handler =>
  (call) => {
    if (method === 'DELETE' && !find(place, call)) return empty(204);
    if (method === 'POST') {
      const { kong, request } = call;
      const entity = objectIn(request.body);
      if (!entity) return message(400, 'Cannot parse JSON body');
      const { parent } = place;
      const whole = parent ? { ...entity, [parent.field]: { id: PARENT } } : entity;
      const found = violations(place.type, whole, kong.registry);
      if (found) return found;
    }
    const key = place.isItem ? call.names.at(-1)! : undefined;
    return unsupported(VERBS[method], place, key);
  };

/** Some id: the parent's own does not matter to the form. */
const PARENT = '00000000-0000-4000-8000-000000000000';

function unsupported(verb: string, { type }: Place, key: string | undefined): Answer {
  const by = key === undefined || isUuid(key) || !type.endpointKey ? '' : ` by '${type.endpointKey}'`;
  return json(405, {
    code: 12,
    name: 'operation unsupported',
    message: `cannot ${verb} '${type.name}' entities${by} when not using a database`,
  });
}

/** The JSON object of a body; an empty body is an empty one. */
export function objectIn(body: Buffer): Record<string, unknown> | undefined {
  if (body.length === 0) return {};
  const text = decode(body, 'json').value;
  const value = text === undefined ? undefined : read(text, 'json').value;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
