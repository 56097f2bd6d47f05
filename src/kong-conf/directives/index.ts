import { datastore } from './datastore.ts';
import { general } from './general.ts';
import { hybrid } from './hybrid.ts';
import { nginx } from './nginx.ts';
import { type Row, type Rows, text } from './row.ts';
import { runtime } from './runtime.ts';
import { tls } from './tls.ts';
import { traffic } from './traffic.ts';

export type { Row, Type } from './row.ts';

/** Every directive that Kong 3.10 (open source) knows by name, as far as we do. */
export const directives: ReadonlyMap<string, Row> = new Map(
  [general, datastore, traffic, nginx, tls, runtime, hybrid].flatMap((rows: Rows) => Object.entries(rows)),
);

/** A name that starts so is kept, whatever follows: docs/kong/kong-conf.md, section 1. */
const DYNAMIC =
  /^(nginx_(main|events|http|upstream|proxy|location|status|admin|stream|supstream|sproxy|wasm)|pluginserver|vault)_./;

const SECRET = /(password|passwd|secret|token|_key|credentials?)$/;

/** How a directive is described; nothing for one that Kong drops. */
export function describe(name: string): Row | undefined {
  return directives.get(name) ?? (DYNAMIC.test(name) ? dynamic(name) : undefined);
}

function dynamic(name: string): Row {
  const row = text(
    undefined,
    name.startsWith('nginx_') ? 'handed to nginx as it stands' : 'for a vault or a plugin server',
  );
  return SECRET.test(name) ? { ...row, sensitive: true } : row;
}
