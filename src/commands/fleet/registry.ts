import { openRegistry } from '../../schema/additions.ts';
import type { Registry } from '../../schema/registry.ts';
import { Failure } from '../command.ts';

/** The schemas to judge by; a folder that cannot be used ends the run. */
export function openGivenRegistry(folder: string | undefined): Registry {
  const { value, diagnostics } = openRegistry(folder);
  if (value) return value;
  throw new Failure(
    diagnostics.map(({ message, help }) => [message, help].filter(Boolean).join('; ')).join('\n'),
  );
}
