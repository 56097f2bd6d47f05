import type { KongConf } from '../../kong-conf/index.ts';
import type { Gathered } from '../gather/index.ts';

/** The config that the node itself would load (docs/kong/kong-conf.md, section 4): a file's name, or a text. */
export function defaultConfig(conf: KongConf | undefined): string | Gathered | undefined {
  const { declarativeConfig, declarativeConfigString } = conf ?? {};
  if (declarativeConfig !== undefined) return declarativeConfig;
  if (declarativeConfigString === undefined) return undefined;
  const bytes = Buffer.from(declarativeConfigString);
  return { file: 'declarative_config_string', format: 'any', bytes };
}
