/** Every config that real Kong 3.10 accepts and we hold, as opened sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { open } from '../../src/config/open.ts';
import type { Source } from '../../src/config/source.ts';
import type { ExportOptions } from '../../src/export/index.ts';
import { folderOf } from '../fixtures.ts';
import { readVerdicts } from '../verdicts.ts';

interface Verdict {
  id: string;
  config?: unknown;
  content?: string;
  filename?: string;
  ok: boolean;
}

export interface Case {
  id: string;
  source: Source;
}

const opened = (id: string, text: string, options: Parameters<typeof open>[1]): Case => ({
  id,
  source: open(text, options).source,
});

/** Judging takes longer than writing. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export const fixtureCases = once((): Case[] =>
  readdirSync(folderOf('ok'))
    .filter((name) => /\.(yml|json)$/.test(name))
    .map((name) => opened(name, readFileSync(`${folderOf('ok')}${name}`, 'utf8'), { filename: name })),
);

export const verdictCases = (name: string): (() => Case[]) =>
  once(() =>
    readVerdicts<Verdict>(name)
      .filter(({ ok }) => ok)
      .map(({ id, config, content, filename }) =>
        content === undefined
          ? opened(id, JSON.stringify(config), { format: 'json' })
          : opened(id, content, { filename }),
      ),
  );

export const sourceOf = (text: string): Source => open(text, { format: 'yaml' }).source;

export const plain: ExportOptions = {
  name: 'gateway',
  labels: {},
  container: 'proxy',
  routerFlavor: 'traditional_compatible',
  quote: false,
};
