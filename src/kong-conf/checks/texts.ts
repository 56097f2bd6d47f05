import { type Finding, refused } from '../finding.ts';
import type { Reading } from '../reading.ts';

interface Rule {
  form: RegExp;
  help: string;
}

/** What the text of a directive must look like, when it has one. */
const RULES: Readonly<Record<string, Rule>> = {
  node_id: {
    form: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
    help: 'write a UUID, or leave it out',
  },
  admin_gui_path: {
    form: /^\/$|^(\/[\w.~$-]+)+$/,
    help: 'start with a slash, end without one, and use letters, digits, and . - _ ~ $',
  },
  proxy_server: { form: /^https?:\/\/[^/?#]+\/?$/i, help: 'write http://HOST:PORT or https://HOST:PORT' },
};

export function texts(conf: Reading): Finding[] {
  const found = Object.entries(RULES).flatMap(([name, { form, help }]) => {
    const value = conf.text(name);
    return value === undefined || form.test(value)
      ? []
      : [refused(name, `cannot be ${conf.quoted(name, value)}`, help)];
  });
  // Kong makes a path of it before it looks whether there is one: docs/kong/more-observations.md, section 7.
  if (conf.text('prefix') === undefined) found.push(refused('prefix', 'is set to nothing', 'name a folder'));
  return found;
}
