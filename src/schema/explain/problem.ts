/** What a custom check says becomes a finding. */
import type { Path } from '../../diagnostic.ts';
import type { Problem } from '../checks/check.ts';
import type { Finding } from '../finding.ts';
import { fieldName } from './place.ts';

export function fromProblem(
  { path: below = [], message, help, code, severity, within }: Problem,
  place: Path,
): Finding {
  const path = [...place, ...below];
  return {
    code: code ?? 'invalid-value',
    ...(severity ? { severity } : {}),
    path,
    ...(within ? { within } : {}),
    message: `${fieldName(path)} ${message}`.trim(),
    help,
  };
}
