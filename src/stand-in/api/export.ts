/** GET /config: what the node holds, flat and as YAML (docs/kong/admin-config-api.md section 5). */
import { type Fields, isFields } from '../../config/entries.ts';
import type { Digest } from '../../schema/digest.ts';
import { alive } from '../held/ttl.ts';
import { yamlText } from '../held/yaml-text.ts';
import { type Answer, json } from '../http/answer.ts';
import type { Kong } from '../kong.ts';
import type { ApiCall } from './call.ts';

export const getConfig = ({ kong }: ApiCall): Answer => json(200, { config: exported(kong) });

export function exported(kong: Kong): string {
  const collections: Record<string, Fields[]> = {};
  for (const type of kong.registry.types.values()) {
    const entities = type.exported === false ? [] : Object.values(kong.held.entities[type.name] ?? {});
    const shown = alive(entities, kong.now()).map((entity) => withBareReferences(entity, type));
    if (shown.length > 0) collections[type.name] = shown;
  }
  return yamlText({ _format_version: '3.0', _transform: false, ...collections });
}

function withBareReferences(entity: Fields, { references, transient = [] }: Digest['types'][string]): Fields {
  const out = { ...entity };
  for (const { field } of references) if (isFields(out[field])) out[field] = (out[field] as Fields).id;
  for (const field of transient) delete out[field];
  return out;
}
