/** Whatever texts a config holds, and whatever a YAML file ends with. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { open } from '../../src/config/open.ts';
import { read } from '../../src/document/index.ts';
import { exportAs, type TargetName, targets } from '../../src/export/index.ts';
import { isSame } from '../../src/export/same.ts';
import { plain } from './configs.ts';

const names = Object.keys(targets) as TargetName[];
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...'$\'"`#\\\n\r\t -:|>&*!%@{}[]_',
      '_blank_',
      'é',
      '\u0085',
      '\u2028',
      '\ufeff',
      '😀',
      '\x7f',
    ),
  }),
  fc.constantFrom(
    'off',
    'no',
    '1e3',
    '0o17',
    '1:30',
    '2001-01-01',
    '~',
    '<<',
    '=',
    '.5',
    '_blank_',
    '{vault://env/a}',
  ),
);

test.each(names)('as %s', (target) => {
  let made = 0;
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 4 }), (tags) => {
      const services = [{ name: 'a', host: 'b', tags }];
      const { source } = open(JSON.stringify({ _format_version: '3.0', services }), { format: 'json' });
      const { value, refusal } = exportAs(target, source, plain);
      if (!value) {
        // YAML has no way to write it that Kong would read
        expect(tags.join(), refusal).toContain('\0');
        return;
      }
      made++;
      if (['configmap', 'helm-values', 'compose'].includes(target)) {
        const [one, other] = ['1.1', '1.2'].map((version) =>
          parse(value.text, { version: version as '1.1' }),
        );
        expect(one).toEqual(other);
        const inCompose = one.services?.gateway.environment['KONG_DECLARATIVE_CONFIG_STRING'];
        const held = one.data?.['kong.yml'] ?? one.dblessConfig?.config ?? inCompose;
        expect(isSame(read(held, inCompose ? 'json' : 'yaml').value, source.value)).toBe(true);
      }
      if (target === 'env') expect(value.text.split('\n')).toHaveLength(3);
    }),
    { numRuns: 300 },
  );
  expect(made).toBeGreaterThan(100);
});

test('a YAML text keeps its value, whatever it ends with', () => {
  const ends = fc.constantFrom(
    '',
    '\n',
    '\n\n',
    '\r\n',
    '\r\n\r\n',
    '  \n',
    '\n...\n',
    '\n# end',
    '\n\n  \n',
  );
  const values = fc.constantFrom(
    'x',
    '|\n  x',
    '|+\n  x',
    '|-\n  x',
    '>\n  x\n  y',
    '>+\n  x\n\n',
    '"x\\\n  y"',
  );
  fc.assert(
    fc.property(ends, values, fc.boolean(), (end, value, isFromWindows) => {
      const text = `_format_version: "3.0"\n_comment: ${value}${end}`;
      const { source } = open(isFromWindows ? text.replaceAll('\n', '\r\n') : text, { format: 'yaml' });
      const made = exportAs('configmap', source, plain).value!.text;
      for (const version of ['1.1', '1.2'] as const)
        expect(isSame(read(parse(made, { version }).data['kong.yml'], 'yaml').value, source.value)).toBe(
          true,
        );
    }),
    { numRuns: 300 },
  );
});
