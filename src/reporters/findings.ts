import type { Diagnostic } from '../diagnostic.ts';

/** What was found in one file. */
export interface FileFindings {
  file: string;
  valid: boolean;
  entities: number;
  diagnostics: readonly Diagnostic[];
  /** The lines of the file that its findings point at, by their numbers, secrets masked. */
  lines: ReadonlyMap<number, string>;
}

export interface Findings {
  files: readonly FileFindings[];
  /** Files and folders found in folders and not judged. */
  skipped: number;
}

export interface TextOptions {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Print every finding, not only the first fifty of each code. */
  all: boolean;
}

export interface ReportOptions extends TextOptions {
  /** The folder that the names of the files start from, as an absolute path. */
  folder: string;
  /** The root of the repository, from where pipelines name files; the same as `folder` outside of one. */
  root: string;
}

/** Findings laid out for a reader, human or machine. Prints nothing, looks at nothing else. */
export type Reporter = (findings: Findings, options: ReportOptions) => string;
