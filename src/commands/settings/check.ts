import type { Code, Diagnostic, Path } from '../../diagnostic.ts';
import { suggestion } from '../../suggest.ts';
import { whyNotIgnorable } from './ignorable.ts';
import type { Settings } from './settings.ts';

type ReportProblem = (code: Code, path: Path, message: string, help?: string) => void;

interface Checked {
  settings: Partial<Settings>;
  problems: Diagnostic[];
}

/** The settings that a file holds, as far as they are right, and what is wrong. */
export function checkSettings(value: unknown): Checked {
  const settings: Partial<Settings> = {};
  const problems: Diagnostic[] = [];
  const report: ReportProblem = (code, path, message, help) =>
    void problems.push({ code, severity: 'error', message, ...(help && { help }), path });

  if (typeof value !== 'object' || Array.isArray(value) || value instanceof Map) {
    report(
      'not-an-object',
      [],
      'the settings must be a map',
      `its keys are ${Object.keys(checks).join(' and ')}`,
    );
    return { settings, problems };
  }
  for (const [key, item] of Object.entries(value as object)) {
    if (isKnown(key)) checks[key](item, settings, report);
    else report('unknown-field', [key], `there is no setting "${key}"`, keyHelp(key));
  }
  return { settings, problems };
}

const checks = {
  ignore(value: unknown, settings: Partial<Settings>, report: ReportProblem) {
    if (!Array.isArray(value)) return report('wrong-type', ['ignore'], 'ignore must be a list of codes');
    settings.ignore = value.filter((code, index) => {
      if (typeof code !== 'string') {
        report('wrong-type', ['ignore', index], 'ignore must be a list of codes');
        return false;
      }
      const problem = whyNotIgnorable(code);
      if (problem) report('invalid-value', ['ignore', index], problem.message, problem.help);
      return !problem;
    });
  },
  warningsAsErrors(value: unknown, settings: Partial<Settings>, report: ReportProblem) {
    if (typeof value === 'boolean') settings.warningsAsErrors = value;
    else report('wrong-type', ['warningsAsErrors'], 'warningsAsErrors must be true or false');
  },
} as const;

function isKnown(key: string): key is keyof typeof checks {
  return Object.hasOwn(checks, key);
}

function keyHelp(key: string): string {
  return suggestion(key, Object.keys(checks)) ?? `the settings are ${Object.keys(checks).join(' and ')}`;
}
