/**
 * The output shown in README.md, made by running what it shows: each block of ```console is one command after a `$`
 * and what it prints. `npm run readme` renews the file; a test compares.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = `${root}/README.md`;

export function readmeAsIs() {
  return readFileSync(readme, 'utf8');
}

/** The text with every block's output as the command prints it now. */
export function renewed(text) {
  const tools = mkdtempSync(join(tmpdir(), 'dbless-readme-'));
  writeFileSync(
    join(tools, 'dbless'),
    `#!/bin/sh\nexec "${process.execPath}" "${root}/bin/dbless.js" "$@"\n`,
  );
  chmodSync(join(tools, 'dbless'), 0o755);
  const PATH = [tools, process.env.PATH].join(delimiter);
  const run = (command) =>
    spawnSync('sh', ['-c', `{ ${command}\n} 2>&1`], {
      cwd: root,
      env: { ...process.env, PATH },
      encoding: 'utf8',
    });
  try {
    return text.replace(/^```console\n\$ (.*)\n[\s\S]*?^```$/gm, (_, command) => {
      const { stdout } = run(command);
      return `\`\`\`console\n$ ${command}\n${stdout.trimEnd()}\n\`\`\``;
    });
  } finally {
    rmSync(tools, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(readme, renewed(readmeAsIs()));
