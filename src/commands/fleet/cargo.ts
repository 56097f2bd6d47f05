import type { Config } from '../../fleet/config.ts';
import type { FleetNode } from '../../fleet/node.ts';
import { type Payloads, payloadsOf } from '../../fleet/payload.ts';
import type { FileFindings } from '../../reporters/findings.ts';
import { type Call, Failure } from '../command.ts';
import { gatherConfig, type Judged } from './gather-config.ts';
import type { Pushing, PushOptions } from './push-options.ts';

/** What a push sends, and what it may have to give back. */
export interface Cargo {
  config: Config;
  payloads: Payloads;
  /** What the nodes hold now, it is said. */
  previous?: Config;
}

export async function previousConfig(
  { previous, ...options }: PushOptions,
  call: Call,
): Promise<Config | undefined> {
  if (previous === undefined) return undefined;
  const { config, findings } = await gatherConfig(previous, options, call);
  if (config) return config;
  throw new Failure(findings.diagnostics.map(({ message }) => message).join('; '));
}

/** To a node, references to the environment and to files are text. */
export function payloadsTo(config: Config, { isExact }: Pushing): Payloads {
  const payloads = payloadsOf(config, isExact);
  if (config.isCompleted && payloads.first.form === 'exact')
    throw new Failure(
      `${config.file} takes values from the environment or from files, so it cannot be sent as it is${isExact ? '; leave out --exact' : ''}`,
    );
  return payloads;
}

/** What matters when there are several nodes, or a network between. */
export function worthSaying({ findings, config }: Judged, nodes: readonly FleetNode[]): FileFindings[] {
  const inClear = nodes.filter(({ url }) => /^http:\/\/(?!localhost[:/]|127\.|\[::1\])/.test(`${url}/`));
  const drawn = nodes.length > 1 ? findings.diagnostics.filter(({ code }) => code === 'random-id') : [];
  const diagnostics = [...drawn];
  if (inClear.length > 0 && config!.hasSecrets)
    diagnostics.push({
      code: 'secret-in-clear',
      severity: 'warning',
      message: `the config holds secrets, and ${inClear.length === 1 ? inClear[0]!.name : `${inClear.length} nodes`} would get them by plain http`,
      help: 'use https, or write vault references in place of the secrets',
    });
  return diagnostics.length > 0 ? [{ ...findings, diagnostics }] : [];
}
