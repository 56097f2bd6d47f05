/** What a push costs when nothing but its requests is made: undici.request, one shared Buffer, so many at a time. */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';

const [list, file, parallel] = process.argv.slice(2);
const urls = readFileSync(list, 'utf8').trim().split('\n');
const body = readFileSync(file);
const dispatcher = new Agent();
const get = async (url, reset = false) => {
  const answer = await request(url, { dispatcher, reset });
  await answer.body.json();
};

async function push(url) {
  await get(`${url}/`, true);
  await get(`${url}/`);
  await get(`${url}/status`);
}

async function load(url) {
  const headers = { 'content-type': 'application/yaml' };
  const answer = await request(`${url}/config?check_hash=1&flatten_errors=1`, {
    dispatcher,
    method: 'POST',
    headers,
    body,
  });
  await answer.body.dump();
  await get(`${url}/status`);
}

for (const work of [push, load]) {
  let next = 0;
  const worker = async () => {
    while (next < urls.length) await work(urls[next++]);
  };
  await Promise.all(Array.from({ length: Number(parallel) }, worker));
}
await dispatcher.close();
