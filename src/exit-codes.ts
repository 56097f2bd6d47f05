/** What a run ends with. The README has the same table in words. */
export const exitCodes = {
  fine: 0,
  /** A file is invalid, or what was asked for could not be done. */
  failed: 1,
  differencesFound: 2,
  someNodesFailed: 3,
  allNodesFailed: 4,
  wrongUsage: 64,
  /** By Ctrl-C or SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
