import type { Command } from 'commander';
import { editorSchema, schemaNames } from '../schema/editor.ts';
import { suggestion } from '../schema/suggest.ts';
import { type Call, examples } from './command.ts';

export function define(command: Command, call: Call): void {
  command
    .description('Prints the format, or one part of it, as plain JSON Schema: for editors, and for reading.')
    .argument(
      '[name]',
      'an entity type, plugin or vault: services, plugins/key-auth, vaults/env (default: the whole)',
    )
    .option('--list', 'print the names there are', false)
    .addHelpText(
      'after',
      examples(
        '$ dbless schema > kong.schema.json',
        '$ dbless schema services',
        '$ dbless schema plugins/rate-limiting',
        '$ dbless schema --list',
      ),
    )
    .action((name: string | undefined, { list }: { list: boolean }) => {
      call.world.stdout.write(list ? `${schemaNames().join('\n')}\n` : schemaText(name, command));
    });
}

function schemaText(name: string | undefined, command: Command): string {
  const schema = editorSchema(name);
  if (!schema) return command.error(unknownName(name!));
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** `key-auth` is most likely meant as `plugins/key-auth`. */
function unknownName(name: string): string {
  const names = schemaNames();
  const suffix = names.find((known) => known.endsWith(`/${name}`));
  const hint = suffix ? `did you mean "${suffix}"?` : suggestion(name, names);
  return `error: there is no schema "${name}"${hint ? `; ${hint}` : ''}\nAdd --list to see the names there are.`;
}
