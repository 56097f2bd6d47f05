import { expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import { readmeAsIs, renewed } from '../scripts/readme.mjs';

// Its commands are written for a POSIX shell.
test.skipIf(process.platform === 'win32')(
  'what README.md shows is what dbless prints (else: npm run readme)',
  () => {
    expect(readmeAsIs().match(/^```console$/gm)?.length).toBeGreaterThan(3);
    expect(renewed(readmeAsIs())).toBe(readmeAsIs());
  },
);
