/**
 * The end of `npm run quickstart`: what dbless is for, on the two files in examples/. One is valid, the other is not;
 * it fails if dbless takes them for anything else.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

show(['parse', 'examples/kong.yml'], 0);
show(['parse', 'examples/broken.yml'], 1);
console.log(
  '\nThat was `dbless`. Next: node bin/dbless.js --help, or npm install --global . to have it everywhere.',
);

function show(argv, expected) {
  console.log(`\n$ dbless ${argv.join(' ')}`);
  const { status } = spawnSync(process.execPath, ['bin/dbless.js', ...argv], { cwd: root, stdio: 'inherit' });
  console.log(`(exit code ${status})`);
  if (status === expected) return;
  console.error(`This should have been exit code ${expected}.`);
  process.exit(1);
}
