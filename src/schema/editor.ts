/** STUB: to be replaced by the real thing. */
const names = ['services', 'routes', 'plugins/key-auth', 'plugins/rate-limiting', 'vaults/env'];
export function schemaNames(): string[] {
  return names;
}
export function editorSchema(name?: string): object | undefined {
  if (name !== undefined && !names.includes(name)) return undefined;
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: name ?? 'kong.yml', type: 'object' };
}
