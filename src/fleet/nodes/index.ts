/** Which nodes: from words to a list in which each node is once. */
import type { Code, Severity, Span } from '../../diagnostic.ts';
import { maskUrlPasswords } from '../../schema/secrets.ts';
import { nearestWord } from '../../suggest.ts';
import type { Entry, FleetNode, NodeList, NodeSource, Surroundings } from '../node.ts';
import { isAddress, isProblem, readAddress, shown, urlOf } from './address.ts';
import { isNodesFile, readNodesFile } from './file.ts';
import { lookUp } from './lookup.ts';
import { readLines, words } from './text.ts';

export { systemResolver } from './lookup.ts';
export { select } from './select.ts';

/** `given`: the values of `--nodes` or of the variable that stands in for it, `name`, one after the other. */
export async function listNodes(
  name: string,
  given: readonly string[],
  surroundings: Surroundings,
): Promise<NodeList> {
  const list = new Lister(surroundings);
  await list.addWords(name, given);
  return { nodes: list.merged(), sources: list.sources };
}

class Lister {
  readonly sources: NodeSource[] = [];
  readonly #found: { node: FleetNode; entry: Entry }[] = [];
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** The words are shown as a text of their own, each value a line. */
  async addWords(name: string, given: readonly string[]): Promise<void> {
    const source = this.#source(name, given.join('\n'));
    for (const [index, value] of given.entries()) {
      const found = value.startsWith('@')
        ? [{ word: value.trim(), at: wholeLine(value, index + 1) }]
        : words(value, index + 1);
      for (const { word, at } of found) {
        const entry: Entry = { word, at, source };
        if (isAddress(word)) await this.#add(entry);
        else await this.#addFile(entry);
      }
    }
  }

  async #addFile(entry: Entry): Promise<void> {
    const file = entry.word.replace(/^@/, '');
    const [, path = file, chosen] = /^(.+\.(?:ya?ml|json))#(.+)$/i.exec(file) ?? [];
    const { value: text, diagnostics } = await this.#surroundings.read(path);
    if (text === undefined) return this.#unread(entry, path, diagnostics[0]?.message);
    const source = this.#source(path === '-' ? '<stdin>' : path, text);
    if (isNodesFile(path)) return this.#addSome(readNodesFile(source, text), entry, chosen);
    for (const line of readLines(source, text)) {
      if (isAddress(line.word)) await this.#add(line);
      else if (/\.(?:ya?ml|json)#/i.test(line.word)) await this.#addFile(line);
      else
        complain(
          line,
          'invalid-value',
          `"${shown(line.word)}" is no URL`,
          'one node a line: http://HOST:8001',
        );
    }
  }

  /** All of a nodes.yml, or the one that is asked for by its name. */
  async #addSome(entries: Entry[], asked: Entry, chosen: string | undefined): Promise<void> {
    const some = chosen === undefined ? entries : entries.filter(({ settings }) => settings?.name === chosen);
    const names = entries.map(({ settings }) => settings?.name ?? '');
    if (some.length === 0 && entries.length > 0) {
      const near = nearestWord(chosen!, names);
      complain(
        asked,
        'missing-reference',
        `no node there is called "${chosen}"`,
        near && `did you mean "${near}"?`,
      );
    }
    for (const entry of some) await this.#add(entry);
  }

  async #add(entry: Entry): Promise<void> {
    const address = readAddress(entry.word);
    if (isProblem(address)) return complain(entry, 'invalid-value', address.problem, address.help);
    const behind =
      address.kind === 'node'
        ? [{ url: urlOf(address) }]
        : await lookUp(address, this.#surroundings.resolver);
    if (isProblem(behind))
      return complain(entry, 'unresolved-reference', behind.problem, behind.help, 'error');
    const { settings = {}, again } = entry;
    for (const { url, serverName } of behind as { url: string; serverName?: string }[]) {
      const isAlone = address.kind === 'node';
      const node: FleetNode = {
        name: settings.name && isAlone ? settings.name : url,
        url,
        groups: settings.groups ?? [],
        headers: {
          ...(address.authorization ? { authorization: address.authorization } : {}),
          ...settings.headers,
        },
        tls: { ...(serverName ? { serverName } : {}), ...settings.tls },
        ...(settings.tokenFile ? { tokenFile: settings.tokenFile } : {}),
        ...(settings.statusUrl && isAlone ? { statusUrl: settings.statusUrl } : {}),
        word: again ?? (isAlone ? entry.word : serverName ? entry.word : url),
      };
      this.#found.push({ node, entry });
    }
  }

  /** Each node once, where it is named first; a name means one node. */
  merged(): FleetNode[] {
    const byUrl = new Map<string, FleetNode>();
    const byName = new Map<string, string>();
    for (const { node, entry } of this.#found) {
      const first = byUrl.get(node.url);
      if (first) {
        complain(entry, 'repeated-node', `${node.url} is listed twice, and counts once`, undefined, 'info');
        continue;
      }
      const taken = byName.get(node.name);
      if (taken)
        complain(
          entry,
          'uniqueness-violation',
          `two nodes are called "${node.name}": ${taken} and ${node.url}`,
        );
      byUrl.set(node.url, node);
      byName.set(node.name, node.url);
    }
    return [...byUrl.values()];
  }

  #source(name: string, text: string): NodeSource {
    const source = { name, text: maskUrlPasswords(text), diagnostics: [] };
    this.sources.push(source);
    return source;
  }

  #unread(entry: Entry, path: string, why = `cannot read "${path}"`): void {
    const isBare =
      !path.startsWith('@') && /^[\w.[\]-]+(?::\d+)?(?:\/|$)/.test(path) && /[:.]|localhost/.test(path);
    complain(
      entry,
      'unreadable-file',
      why,
      isBare ? `if it is no file but a node, write http://${path}` : undefined,
    );
  }
}

function complain(
  { source, at }: Pick<Entry, 'source' | 'at'>,
  code: Code,
  message: string,
  help?: string,
  severity: Severity = 'error',
): void {
  source.diagnostics.push({ code, severity, message, ...(help ? { help } : {}), ...(at ? { at } : {}) });
}

const wholeLine = (text: string, line: number): Span => ({
  line,
  column: 1,
  endLine: line,
  endColumn: text.length + 1,
});
