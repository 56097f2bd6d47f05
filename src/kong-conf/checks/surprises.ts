import { describe } from '../directives/index.ts';
import { type Finding, surprising } from '../finding.ts';
import type { Reading } from '../reading.ts';
import type { Written } from './index.ts';

const YES = { boolean: 'on and true turn it on', 'nginx-boolean': 'on turns it on' };

/** Words that look like a no, so that false is no surprise. */
const NO = new Set(['', 'off', 'false', 'no', 'n', '0', 'disabled', 'none', 'null', 'nil']);

/** Values that Kong takes without a word, and their writer would not: docs/kong/kong-conf.md, section 3. */
export function surprises(conf: Reading, written: Written): Finding[] {
  const found: Finding[] = [];
  for (const [name, text] of written) {
    const type = describe(name)?.type;
    const shown = text === undefined ? '' : conf.quoted(name, text);
    if (
      (type === 'boolean' || type === 'nginx-boolean') &&
      isNo(conf, name) &&
      !NO.has((text ?? '').toLowerCase())
    )
      found.push(surprising(name, `counts as off: only ${YES[type]}, in lower case, not ${shown}`));
    if (
      type === 'number' &&
      text !== undefined &&
      conf.value(name) === null &&
      !describe(name)?.bounds?.required
    )
      found.push(surprising(name, `counts as unset: ${shown} is no number`));
  }
  for (const name of ['plugins', 'vaults']) found.push(...oddNames(conf, name));
  if (conf.is('database', 'postgres') && conf.source('database') !== 'default') found.push(withDatabase);
  if (conf.source('worker_consistency') !== 'default') found.push(deprecated);
  if (conf.text('declarative_config') && conf.text('declarative_config_string'))
    found.push(surprising('declarative_config_string', 'is ignored: declarative_config is set, too'));
  return found;
}

function isNo(conf: Reading, name: string): boolean {
  return conf.is(name, false) || conf.is(name, 'off');
}

/** Words for all or nothing, which are `bundled` and `off` here; anything else is the name of a plugin. */
const WORDS: Readonly<Record<string, string>> = {
  OFF: 'off',
  none: 'off',
  no: 'off',
  false: 'off',
  null: 'off',
  on: 'bundled',
  all: 'bundled',
  true: 'bundled',
  BUNDLED: 'bundled',
};

function oddNames(conf: Reading, name: string): Finding[] {
  const listed = conf.list(name);
  if (listed[0] === 'off' && listed.length > 1)
    return [surprising(name, 'starts with off, so the rest does not count', 'remove one or the other')];
  return listed.flatMap((item, index) => {
    const shown = conf.quoted(name, item);
    const meant = Object.entries(WORDS).find(([word]) => word.toLowerCase() === item.toLowerCase())?.[1];
    if (item === 'off' && index > 0)
      return [{ ...surprising(name, 'holds off, which counts only in first place', 'remove it'), item }];
    if (meant && meant !== item)
      return [{ ...surprising(name, `takes ${shown} for a name`, `did you mean ${meant}?`), item }];
    if (/[^\w.-]/.test(item) && !item.startsWith('{vault://'))
      return [{ ...surprising(name, `takes ${shown} for one name`, 'separate names by commas'), item }];
    return [];
  });
}

const withDatabase: Finding = {
  code: 'not-dbless',
  severity: 'warning',
  directive: 'database',
  says: 'is postgres: such a node does not take its entities from a config, and the verdict is that of one with a database',
  help: 'set it to off',
};

const deprecated: Finding = {
  code: 'deprecated-directive',
  severity: 'warning',
  directive: 'worker_consistency',
  says: 'is deprecated, and strict with it',
  help: 'remove it',
};
