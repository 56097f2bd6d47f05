import type { Command } from 'commander';
import { openRegistry } from '../schema/additions.ts';
import { editorSchema, schemaNames } from '../schema/editor.ts';
import type { Registry } from '../schema/registry.ts';
import { suggestion } from '../suggest.ts';
import { type Call, examples, Failure } from './command.ts';

interface Options {
  list: boolean;
  schemas?: string;
}

export function define(command: Command, call: Call): void {
  command
    .description('Prints the format, or one part of it, as plain JSON Schema: for editors, and for reading.')
    .argument(
      '[name]',
      'an entity type, plugin or vault: services, plugins/key-auth, vaults/env (default: the whole)',
    )
    .option('--list', 'print the names there are', false)
    .option('--schemas <folder>', 'know the plugins and entity types described there, too')
    .addHelpText(
      'after',
      examples(
        '$ dbless schema > kong.schema.json',
        '$ dbless schema services',
        '$ dbless schema plugins/rate-limiting',
        '$ dbless schema --list',
      ),
    )
    .action((name: string | undefined, options: Options) => {
      const registry = registryOf(options.schemas);
      const text = options.list ? list(registry) : schemaText(name, registry, command);
      call.world.stdout.write(text);
    });
}

function registryOf(folder: string | undefined): Registry {
  const { value, diagnostics } = openRegistry(folder);
  if (!value)
    throw new Failure(diagnostics.map(({ message, help }) => [message, help].join('; ')).join('\n'));
  return value;
}

function list(registry: Registry): string {
  return `${schemaNames(registry).join('\n')}\n`;
}

function schemaText(name: string | undefined, registry: Registry, command: Command): string {
  const schema = editorSchema(name, registry);
  if (!schema) return command.error(unknownName(name!, schemaNames(registry)));
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** `key-auth` is most likely meant as `plugins/key-auth`. */
function unknownName(name: string, names: string[]): string {
  const suffix = names.find((known) => known.endsWith(`/${name}`));
  const hint = suffix ? `did you mean "${suffix}"?` : suggestion(name, names);
  return `error: there is no schema "${name}"${hint ? `; ${hint}` : ''}\nAdd --list to see the names there are.`;
}
