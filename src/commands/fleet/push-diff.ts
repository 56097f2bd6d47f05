import { open } from '../../config/open.ts';
import { isRefusal } from '../../fleet/admin-api.ts';
import type { Config } from '../../fleet/config.ts';
import { differenceOf } from '../../fleet/difference/index.ts';
import { changeLines, inNumbers } from '../../fleet/difference/words.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import { askHeld } from '../../fleet/held.ts';
import { outcomes } from '../../fleet/outcomes.ts';
import type { Plan } from '../../fleet/plan.ts';
import { safe } from '../../reporters/cells.ts';

/** What would change on each node, as text; nodes for which it is the same are named together. */
export async function entityDiffs(fleet: Fleet, { steps }: Plan, config: Config): Promise<string> {
  const { registry } = config;
  const wanted = open(config.value ?? {}, { registry }).judged;
  const texts = new Map<number, string>();
  const loads = steps.flatMap(({ action }, index) => (action === 'load' ? [index] : []));
  await fleet.each(loads, async (index) => {
    const held = await askHeld(
      fleet.connections.client(index),
      registry,
      fleet.run.limits.timeout,
      fleet.run.abort,
    );
    fleet.connections.rest(index);
    if (isRefusal(held))
      texts.set(index, `  what it holds is not known: it ${outcomes[held.reading.outcome].words}\n`);
    else if (!held.loaded.judged || !wanted) texts.set(index, '  what it holds cannot be compared\n');
    else {
      const changes = differenceOf(held.loaded.judged, wanted, registry);
      const lines = [...changes.flatMap(changeLines), inNumbers(changes)];
      texts.set(index, lines.map((line) => `  ${safe(line)}\n`).join(''));
    }
  });
  const groups = new Map<string, string[]>();
  for (const index of loads) {
    const text = texts.get(index) ?? '';
    groups.set(text, [...(groups.get(text) ?? []), steps[index]!.node.name]);
  }
  return [...groups].map(([text, names]) => `${named(names)}:\n${text}\n`).join('');
}

const named = ([first, ...rest]: string[]): string =>
  rest.length > 0 ? `${first} and ${rest.length} more` : `${first}`;
