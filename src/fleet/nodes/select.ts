/** `--select group=edge`: some of the nodes of a list. */
import type { FleetNode } from '../node.ts';
import type { Problem } from './address.ts';

const keys: Record<string, (node: FleetNode) => readonly string[]> = {
  group: ({ groups }) => groups,
  name: ({ name }) => [name],
};

/** Nodes that satisfy every selector; `group=a,b` is satisfied by either. */
export function select(nodes: readonly FleetNode[], selectors: readonly string[]): FleetNode[] | Problem {
  let chosen = [...nodes];
  for (const selector of selectors) {
    const [, key = '', values = ''] = /^(\w+)=(.+)$/.exec(selector) ?? [];
    const of = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (!of) return { problem: `--select takes group=NAME or name=NAME, not "${selector}"` };
    const wanted = values.split(',').map((value) => value.trim());
    chosen = chosen.filter((node) => of(node).some((value) => wanted.includes(value)));
    if (chosen.length === 0 && nodes.length > 0) {
      const known = [...new Set(nodes.flatMap(of))].slice(0, 20);
      const help = known.length > 0 ? `there is ${known.join(', ')}` : 'groups are given in a nodes.yml';
      return { problem: `no node has ${selector}`, help };
    }
  }
  return chosen;
}
