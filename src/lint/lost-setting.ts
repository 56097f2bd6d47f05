/** What the url of a service overwrites, and what of it is dropped (docs/kong/validation.md, services). */
import type { Entry } from '../config/entries.ts';
import type { Found } from '../config/passes.ts';
import { isText, type Rule, warn } from './rule.ts';

const FIELDS = ['protocol', 'host', 'port', 'path'];

export const lostSetting: Rule = (subject) =>
  subject.all('services').flatMap((entry) => {
    const { url } = entry.value;
    if (!isText(url)) return [];
    const written = subject.written(entry);
    const lost = FIELDS.filter(
      (field) => (written[field] ?? null) !== null && written[field] !== entry.value[field],
    );
    return [...lost.map((field) => overwritten(entry, field)), ...dropped(entry, url)];
  });

const overwritten = (entry: Entry, field: string): Found => {
  const value = entry.value[field];
  return warn('lost-setting', entry, {
    path: [field],
    message: `${field} is overwritten by url: Kong uses ${value === null ? `no ${field}` : value}`,
    help: `say it in url and remove ${field}, or write the other fields in place of url`,
  });
};

const dropped = (entry: Entry, url: string): Found[] => {
  const sign = /[?;#]/.exec(url)?.[0];
  if (sign === undefined) return [];
  const message = `what follows "${sign}" in url is dropped`;
  const help = 'remove it; request-transformer can add a query';
  return [warn('lost-setting', entry, { path: ['url'], message, help })];
};
