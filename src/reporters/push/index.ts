import type { PushReport } from '../../fleet/result.ts';
import type { ReportOptions } from '../findings.ts';

export interface PushLayout extends ReportOptions {
  /** The config that was pushed. */
  file: string;
  /** Its lines that refusals point at, secrets masked. */
  lines: ReadonlyMap<number, string>;
}

/** How a push ended, laid out. Prints nothing, looks at nothing else. */
export type PushReporter = (report: PushReport, layout: PushLayout) => string;

/** Every `--format` of `dbless push`. */
export const pushReporters = {
  pretty: async () => (await import('./pretty.ts')).pretty,
  json: async () => (await import('./json.ts')).json,
  junit: async () => (await import('./junit.ts')).junit,
  github: async () => (await import('./github.ts')).github,
  markdown: async () => (await import('./markdown.ts')).markdown,
} as const satisfies Record<string, () => Promise<PushReporter>>;

export type PushReporterName = keyof typeof pushReporters;
