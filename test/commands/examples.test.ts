import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { bin, dbless, folder, good } from '../run.ts';

const withUser =
  '{"_format_version": "3.0", "consumers": [{"username": "a", "basicauth_credentials": [{"username": "alice", "password": "secret"}]}]}';

const files: Record<string, Record<string, string>> = {
  init: {},
  parse: { 'kong.yml': good, 'configs/a.yml': good, 'extra.json': '{"_format_version": "3.0"}' },
  transform: { 'kong.yml': good },
  verify: { 'hashed.yml': withUser, 'password.txt': 'secret\n' },
  normalize: { 'kong.yml': good },
  fmt: { 'kong.yml': good, 'configs/a.yml': good },
  explain: {},
  export: { 'kong.yml': good },
  size: { 'kong.yml': good },
  completion: {},
  schema: {},
  node: {},
  push: { 'kong.yml': good },
  status: {},
  dump: {},
  diff: { 'kong.yml': good },
  config: { 'kong.conf': 'database = off\n' },
};

// They are written for a POSIX shell.
describe.skipIf(process.platform === 'win32')('the examples in the help of', () => {
  test.each(commands.map(({ name }) => name))('%s work as printed', async (name) => {
    const lines = await examplesOf(name);
    expect(lines.length).toBeGreaterThan(0);
    const at = folder(files[name]);
    mkdirSync(at('gateway'));
    const path = [tools(), process.env['PATH']].join(delimiter);
    for (const line of lines) {
      execFileSync('sh', ['-ec', line], { cwd: at(), env: { ...process.env, PATH: path }, stdio: 'pipe' });
    }
  });
});

async function examplesOf(name: string): Promise<string[]> {
  const { code, stdout } = await dbless([name, '--help']);
  expect(code).toBe(0);
  return [...stdout.matchAll(/^ {2}\$ (.+)$/gm)].map((match) => match[1]!);
}

/** A folder with the programs that the examples call. */
function tools(): string {
  const at = folder();
  const scripts = {
    dbless: `exec "${process.execPath}" "${bin}" "$@"`,
    'generate-config': `printf '%s' '${good}'`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(at(name), `#!/bin/sh\n${script}\n`);
    chmodSync(at(name), 0o755);
  }
  return at();
}
