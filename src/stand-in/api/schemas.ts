/** Schemas and single entities judged by them (docs/kong/admin-config-api.md section 8). */
import { json, message } from '../http/answer.ts';
import type { Handler } from './call.ts';
import { kongSchema } from './kong-schema.ts';
import { objectIn } from './read-only.ts';
import { violations } from './violations.ts';

/** `GET /schemas/services`. */
export const getSchema: Handler = ({ kong: { registry }, names: [name = ''] }) =>
  registry.types.has(name)
    ? json(200, kongSchema(registry.schema(name)))
    : message(404, `No entity named '${name}'`);

/** `GET /schemas/plugins/key-auth`. */
export const getSubschema =
  (folder: 'plugins' | 'vaults'): Handler =>
  ({ kong: { registry }, names: [name = ''] }) =>
    registry.has(`${folder}/${name}`)
      ? json(200, kongSchema(registry.schema(`${folder}/${name}`)))
      : message(404, `No ${folder.slice(0, -1)} named '${name}'`);

/** `POST /schemas/services/validate`. */
export const postValidate: Handler = ({ kong: { registry }, request, names: [name = ''] }) => {
  const type = registry.types.get(name);
  if (!type) return message(404, `No entity named '${name}'`);
  const entity = objectIn(request.body);
  if (!entity) return message(400, 'Cannot parse JSON body');
  return violations(type, entity, registry) ?? json(200, { message: 'schema validation successful' });
};
