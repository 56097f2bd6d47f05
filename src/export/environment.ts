/** KONG_DECLARATIVE_CONFIG_STRING, which must be one line (docs/kong/helm-k8s.md section 4). */
import { read } from '../document/index.ts';
import { manifest } from './kubernetes.ts';
import { ENVIRONMENT_VALUE, excess } from './limits.ts';
import type { Attempt } from './texts.ts';
import type { ConfigTexts, Exported, ExportOptions } from './types.ts';

const NAME = 'KONG_DECLARATIVE_CONFIG_STRING';

/**
 * What readers of such files, shells and Kong itself would take for something of theirs: `$` for a variable, `#` for a
 * comment, quotes; what YAML cannot hold. JSON has another way to write each.
 */
const SPECIAL = /[$#'`\x7f-\x9f\ufeff\u2028\u2029\ufffe\uffff]|(?<=_blank)_/g;

export const escaped = (json: string): string =>
  json.replace(SPECIAL, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

function declarativeString(config: ConfigTexts): Attempt<string> {
  const { value: json, refusal } = config.json();
  if (json === undefined) return { refusal };
  const value = escaped(json);
  const tooLarge = excess(value, ENVIRONMENT_VALUE, 'one variable of the environment');
  return tooLarge === undefined ? { value } : { refusal: `${tooLarge}; mount it as a file instead` };
}

export function environmentFile(config: ConfigTexts, { quote }: ExportOptions): Attempt<Exported> {
  const { value, refusal } = declarativeString(config);
  if (value === undefined) return { refusal };
  const text = `KONG_DATABASE=off\n${NAME}=${quote ? `'${value}'` : value}\n`;
  return {
    value: { text, notes: [] },
  };
}

/** A file to lay over the one that describes the service. */
export function composeFile(config: ConfigTexts, { name }: ExportOptions): Attempt<Exported> {
  const { value, refusal } = declarativeString(config);
  if (value === undefined) return { refusal };
  const environment = { KONG_DATABASE: 'off', [NAME]: value };
  return { value: { text: manifest({ services: { [name]: { environment } } }), notes: [] } };
}

export const textInEnvironment = (text: string): string | undefined =>
  new RegExp(`^${NAME}=('?)(.*)\\1$`, 'm').exec(text)?.[2];

export function textInCompose(text: string): string | undefined {
  type Services = Record<string, { environment: Record<string, string> }>;
  const { services } = read(text, 'yaml').value as { services: Services };
  return Object.values(services)[0]?.environment[NAME];
}
