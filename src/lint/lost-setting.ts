/** What the url of a service overwrites, and what of it is dropped (docs/kong/validation.md, services). */
import type { Entry, Fields } from '../config/entries.ts';
import type { Found } from '../config/passes.ts';
import { isText, type Rule, warn } from './rule.ts';

const FIELDS = ['protocol', 'host', 'port', 'path'];

export const lostSetting: Rule = (subject) => {
  const found: Found[] = [];
  for (const entry of subject.all('services')) {
    const { url } = entry.value;
    if (!isText(url)) continue;
    const written = subject.written(entry);
    if (hasMore(written))
      for (const field of FIELDS) {
        const own = written[field] ?? null;
        if (own !== null && own !== entry.value[field]) found.push(overwritten(entry, field));
      }
    const sign = /[?;#]/.exec(url)?.[0];
    if (sign !== undefined) found.push(dropped(entry, sign));
  }
  return found;
};

/** Hardly any service has. */
const hasMore = ({ protocol, host, port, path }: Fields): boolean =>
  protocol !== undefined || host !== undefined || port !== undefined || path !== undefined;

const overwritten = (entry: Entry, field: string): Found => {
  const value = entry.value[field];
  return warn('lost-setting', entry, {
    path: [field],
    message: `${field} is overwritten by url: Kong uses ${value === null ? `no ${field}` : value}`,
    help: `say it in url and remove ${field}, or write the other fields in place of url`,
  });
};

const dropped = (entry: Entry, sign: string): Found =>
  warn('lost-setting', entry, {
    path: ['url'],
    message: `what follows "${sign}" in url is dropped`,
    help: 'remove it; request-transformer can add a query',
  });
