import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bin, broken, folder, spawned } from './run.ts';

const program = fileURLToPath(new URL('../dist/program/start.cjs', import.meta.url));

const platform = `${process.version}-${process.platform}-${process.arch}`;
const kept = fileURLToPath(new URL(`../dist/code-cache/${platform}`, import.meta.url));

/** Of the files that a `parse` loads, whether V8 refused the code that the build has kept. */
const report = `
  const { scripts, start } = require(${JSON.stringify(program)});
  const files = () => [...scripts.values()].map((script) => script.cachedDataRejected);
  process.on('exit', () => process.stderr.write(JSON.stringify(files())));
  start();`;

test('V8 takes the code that the build has kept', () => {
  const at = folder({ 'kong.yml': broken });
  const { stderr } = spawnSync(process.execPath, ['-e', report, 'dbless', 'parse', at('kong.yml')], {
    encoding: 'utf8',
  });
  // for another Node than that of the build, nothing is kept
  expect(new Set(JSON.parse(stderr))).toEqual(new Set(existsSync(kept) ? [false] : []));
});

test('code made with other flags is compiled anew', () => {
  const at = folder({ 'kong.yml': broken });
  const argv = ['parse', at('kong.yml')];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--stack-size=800', bin, ...argv], {
    encoding: 'utf8',
  });
  expect({ code: status, stdout, stderr }).toEqual(spawned(argv));
});
