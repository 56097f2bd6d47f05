import type { Diagnostic } from '../diagnostic.ts';
import { trim } from './blanks.ts';
import { describe, directives } from './directives/index.ts';
import { insteadOf } from './names.ts';
import type { Environment, Setting } from './types.ts';
import { isReference } from './vault-reference.ts';

/** Variables that have the prefix without being directives: of images, of other tools, and those of Kubernetes. */
const NO_DIRECTIVE =
  /^KONG_(LICENSE_DATA|LICENSE_PATH|VERSION|SHA256|ADMIN_TOKEN|ADMIN_URL|CONF|PORT|(\w+_)?SERVICE_HOST|(\w+_)?SERVICE_PORT(_\w+)?|(\w+_)?PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?))$/;

/** The directives that the environment sets, trimmed and else as they are: docs/kong/kong-conf.md, section 1. */
export function readEnvironment(env: Environment): {
  settings: Map<string, Setting>;
  diagnostics: Diagnostic[];
} {
  const settings = new Map<string, Setting>();
  const diagnostics: Diagnostic[] = [];
  for (const variable of Object.keys(env).sort()) {
    const value = env[variable];
    if (value === undefined || !/^kong_./i.test(variable)) continue;
    const name = variable.slice(5).toLowerCase();
    const known = describe(name) !== undefined;
    if (known && variable === `KONG_${name.toUpperCase()}`) {
      if (isMangled(trim(value))) diagnostics.push(mangled(variable));
      settings.set(name, { text: trim(value) || undefined, source: 'environment', variable });
    } else if (known && variable.startsWith('KONG_') && !directives.has(name)) {
      // Kong takes the name over, but looks for the value under the name in upper case only.
      if (env[`KONG_${name.toUpperCase()}`] === undefined) diagnostics.push(lowerCase(variable, name));
    } else if (known) diagnostics.push(dropped(variable, `write KONG_${name.toUpperCase()}`));
    else if (variable.startsWith('KONG_') && !NO_DIRECTIVE.test(variable))
      diagnostics.push(dropped(variable, likely(name)));
  }
  return { settings, diagnostics };
}

function likely(name: string): string | undefined {
  return insteadOf(name.replace(/[^a-z0-9]/g, '_'))?.replace(/(mean )(\w+)/, (_, words, meant: string) => {
    return `${words}KONG_${meant.toUpperCase()}`;
  });
}

function dropped(variable: string, help: string | undefined): Diagnostic {
  const message = `${variable} is no directive that Kong knows; it has no effect`;
  return { code: 'unknown-directive', severity: 'warning', message, ...(help && { help }) };
}

function lowerCase(variable: string, name: string): Diagnostic {
  const message = `${variable} is not all in upper case, and Kong then fails to read ${name}`;
  return { code: 'invalid-directive', severity: 'error', message, help: `write KONG_${name.toUpperCase()}` };
}

/** The processes of a node read its settings back from a file: docs/kong/helm-k8s.md, section 4. */
function isMangled(value: string): boolean {
  return !isReference(value) && /\n|_blank_|\\$/.test(value);
}

function mangled(variable: string): Diagnostic {
  const message =
    `${variable} holds a line break, the word _blank_ or a backslash at its end: a node does not get it whole, since ` +
    'its processes pass it on as a line of a file';
  return { code: 'surprising-value', severity: 'warning', message, help: 'write it in one line' };
}
