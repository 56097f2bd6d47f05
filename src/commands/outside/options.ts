/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how references are written */
/** What a command that reads configs may put in the place of references; one definition for all of them. */
import type { Command } from 'commander';
import type { Outside } from '../../document/references/index.ts';
import type { World } from '../command.ts';

export interface OutsideOptions {
  env?: string[];
  envFile?: string[];
  secretsDir?: string[];
}

export function addOutsideOptions(command: Command): void {
  const collect = (word: string, before: string[] = []) => [...before, word];
  command
    .option('--env <prefix>', 'let ${{ env "NAME" }} stand for variables that start so', collect)
    .option('--env-file <file>', 'and for those in this file, a NAME=value a line', collect)
    .option('--secrets-dir <folder>', 'let ${{ file "name" }} stand for files in this folder', collect);
}

/** Undefined when none is given: references are text then, as they are to Kong. */
export async function outsideOf(options: OutsideOptions, env: World['env']): Promise<Outside | undefined> {
  const { env: prefixes, envFile: files, secretsDir: folders } = options;
  if (!prefixes && !files && !folders) return undefined;
  const { variables } = await import('./variables.ts');
  const { secretFiles } = await import('./secret-files.ts');
  return {
    ...(prefixes || files ? { env: variables(prefixes ?? [], files ?? [], env) } : {}),
    ...(folders ? { file: secretFiles(folders) } : {}),
  };
}
