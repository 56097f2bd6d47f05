import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codes } from '../src/codes.ts';
import { pageFile, renewedIndex, renewedPage } from './code-pages.ts';

const all = Object.keys(codes);

test('every code has its page, and nothing else has', () => {
  const pages = readdirSync(pageFile('README').replace(/README\.md$/, ''));
  expect(pages.sort()).toEqual([...all, 'README'].map((name) => `${name}.md`).sort());
});

test('the index lists them (else: npm run fixtures)', async () => {
  await expect(renewedIndex()).toMatchFileSnapshot(pageFile('README'));
});

test.each(all)('the page of %s shows what is printed (else: npm run fixtures)', async (code) => {
  await expect(renewedPage(code)).toMatchFileSnapshot(pageFile(code));
});

test.each(all)('the page of %s has all its parts, and its links lead somewhere', (code) => {
  const page = renewedPage(code);
  const [heading, level, meaning] = page.split('\n\n');
  expect(heading).toBe(`# ${code}`);
  expect(level).toMatch(/^\*\*(error|warning|error or warning)\*\*: [A-Z].*\.$/);
  expect(meaning!.length).toBeGreaterThan(60);
  const parts = [...page.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
  expect(parts.filter((part) => part !== 'Example')).toEqual(['What Kong does', 'What to do', 'Related']);
  const links = [...page.matchAll(/\]\(([\w-]+)\.md\)/g)].map((match) => match[1]!);
  expect(links.length).toBeGreaterThan(0);
  expect(all).toEqual(expect.arrayContaining(links));
  expect(links).not.toContain(code);
});
