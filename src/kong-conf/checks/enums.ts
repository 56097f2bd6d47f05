import { nearestWord } from '../../suggest.ts';
import { describe } from '../directives/index.ts';
import { type Finding, refused } from '../finding.ts';
import type { Reading } from '../reading.ts';

/** One of a few words, else no start. Empty is none of them: docs/kong/kong-conf.md, section 3. */
export function enums(conf: Reading): Finding[] {
  return conf.names().flatMap((name) => {
    const { values } = describe(name)!;
    const value = conf.text(name);
    if (!values || (value !== undefined && values.includes(value)))
      return value === 'cassandra' ? [cassandra] : [];
    const meant = value && (values.find((one) => one === value.toLowerCase()) ?? nearestWord(value, values));
    const help = meant
      ? `did you mean ${meant}?`
      : `one of ${values.filter((one) => one !== 'cassandra').join(', ')}`;
    const what =
      value === undefined
        ? 'is set to nothing, which is none of its values'
        : `cannot be ${conf.quoted(name, value)}`;
    return [refused(name, what, help)];
  });
}

const cassandra = refused('database', 'cannot be cassandra since Kong 3.4', 'set it to off, or to postgres');
