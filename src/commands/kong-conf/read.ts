import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostic.ts';
import { type KongConf, readKongConf } from '../../kong-conf/index.ts';
import type { Loaded, NodeSettings } from '../../schema/node.ts';
import type { Registry } from '../../schema/registry.ts';
import type { Call } from '../command.ts';
import { findConf } from './find.ts';
import { confFindings } from './findings.ts';
import type { Node, Options } from './index.ts';
import type { KongConfOptions } from './options.ts';

/** Finds and reads the settings; what they change is known to the registry. */
export async function readNode(registry: Registry, options: Options, call: Call): Promise<Node> {
  const all = options.all ?? false;
  const name = nameOf(options);
  const located = await findConf(name, call);
  if (!located.value) return { findings: confFindings(located.diagnostics, { file: name }, all) };
  // Whatever files it names are on the node, and need not be here.
  const { value: conf, diagnostics } = readKongConf({
    ...located.value,
    env: call.world.env,
    withFiles: false,
  });
  const prefix = conf!.directives.prefix?.value;
  if (call.asKong && options.prefix === undefined && typeof prefix === 'string' && keptUnder(prefix))
    return readNode(registry, { ...options, prefix }, call);
  const findings = confFindings(diagnostics.filter(concernsConfigs), located.value, all);
  return { registry: registry.for(settingsOf(conf!)), conf, findings };
}

function nameOf({ conf, prefix }: KongConfOptions): string | undefined {
  const kept = prefix === undefined ? undefined : keptUnder(prefix);
  return kept ?? (conf === false ? undefined : conf);
}

/** The settings of a started node are kept under its prefix: docs/kong/kong-conf.md, section 1. */
function keptUnder(prefix: string): string | undefined {
  const kept = join(prefix, '.kong_env');
  return existsSync(kept) ? kept : undefined;
}

/** Variables that have the prefix and are no directives may be those of other tools: `dbless conf` speaks of them. */
const concernsConfigs = ({ code, at }: Diagnostic): boolean =>
  at !== undefined || code !== 'unknown-directive';

function settingsOf(conf: KongConf): NodeSettings {
  const { routerFlavor, database, role, wasm } = conf;
  const plugins = loadedBy('plugins', conf.loadedPlugins, conf);
  const vaults = loadedBy('vaults', conf.loadedVaults, conf);
  return {
    routerFlavor,
    database,
    role,
    wasm,
    ...(plugins ? { plugins } : {}),
    ...(vaults ? { vaults } : {}),
    ...(conf.untrustedLua === 'off' ? { withoutLua: placeOf('untrusted_lua', conf) } : {}),
  };
}

/** A default leaves out nothing that comes with Kong, nor what is described by --schemas. */
function loadedBy(
  directive: 'plugins' | 'vaults',
  names: readonly string[],
  conf: KongConf,
): Loaded | undefined {
  return conf.directives[directive]!.source === 'default'
    ? undefined
    : { names, said: placeOf(directive, conf) };
}

/** Where a directive is set, as a message can name it. */
function placeOf(directive: string, { directives, file = 'kong.conf' }: KongConf): string {
  const { source, line } = directives[directive]!;
  return source === 'file' ? `${directive} in ${file}:${line}` : `KONG_${directive.toUpperCase()}`;
}
