import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { broken, dbless, folder, good, spawned } from '../run.ts';

const warned = `${good}${good}`;

describe('several reports in one run of the built program', () => {
  const argv = [
    '--format',
    'pretty',
    '--format',
    'sarif=out.sarif',
    '--format',
    'junit=report.xml',
    '--format',
  ];

  test('are all written when a file is invalid, and it still fails', () => {
    const at = folder({ '.git/HEAD': '', 'gateway/kong.yml': broken });
    const { code, stdout, stderr } = spawned(['parse', ...argv, 'gitlab=gl.json', 'kong.yml'], {
      cwd: at('gateway'),
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('kong.yml:5:5: error: ');
    expect(readdirSync(at('gateway')).sort()).toEqual(['gl.json', 'kong.yml', 'out.sarif', 'report.xml']);
    const [run] = JSON.parse(readFileSync(at('gateway/out.sarif'), 'utf8')).runs;
    expect(run.results[0].ruleId).toBe('unknown-field');
    expect(run.artifacts).toEqual([{ location: { uri: 'gateway/kong.yml' } }]);
    expect(run.tool.driver.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(readFileSync(at('gateway/report.xml'), 'utf8')).toContain('type="unknown-field"');
    const [issue] = JSON.parse(readFileSync(at('gateway/gl.json'), 'utf8'));
    expect(issue.location).toEqual({ path: 'gateway/kong.yml', lines: { begin: 5, end: 5 } });
  });

  test('are all written when it is valid, and the verdict is said', () => {
    const at = folder({ 'kong.yml': good });
    const outcome = spawned(['parse', ...argv, 'json=all.json', 'kong.yml'], { cwd: at() });
    expect(outcome).toEqual({ code: 0, stdout: 'parse successful\n', stderr: '' });
    expect(JSON.parse(readFileSync(at('all.json'), 'utf8')).summary.valid).toBe(1);
    expect(JSON.parse(readFileSync(at('out.sarif'), 'utf8')).runs[0].results).toEqual([]);
  });

  test('replace those of the run before', () => {
    const at = folder({ 'kong.yml': good, 'out.json': 'old' });
    expect(spawned(['parse', '--format', 'json=out.json', 'kong.yml'], { cwd: at() }).code).toBe(0);
    expect(JSON.parse(readFileSync(at('out.json'), 'utf8')).version).toBe(1);
  });
});

describe('what is said on the screen when the report goes to a file', () => {
  test('the verdict alone', async () => {
    const at = folder({ 'kong.yml': good });
    expect(await dbless(['parse', '--format', `sarif=${at('x')}`, at('kong.yml')])).toEqual({
      code: 0,
      stdout: 'parse successful\n',
      stderr: '',
    });
  });

  test('how many findings, and where they are', async () => {
    const at = folder({ 'bad.yml': broken, 'warned.yml': warned });
    expect(await dbless(['parse', '--format', 'json', '-o', at('x'), at('bad.yml')])).toEqual({
      code: 1,
      stdout: `1 error; see ${at('x')}\n`,
      stderr: '',
    });
    expect(await dbless(['parse', '--format', `json=${at('x')}`, at('warned.yml')])).toEqual({
      code: 0,
      stdout: 'parse successful\n',
      stderr: `1 warning; see ${at('x')}\n`,
    });
  });

  test('on stderr for scripts written for kong config', async () => {
    const at = folder({ 'bad.yml': broken });
    expect(await dbless(['config', 'parse', '--output-file', at('x'), at('bad.yml')])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Error: no valid declarative config: 1 error\n\n',
    });
    expect(readFileSync(at('x'), 'utf8')).toContain('[unknown-field]');
  });

  test('a report for people has no colour in a file, unless asked for', async () => {
    const at = folder({ 'bad.yml': broken });
    const argv = ['parse', '-o', at('x'), at('bad.yml')];
    await dbless(argv, { terminal: true, env: { FORCE_COLOR: '1' } });
    expect(readFileSync(at('x'), 'utf8')).toContain('5 |     hosst: typo\n');
    await dbless(['--color', ...argv]);
    expect(readFileSync(at('x'), 'utf8')).toContain('\u001b[');
  });
});

describe('on the screen', () => {
  test('annotations are followed by the verdict', async () => {
    const at = folder({ 'warned.yml': warned, 'bad.yml': broken });
    const fine = await dbless(['parse', '--format', 'github', at('warned.yml')]);
    expect(fine).toMatchObject({ code: 0, stderr: '1 warning\n' });
    expect(fine.stdout).toMatch(/^::warning file=.*warned\.yml,line=2,.*\nparse successful\n$/);
    const bad = await dbless(['parse', '--format', 'github', at('bad.yml')]);
    expect(bad).toMatchObject({ code: 1, stderr: '' });
    expect(bad.stdout).toMatch(/^::error .*\n1 error\n$/);
  });

  test.each(['json', 'gitlab', 'junit', 'sarif', 'markdown'])('%s stands alone', async (format) => {
    const at = folder({ 'kong.yml': good });
    const { stdout, stderr } = await dbless(['parse', '--format', format, at('kong.yml')]);
    expect(stdout).toMatch(/^[[{<#]/);
    expect(stdout + stderr).not.toContain('parse successful');
  });

  test('- is the screen', async () => {
    const at = folder({ 'kong.yml': good });
    const { stdout } = await dbless(['parse', '--format', 'json=-', at('kong.yml')]);
    expect(JSON.parse(stdout).version).toBe(1);
  });
});

describe('wrong usage', () => {
  test.each([
    [['--format', 'xml'], '"xml" is no --format. Allowed choices are pretty, json, github'],
    [['--format', 'sarf=x'], '"sarf" is no --format: did you mean "sarif"?'],
    [['--format', 'toString'], '"toString" is no --format'],
    [['--format', 'json='], '--format json= names no file'],
    [
      ['--format', 'pretty', '--format', 'json'],
      'only one report can go to the screen; give a file: --format json=FILE',
    ],
    [['--format', 'json=x', '-o', 'y'], '--output-file: each --format has a file of its own already'],
    [['--format', 'json=x', '--format', 'sarif=./x'], 'two reports cannot both go to ./x'],
    [['--format', 'json=x', '--format', 'sarif', '-o', 'x'], 'two reports cannot both go to x'],
  ])('%j', async (argv, message) => {
    const at = folder({ 'kong.yml': good });
    const { code, stdout, stderr } = await dbless(['parse', ...argv, at('kong.yml')]);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(`Error: ${message}`);
  });
});

describe('a report that cannot be written', () => {
  test('because there is no such folder, is said before anything is judged', async () => {
    const at = folder({ 'kong.yml': good });
    expect(await dbless(['parse', '--format', `json=${at('none/x')}`, at('kong.yml')])).toEqual({
      code: 1,
      stdout: '',
      stderr: `Error: cannot write ${at('none/x')}: there is no folder ${at('none')}\n`,
    });
  });

  test('fails a run that finds the config valid; the verdict is said, the others are written', async () => {
    const at = folder({ 'kong.yml': good });
    const argv = ['--format', `sarif=${at('kong.yml')}`, '--format', `json=${at('x')}`, at('kong.yml')];
    const { code, stdout, stderr } = await dbless(['parse', ...argv]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'parse successful\n' });
    expect(stderr).toMatch(/^Error: .* is one of the files judged/);
    expect(existsSync(at('x'))).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('is not written over a file that is judged', async () => {
    const at = folder({ 'kong.yml': warned });
    symlinkSync('kong.yml', at('link.yml'));
    for (const name of ['kong.yml', 'link.yml']) {
      const { code, stderr } = await dbless(['parse', '-o', at(name), at('kong.yml')]);
      expect(code).toBe(1);
      expect(stderr).toContain(`Error: ${at(name)} is one of the files judged, and is left as it is`);
      expect(stderr).not.toContain('see ');
    }
    expect(readFileSync(at('kong.yml'), 'utf8')).toBe(warned);
  });
});

describe('--step-summary', () => {
  test('appends to the file that GitHub Actions names', async () => {
    const at = folder({ 'kong.yml': broken, 'summary.md': 'before\n' });
    const env = { GITHUB_STEP_SUMMARY: at('summary.md') };
    expect((await dbless(['parse', '--step-summary', at('kong.yml')], { env })).code).toBe(1);
    const summary = readFileSync(at('summary.md'), 'utf8');
    expect(summary).toMatch(/^before\n### dbless: 1 error\n/);
    expect(summary).toContain('| 1 | 1 | 1 | 0 |');
    expect(summary).toContain('kong.yml:5:5 | error |');
  });

  test('does nothing elsewhere, and nothing is appended unasked', async () => {
    const at = folder({ 'kong.yml': good, 'summary.md': '' });
    const fine = { code: 0, stdout: 'parse successful\n', stderr: '' };
    expect(await dbless(['parse', '--step-summary', at('kong.yml')])).toEqual(fine);
    const env = { GITHUB_STEP_SUMMARY: at('summary.md') };
    expect(await dbless(['parse', at('kong.yml')], { env })).toEqual(fine);
    expect(readFileSync(at('summary.md'), 'utf8')).toBe('');
  });

  test('says when the file cannot be written', async () => {
    const at = folder({ 'kong.yml': good });
    mkdirSync(at('sub'));
    const env = { GITHUB_STEP_SUMMARY: at('sub') };
    const { code, stderr } = await dbless(['parse', '--step-summary', at('kong.yml')], { env });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Error: cannot write ${at('sub')}: it is a folder\n`,
    });
  });
});
