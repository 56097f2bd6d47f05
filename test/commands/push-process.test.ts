import { once } from 'node:events';
import { expect, test } from 'vitest';
import { configText, jsonHashOf, nodes } from '../fleet/pushing.ts';
import { folder, spawned, started } from '../run.ts';

const text = configText('new');

/** The built program, once it has said `words`. */
async function until(child: ReturnType<typeof started>['child'], words: string): Promise<void> {
  let said = '';
  while (!said.includes(words)) said += String((await once(child.stderr!, 'data'))[0]);
}

test('Ctrl-C finishes what goes on, starts nothing more, and tells', async () => {
  const at = folder({ 'kong.yml': text });
  const three = await nodes({}, { faults: ['post:slow=700ms'] }, {});
  const list = three.map(({ url }) => url).join(',');
  const { child, ended } = started(['push', at('kong.yml'), '--nodes', list, '--parallel', '1']);
  let report = '';
  child.stdout!.on('data', (chunk) => {
    report += chunk;
  });
  await until(child, `1/3 ${three[0]!.url}`);
  child.kill('SIGINT');
  await until(child, 'interrupted: no further node is started');
  expect(await ended).toEqual({ code: 130, signal: null });
  expect(report).toContain(`ok ${three[1]!.url} holds the config`);
  expect(report).toContain(`failed ${three[2]!.url} was not tried`);
  expect(report).toContain('2 of 3 nodes hold the config; 1 not-tried; interrupted');
  expect(three.map(({ loaded }) => loaded.hash === jsonHashOf(text))).toEqual([true, true, false]);
});

test('a second one gives up what goes on', async () => {
  const at = folder({ 'kong.yml': text });
  const [node] = await nodes({ faults: ['post:slow=60s'] });
  const { child, ended } = started(['push', at('kong.yml'), '--nodes', node!.url, '--canary', '1']);
  while (!node!.requests.some(({ method }) => method === 'POST'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  await until(child, 'interrupted: no further');
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 130, signal: null });
});

test('a process that is killed leaves nodes with the old config or the new one, and can be repeated', async () => {
  const at = folder({ 'kong.yml': text });
  const old = configText('old');
  const five = await nodes(
    ...Array.from({ length: 5 }, () => ({ config: old, faults: ['post:slow=100ms'] })),
  );
  const before = five[0]!.loaded.hash;
  const list = five.map(({ url }) => url).join(',');
  const { child, ended } = started(['push', at('kong.yml'), '--nodes', list, '--parallel', '2']);
  await until(child, `1/5 `);
  child.kill('SIGKILL');
  await ended;
  for (const node of five) expect([before, jsonHashOf(text)]).toContain(node.loaded.hash);
  const again = started(['push', at('kong.yml'), '--nodes', list]);
  expect(await again.ended).toEqual({ code: 0, signal: null });
  expect(five.map(({ loaded }) => loaded.hash)).toEqual(Array(5).fill(jsonHashOf(text)));
});

test('other commands do not load what only a push needs', () => {
  const at = folder({
    'kong.yml': text,
    'list.cjs': 'process.on("exit", () => console.error(Object.keys(require.cache).join("\\n")));',
  });
  const { stderr } = spawned(['parse', at('kong.yml')], {
    env: { NODE_OPTIONS: `--require ${at('list.cjs')}` },
  });
  expect(stderr).toContain('start.cjs');
  expect(stderr).not.toMatch(/undici|node_modules.diff/);
});
