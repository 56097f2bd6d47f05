import { apply } from '../../fleet/apply.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { Plan } from '../../fleet/plan.ts';
import type { NodeResult, PushReport } from '../../fleet/result.ts';
import { foreseen, twinned } from '../../fleet/step-result.ts';
import { WaysBack } from '../../fleet/ways-back.ts';
import type { Cargo } from './cargo.ts';
import type { Interrupts } from './interrupts.ts';
import type { Progress } from './progress.ts';
import { entityDiffs } from './push-diff.ts';
import type { Pushing } from './push-options.ts';

/** Asks the nodes, plans, and unless it is a dry run does what is planned. */
export async function carryOut(
  fleet: Fleet,
  { config, payloads, previous }: Cargo,
  pushing: Pushing,
  progress: Progress,
  interrupts: Interrupts,
): Promise<PushReport> {
  try {
    const plan = await fleet.plan(config, payloads, (index) => progress.asked(index));
    const { rollback } = pushing;
    const waysBack = rollback && (await WaysBack.find(fleet, plan, previous, rollback.isBestEffort));
    for (const note of plan.notes) progress.say(`note: ${note}`);
    progress.loading(plan.steps.filter(({ action }) => action === 'load').length);
    if (pushing.diff)
      for (const line of (await entityDiffs(fleet, plan, config)).split('\n')) progress.say(line);
    const nodes = pushing.isDryRun
      ? planned(plan)
      : await apply(fleet, plan, config, { ...pushing, ...(waysBack ? { waysBack } : {}) }, progress);
    const { hash } = plan.payload;
    return { hash, nodes, notes: plan.notes, isDryRun: pushing.isDryRun, interrupted: interrupts.happened };
  } finally {
    progress.end();
    interrupts.release();
    fleet.connections.close();
  }
}

function planned({ steps }: Plan): NodeResult[] {
  const results = steps.map(foreseen);
  return results.map((result, index) => twinned(steps[index]!, result, results));
}
