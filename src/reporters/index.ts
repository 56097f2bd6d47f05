import type { Reporter } from './findings.ts';

interface Row {
  /** Whether it shows lines of the files. */
  frames: boolean;
  /** Whether the verdict may follow it on stdout: it is read line by line, not as one document. */
  isLog: boolean;
  /** Imported when asked for. */
  load(): Promise<Reporter>;
}

/** Every `--format`. */
export const reporters = {
  pretty: { frames: true, isLog: true, load: async () => (await import('./pretty.ts')).pretty },
  json: { frames: false, isLog: false, load: async () => (await import('./json.ts')).json },
  github: { frames: false, isLog: true, load: async () => (await import('./github.ts')).github },
  gitlab: { frames: false, isLog: false, load: async () => (await import('./gitlab.ts')).gitlab },
  junit: { frames: false, isLog: false, load: async () => (await import('./junit.ts')).junit },
  sarif: { frames: false, isLog: false, load: async () => (await import('./sarif.ts')).sarif },
  markdown: { frames: false, isLog: false, load: async () => (await import('./markdown.ts')).markdown },
} as const satisfies Record<string, Row>;

export type ReporterName = keyof typeof reporters;
