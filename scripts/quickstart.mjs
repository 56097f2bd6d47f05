/**
 * The end of `npm run quickstart`: what dbless is for, on the two files in examples/. One is valid and goes to five
 * stand-ins of nodes, the other is not; it fails if dbless takes them for anything else.
 */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const NODES = 5;
let nodes;

show(['parse', 'examples/kong.yml'], 0);
show(['parse', 'examples/broken.yml'], 1);

nodes = spawn(process.execPath, ['bin/dbless.js', 'node', '--port', '0', '--count', `${NODES}`], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const urls = await listening(nodes.stdout);
console.log(`\n${NODES} stand-ins of DB-less nodes listen on this machine: ${urls.join(' ')}`);
show(['push', 'examples/kong.yml', '--nodes', urls.join(',')], 0);
show(['status', 'examples/kong.yml', '--nodes', urls.join(',')], 0);
nodes.kill();

console.log(
  '\nThat was `dbless`. Next: node bin/dbless.js --help, or npm install --global . to have it everywhere.',
);

/** Their URLs come one a line, each once it listens. */
async function listening(output) {
  let text = '';
  for await (const chunk of output) {
    text += chunk;
    const lines = text.trim().split('\n');
    if (lines.length === NODES && text.endsWith('\n')) return lines;
  }
  throw new Error('the stand-ins did not start');
}

function show(argv, expected) {
  console.log(`\n$ dbless ${argv.join(' ')}`);
  const { status } = spawnSync(process.execPath, ['bin/dbless.js', ...argv], { cwd: root, stdio: 'inherit' });
  console.log(`(exit code ${status})`);
  if (status === expected) return;
  console.error(`This should have been exit code ${expected}.`);
  nodes?.kill();
  process.exit(1);
}
