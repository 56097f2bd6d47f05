import type { Severity } from '../diagnostic.ts';
import type { Findings } from './findings.ts';

export interface Count {
  files: number;
  valid: number;
  invalid: number;
  skipped: number;
  entities: number;
  errors: number;
  warnings: number;
  infos: number;
}

export function count({ files, skipped }: Findings): Count {
  const bySeverity: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  let valid = 0;
  let entities = 0;
  for (const file of files) {
    if (file.valid) valid++;
    entities += file.entities;
    for (const { severity } of file.diagnostics) bySeverity[severity]++;
  }
  return {
    files: files.length,
    valid,
    invalid: files.length - valid,
    skipped,
    entities,
    errors: bySeverity.error,
    warnings: bySeverity.warning,
    infos: bySeverity.info,
  };
}

/** `2 errors and 1 warning in 1 of 3 files; 4 skipped` */
export function countInWords(findings: Findings): string {
  const { files, skipped, errors, warnings, infos } = count(findings);
  const kinds = [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'note')].filter(
    Boolean,
  );
  const touched = findings.files.filter(({ diagnostics }) => diagnostics.length > 0).length;
  const where =
    files === 1 ? '' : ` in ${touched === 0 ? '' : `${grouped(touched)} of `}${counted(files, 'file')}`;
  const left = skipped === 0 ? '' : `; ${counted(skipped, 'file or folder', 'files and folders')} skipped`;
  return `${kinds.join(' and ') || 'no findings'}${where}${left}`;
}

function counted(number: number, one: string, many = `${one}s`): string {
  return number === 0 ? '' : `${grouped(number)} ${number === 1 ? one : many}`;
}

/** `12,345`. Intl would say the same, for ten milliseconds of start-up. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
