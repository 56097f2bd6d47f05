import type { Environment } from './types.ts';

/** Whether a value asks for something that a vault holds: docs/kong/kong-conf.md, section 3. */
export function isReference(text: string): boolean {
  return text.startsWith('{vault://') && text.endsWith('}');
}

export type Resolved = { text: string } | { problem: string };

/** What a reference stands for. Only the vault env can be asked; others are at hand only on the node. */
export function resolve(
  reference: string,
  env: Environment,
  vaults: readonly string[],
  defaultPrefix: string,
): Resolved {
  const inside = reference.slice('{vault://'.length, -1);
  const [, vault = '', path = '', query = ''] = /^([^/?#]*)\/?([^?#]*)\??([^#]*)/.exec(inside) ?? [];
  if (path === '') return { problem: 'it names no secret: {vault://env/NAME}' };
  if (!vaults.includes(vault)) return { problem: `the vault ${vault} is not loaded` };
  if (vault !== 'env') return { problem: `what the vault ${vault} holds is only known to the node` };
  const [resource = '', ...keys] = path.split('/');
  const prefix = new URLSearchParams(query).get('prefix') ?? defaultPrefix;
  const variable = (prefix + resource).toUpperCase().replaceAll('-', '_');
  const value = env[variable];
  if (value === undefined) return { problem: `${variable} is not in the environment` };
  const key = keys.join('/');
  return key === '' ? { text: value } : pick(value, key, variable);
}

/** A key picks one item of a secret that is a JSON object. */
function pick(json: string, key: string, variable: string): Resolved {
  try {
    const secret: unknown = JSON.parse(json);
    const item = Object.entries(Object(secret)).find(([name]) => name === key)?.[1];
    if (typeof item === 'string' || typeof item === 'number') return { text: String(item) };
  } catch {}
  return { problem: `${variable} is no JSON object with the key ${key}` };
}
