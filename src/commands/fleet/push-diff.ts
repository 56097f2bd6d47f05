import type { Config } from '../../fleet/config.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { Plan } from '../../fleet/plan.ts';
import type { World } from '../command.ts';

export async function showEntityDiffs(
  _fleet: Fleet,
  _plan: Plan,
  _config: Config,
  _world: World,
): Promise<void> {}
