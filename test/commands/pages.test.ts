import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import { renewed } from '../../scripts/readme.mjs';

const pages = [
  'commands/normalize',
  'commands/fmt',
  'commands/export',
  'commands/size',
  'commands/completion',
  'pipelines',
];

// Their commands are written for a POSIX shell.
test.skipIf(process.platform === 'win32').each(pages)(
  'what docs/%s.md shows is what dbless prints (else: RENEW=1 npx vitest run test/commands/pages.test.ts)',
  (name) => {
    const page = fileURLToPath(new URL(`../../docs/${name}.md`, import.meta.url));
    const text = readFileSync(page, 'utf8');
    expect(text).toContain('```console\n$ dbless ');
    const now = renewed(text);
    if (process.env['RENEW']) writeFileSync(page, now);
    else expect(now).toBe(text);
  },
);
