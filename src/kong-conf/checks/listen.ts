import { type Finding, refused } from '../finding.ts';
import { LISTEN, readListeners } from '../listeners.ts';
import type { Reading } from '../reading.ts';

const FORM = 'write off, or ADDRESS:PORT with flags like ssl, entries separated by commas';

/** Where to listen: docs/kong/kong-conf.md, "Listen syntax". Nothing at all is no answer. */
export function listen(conf: Reading): Finding[] {
  return Object.entries(LISTEN).flatMap(([name, flags]) => {
    const entries = conf.list(name);
    if (entries.length === 0) return [refused(name, 'says nowhere to listen', FORM)];
    const { wrong } = readListeners(entries, flags);
    return wrong.map((item) => ({ ...refused(name, ...problem(item, conf.quoted(name, item))), item }));
  });
}

function problem(entry: string, quoted: string): [says: string, help: string] {
  return entry.toLowerCase() === 'off'
    ? [`cannot have ${quoted} here`, 'off turns it off only in lower case and in first place']
    : [`cannot listen at ${quoted}`, FORM];
}
