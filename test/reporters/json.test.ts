import { expect, test } from 'vitest';
import type { Findings } from '../../src/reporters/findings.ts';
import { json } from '../../src/reporters/json.ts';

const findings: Findings = {
  files: [
    {
      file: 'kong.yml',
      valid: false,
      entities: 2,
      lines: new Map(),
      diagnostics: [
        {
          code: 'uniqueness-violation',
          severity: 'error',
          message: 'two services are named "billing"',
          help: 'rename one of them',
          path: ['services', 1, 'name'],
          at: { line: 5, column: 11, endLine: 5, endColumn: 18 },
          entity: { type: 'services', name: 'billing' },
          related: [
            {
              message: 'first declared here',
              path: ['services', 0, 'name'],
              at: { line: 3, column: 11, endLine: 3, endColumn: 18 },
            },
          ],
        },
      ],
    },
    {
      file: 'missing.yml',
      valid: false,
      entities: 0,
      lines: new Map(),
      diagnostics: [{ code: 'unreadable-file', severity: 'error', message: 'cannot read "missing.yml"' }],
    },
    { file: 'good.yml', valid: true, entities: 3, lines: new Map(), diagnostics: [] },
  ],
  skipped: 4,
};

test('the report is as docs/json-report.md says; scripts rest on it', () => {
  expect(JSON.parse(json(findings))).toEqual({
    version: 1,
    files: [
      {
        file: 'kong.yml',
        valid: false,
        diagnostics: [
          {
            code: 'uniqueness-violation',
            severity: 'error',
            message: 'two services are named "billing"',
            help: 'rename one of them',
            path: ['services', 1, 'name'],
            line: 5,
            column: 11,
            endLine: 5,
            endColumn: 18,
            entity: { type: 'services', name: 'billing', id: null },
            related: [
              {
                message: 'first declared here',
                path: ['services', 0, 'name'],
                line: 3,
                column: 11,
                endLine: 3,
                endColumn: 18,
              },
            ],
          },
        ],
      },
      {
        file: 'missing.yml',
        valid: false,
        diagnostics: [
          {
            code: 'unreadable-file',
            severity: 'error',
            message: 'cannot read "missing.yml"',
            help: null,
            path: [],
            line: null,
            column: null,
            endLine: null,
            endColumn: null,
            entity: null,
            related: [],
          },
        ],
      },
      { file: 'good.yml', valid: true, diagnostics: [] },
    ],
    summary: {
      files: 3,
      valid: 1,
      invalid: 2,
      skipped: 4,
      entities: 5,
      errors: 2,
      warnings: 0,
      infos: 0,
    },
  });
});

test('every finding is in it, however many, and it ends in a line feed', () => {
  const many = { ...findings.files[0]!, diagnostics: Array(1000).fill(findings.files[0]!.diagnostics[0]) };
  const text = json({ files: [many], skipped: 0 });
  expect(JSON.parse(text).files[0].diagnostics).toHaveLength(1000);
  expect(text.endsWith('}\n')).toBe(true);
});
