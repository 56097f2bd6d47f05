import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // The file is what .ci/run counts from.
    reporters: ['default', ['json', { outputFile: '.test-results.json' }]],
  },
});
