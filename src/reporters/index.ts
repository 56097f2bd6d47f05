import type { Reporter } from './findings.ts';

interface Row {
  /** Whether it shows lines of the files. */
  frames: boolean;
  /** Imported when asked for. */
  load(): Promise<Reporter>;
}

/** Every `--format`. */
export const reporters = {
  pretty: { frames: true, load: async () => (await import('./pretty.ts')).pretty },
  json: { frames: false, load: async () => (await import('./json.ts')).json },
} as const satisfies Record<string, Row>;

export type ReporterName = keyof typeof reporters;
