/** Reading entities: one by name or id, lists page by page (docs/kong/admin-config-api.md section 8). */
import { type Fields, isFields } from '../../config/entries.ts';
import type { EntityType } from '../../schema/digest.ts';
import { alive } from '../held/ttl.ts';
import { type Answer, json, message } from '../http/answer.ts';
import type { Kong } from '../kong.ts';
import type { ApiCall, Handler } from './call.ts';
import type { Place } from './collections.ts';

export const NOT_FOUND: Answer = message(404, 'Not found');

export const list =
  ({ path, type, parent }: Place): Handler =>
  (call) => {
    const entities = within({ type, parent }, call);
    if (!entities) return NOT_FOUND;
    const here = parent ? path.replace(':', encodeURIComponent(call.names[0]!)) : path;
    return page(entities, type, here, call);
  };

export const item =
  (place: Place): Handler =>
  (call) => {
    const found = find(place, call);
    return found ? json(200, found) : NOT_FOUND;
  };

/** The entity that a path names. */
export function find(place: Pick<Place, 'type' | 'parent'>, call: ApiCall): Fields | undefined {
  return byNameOrId(within(place, call) ?? [], place.type, call.names.at(-1)!);
}

/** All, or those of the parent; undefined when there is no such parent. */
function within({ type, parent }: Pick<Place, 'type' | 'parent'>, call: ApiCall): Fields[] | undefined {
  const { kong, names } = call;
  const all = shown(kong, type);
  if (!parent) return all;
  const holder = byNameOrId(shown(kong, parent.type), parent.type, names[0]!);
  if (!holder) return undefined;
  return all.filter(({ [parent.field]: link }) => isFields(link) && link.id === holder.id);
}

/** In the order of their keys, as they are stored. */
function shown(kong: Kong, { name }: EntityType): Fields[] {
  const entities = Object.entries(kong.held.entities[name] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return alive(
    entities.map(([, entity]) => entity),
    kong.now(),
  );
}

const byNameOrId = (entities: readonly Fields[], type: EntityType, key: string): Fields | undefined =>
  entities.find(({ id }) => id === key) ??
  (type.endpointKey ? entities.find((entity) => entity[type.endpointKey!] === key) : undefined);

const DEFAULT_SIZE = 1000;
const LARGEST_SIZE = 2048;

function page(entities: readonly Fields[], type: EntityType, path: string, { request }: ApiCall): Answer {
  const asked = request.query.get('size');
  const size = asked === null ? DEFAULT_SIZE : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_SIZE)
    return message(400, `size must be a whole number from 1 to ${LARGEST_SIZE}`);
  const after = request.query.get('offset');
  const last = after === null ? '' : keyIn(after, type);
  if (last === undefined) return message(400, 'bad offset');
  const data = entities.filter((entity) => keyOf(entity, type) > last).slice(0, size);
  // Kong says there is more whenever a page is full.
  if (data.length < size) return json(200, { data, next: null });
  const offset = offsetOf(data.at(-1)!, type);
  const query = asked === null ? `offset=${offset}` : `offset=${offset}&size=${size}`;
  return json(200, { data, next: `${path}?${query}`, offset });
}

const keyOf = (entity: Fields, { primaryKey }: EntityType): string =>
  primaryKey.map((field) => entity[field]).join(':');

/** Where the next page begins: a position in the store, opaque to clients. */
const offsetOf = (entity: Fields, type: EntityType): string =>
  Buffer.from(`I|${type.name}|${DEFAULT_WORKSPACE}|${keyOf(entity, type)}\0`).toString('base64url');

const DEFAULT_WORKSPACE = '0dc6f45b-8f8d-40d2-a504-473544ee190b';

const keyIn = (offset: string, type: EntityType): string | undefined =>
  new RegExp(`^I\\|${type.name}\\|[^|]*\\|(.*)\0$`, 's').exec(
    Buffer.from(offset, 'base64url').toString(),
  )?.[1];
