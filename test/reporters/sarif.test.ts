import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import type { Log, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import { codes } from '../../src/codes.ts';
import type { Findings } from '../../src/reporters/findings.ts';
import { sarif } from '../../src/reporters/sarif.ts';
import { duplicate, file, found, mixed, nasty, nastyName, options, twice, unreadable } from './samples.ts';

const validate = schemaValidator();

/** The one run of a log that is valid by the schema. */
function runOf(findings: Findings, folder = options.folder): Run {
  const log: Log = JSON.parse(sarif(findings, { ...options, folder }));
  validate(log);
  expect(validate.errors).toBeNull();
  expect(log.runs).toHaveLength(1);
  return log.runs[0]!;
}

test('the log is as frozen here', () => {
  const log: Log = JSON.parse(sarif(found(file('kong.yml', duplicate)), options));
  expect(log).toEqual({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'dbless',
            version: 'unbuilt',
            rules: [
              {
                id: 'uniqueness-violation',
                shortDescription: { text: codes['uniqueness-violation'].title },
                help: { text: codes['uniqueness-violation'].help },
                defaultConfiguration: { level: 'error' },
              },
            ],
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: [{ location: { uri: 'gateway/kong.yml' } }],
        results: [
          {
            ruleId: 'uniqueness-violation',
            ruleIndex: 0,
            level: 'error',
            message: { text: 'service "orders" has the name of another service\nrename one of them' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'gateway/kong.yml', index: 0 },
                  region: { startLine: 5, startColumn: 11, endLine: 5, endColumn: 17 },
                },
              },
            ],
            relatedLocations: [
              {
                id: 0,
                message: { text: 'first declared here' },
                physicalLocation: {
                  artifactLocation: { uri: 'gateway/kong.yml', index: 0 },
                  region: { startLine: 3, startColumn: 11, endLine: 3, endColumn: 17 },
                },
              },
            ],
            partialFingerprints: { 'dbless/v1': '21adfbcfe9edbac76692c69db2203fce' },
          },
        ],
      },
    ],
  });
});

describe('by the schema a log is valid', () => {
  test.each([
    ['of all kinds of findings', mixed],
    ['of nothing at all', found()],
    ['of a valid file', found(file('good.yml'))],
    ['of odd names and texts', found(file(nastyName, nasty), file('<stdin>', duplicate))],
  ])('%s', (_, findings) => {
    expect(runOf(findings).artifacts).toHaveLength(findings.files.length);
  });

  test('and one with a member that is none is not', () => {
    const log = JSON.parse(sarif(mixed, options));
    log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
    expect(validate(log)).toBe(false);
  });
});

test('a rule is listed once, and results refer to it', () => {
  const { tool, results } = runOf(found(file('a.yml', duplicate, twice), file('b.yml', twice, duplicate)));
  expect(tool.driver.rules?.map(({ id }) => id)).toEqual(['uniqueness-violation', 'duplicate-key']);
  expect(results?.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 1, 1, 0]);
  expect(tool.driver.rules?.map((rule) => rule.defaultConfiguration?.level)).toEqual(['error', 'warning']);
});

test('the level is that of the finding', () => {
  const { results } = runOf(found(file('a.yml', { ...twice, severity: 'error' }, twice, nasty)));
  expect(results?.map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
});

test('files are named by relative, encoded URIs', () => {
  const { artifacts, results } = runOf(found(file('good.yml'), file(nastyName, nasty)), '/repo');
  const uri = "a%20b/%C3%A9%2Cc%3Ad%2525%22%3C%26%3E'%23%3F%0A%F0%9F%98%80.yml";
  expect(artifacts?.map(({ location }) => location?.uri)).toEqual(['good.yml', uri]);
  expect(results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri, index: 1 });
});

test('a finding without a place has no region', () => {
  const { results } = runOf(found(file('gone.yml', unreadable)));
  expect(results?.[0]?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'gateway/gone.yml', index: 0 },
  });
});

test('no two results have the same fingerprint', () => {
  const { results } = runOf(found(file('a.yml', duplicate, duplicate), file('b.yml', duplicate)));
  const fingerprints = results?.map(({ partialFingerprints }) => partialFingerprints?.['dbless/v1']);
  expect(new Set(fingerprints).size).toBe(3);
});

/** The schema of SARIF 2.1.0 is written in draft 4; what it uses of that is the same in draft 7, but for `id`. */
function schemaValidator() {
  const path = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  expect($schema).toContain('draft-04');
  expect(id).toContain('sarif-2.1.0');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('date-time', true);
  ajv.addFormat('uri', /^[a-z][a-z\d+.-]*:[!#-;=?-[\]_a-z~]*$/i);
  ajv.addFormat('uri-reference', /^(?:%[\dA-F]{2}|[!#$&-;=?-[\]_a-z~])*$/i);
  return ajv.compile(schema);
}
