/** `--failed-nodes FILE`: what is left to do, as `--nodes @FILE` takes it. */
import { isFine, type NodeResult, sentenceOf } from './result.ts';

export function failedNodes(nodes: readonly NodeResult[]): string {
  const lines = new Map<string, string>();
  for (const result of nodes) {
    if (!isFine(result) && !lines.has(result.node.word))
      lines.set(result.node.word, `${result.node.word}  # ${sentenceOf(result).replace(/\s+/g, ' ')}\n`);
  }
  return [...lines.values()].join('');
}
