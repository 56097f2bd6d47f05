import type { Command } from 'commander';
import { type Call, examples } from './command.ts';
import { bash } from './completion/bash.ts';
import { fish } from './completion/fish.ts';
import { specOf } from './completion/spec.ts';
import { zsh } from './completion/zsh.ts';
import { commands } from './index.ts';

const shells = { bash, zsh, fish };

export function define(command: Command, call: Call): void {
  command
    .description(
      'Prints a script that teaches a shell to complete the commands of dbless, their options and what these can be.',
    )
    .addArgument(command.createArgument('<shell>', 'whose script').choices(Object.keys(shells)))
    .addHelpText(
      'after',
      examples(
        '$ dbless completion bash > dbless.bash',
        '$ dbless completion zsh > _dbless',
        '$ dbless completion fish > dbless.fish',
      ),
    )
    .action(async (shell: keyof typeof shells) => {
      const program = command.parent!.parent ?? command.parent!;
      call.world.stdout.write(shells[shell](await specOf(program, commands, call)));
    });
}
