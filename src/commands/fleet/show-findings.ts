import type { FileFindings } from '../../reporters/findings.ts';
import type { Output, World } from '../command.ts';
import { layOut } from '../lay-out.ts';
import { wantsColor } from '../report.ts';

export interface Screen {
  color?: boolean;
}

/** How a text is to be laid out for an output. */
export const textOptions = (output: Output, { color }: Screen, env: World['env']) => ({
  all: false,
  color: color ?? wantsColor(env, output.isTTY === true),
  width: Math.max(40, output.columns ?? 110),
});

/** Findings with the lines they are about, on stderr: they are not the result of the command. */
export async function showFindings(
  files: readonly FileFindings[],
  screen: Screen,
  { stderr, env }: World,
): Promise<void> {
  if (files.length > 0)
    stderr.write(await layOut('pretty', { files, skipped: 0 }, textOptions(stderr, screen, env)));
}

/** Findings about files that have no text to show. */
export function withoutLines(
  problems: readonly { file: string; diagnostic: FileFindings['diagnostics'][number] }[],
): FileFindings[] {
  return problems.map(({ file, diagnostic }) => ({
    file,
    valid: false,
    entities: 0,
    diagnostics: [diagnostic],
    lines: new Map(),
  }));
}
