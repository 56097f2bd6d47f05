import { type Directive, type KongConf, masked, type Value } from '../kong-conf/index.ts';
import { safe } from '../reporters/cells.ts';

/** The forms that `dbless conf` prints settings in. */
export const confFormats = { pretty, json } as const satisfies Record<
  string,
  (conf: KongConf, all: boolean) => string
>;

/** Settings longer than this do not push the origins of the others to the right. */
const WIDEST = 60;

/** As a kong.conf, each setting with a comment that says where it comes from. */
function pretty(conf: KongConf, all: boolean): string {
  const rows = Object.entries(conf.directives)
    .filter(([, { source }]) => all || source !== 'default')
    .map(([name, directive]) => ({
      setting: `${name} = ${safe(inText(masked(name, directive)))}`.trimEnd(),
      from: origin(name, directive, conf.file),
    }));
  const widths = rows.map(({ setting }) => setting.length).filter((width) => width <= WIDEST);
  const width = Math.max(0, ...widths);
  const lines = rows.map(({ setting, from }) => `${setting.padEnd(width)}  # ${safe(from)}`);
  return [...lines, ...summary(conf, rows.length, all)].map((line) => `${line}\n`).join('');
}

function origin(name: string, { source, line }: Directive, file: string | undefined): string {
  if (source === 'environment') return `KONG_${name.toUpperCase()}`;
  return source === 'file' ? `${file ?? 'kong.conf'}:${line}` : 'default';
}

function summary(conf: KongConf, shown: number, all: boolean): string[] {
  const { loadedPlugins, loadedVaults } = conf;
  return [
    ...(shown === 0
      ? ['# nothing is set: every directive has its default']
      : all
        ? []
        : ['# all else: default']),
    `# loads ${counted(loadedPlugins, 'plugin')} and ${counted(loadedVaults, 'vault')}`,
    ...(conf.directives['database']?.source === 'default'
      ? ['# database is not set, which is postgres to Kong; dbless judges as if it were off']
      : []),
  ];
}

function counted({ length }: readonly string[], one: string): string {
  return `${length === 0 ? 'no' : length} ${one}${length === 1 ? '' : 's'}`;
}

function inText(value: Value): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return (Array.isArray(value) ? value.join(', ') : String(value ?? '')).replaceAll('#', '\\#');
}

/** For programs: every directive, whatever `--all` says. */
function json({ directives, loadedPlugins, loadedVaults }: KongConf): string {
  const shown = Object.entries(directives).map(([name, directive]) => {
    const { source, line } = directive;
    return [name, { value: finite(masked(name, directive)), source, line }];
  });
  const whole = { directives: Object.fromEntries(shown), loadedPlugins, loadedVaults };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** JSON has no infinity. */
function finite(value: Value): Value {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
