import type { Diagnostic } from '../../diagnostic.ts';

export const settingsFile = '.dbless.yml';

/** What a project makes of warnings. */
export interface Settings {
  /** The codes whose warnings are left out. */
  ignore: readonly string[];
  warningsAsErrors: boolean;
}

export const defaults: Settings = { ignore: [], warningsAsErrors: false };

export interface Verdict {
  valid: boolean;
  diagnostics: readonly Diagnostic[];
}

/** The verdict that these settings make of what was found. What a node refuses stays whatever they say. */
export function settle(verdict: Verdict, { ignore, warningsAsErrors }: Settings): Verdict {
  if (verdict.diagnostics.length === 0 || (ignore.length === 0 && !warningsAsErrors)) return verdict;
  const kept = verdict.diagnostics.filter(
    ({ severity, code }) => severity === 'error' || !ignore.includes(code),
  );
  if (!warningsAsErrors) return { valid: verdict.valid, diagnostics: kept };
  const raised = kept.map(
    (diagnostic): Diagnostic =>
      diagnostic.severity === 'warning' ? { ...diagnostic, severity: 'error' } : diagnostic,
  );
  return {
    valid: verdict.valid && raised.every(({ severity }) => severity !== 'error'),
    diagnostics: raised,
  };
}
