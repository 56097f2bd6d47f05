import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Opened } from '../config/open.ts';
import { exitCodes } from '../exit-codes.ts';
import { exportAs, exportForKustomize, type ObjectKind, targets } from '../export/index.ts';
import { cannotWrite } from './cannot-write.ts';
import { type Call, examples, Failure } from './command.ts';
import { addExportOptions, exportOptionsOf, type Options } from './export-options.ts';
import { isSameFile } from './one-file.ts';
import { openFor } from './open-for.ts';
import { assertReplaceable, replaceFile } from './replace-file.ts';

export function define(command: Command, call: Call): void {
  command
    .description(
      'Writes a config as what delivers it to a node: a Kubernetes object, values for the Helm chart, variables of the ' +
        'environment. What a node would refuse, or what is too large for the way, is not written.',
    )
    .argument('<file>', 'a config, or - for standard input');
  addExportOptions(command);
  command
    .addHelpText(
      'after',
      examples(
        '$ dbless export kong.yml --to configmap --name gateway-config --namespace kong > configmap.yaml',
        '$ dbless export kong.yml --to secret --deployment gateway -o secret.yaml',
        '$ dbless export kong.yml --to configmap --deployment gateway --kustomize gateway-config',
        '$ dbless export kong.yml --to helm-values -o values.yaml',
        '$ dbless export kong.yml --to env -o kong.env',
        '$ dbless export kong.yml --to compose | tee compose.kong.yaml',
        '$ dbless export - --to json < kong.yml',
      ),
    )
    .action((file: string) => exportFile(file, command.optsWithGlobals<Options>(), command, call));
}

/** Gathers, asks the layer below, writes. */
async function exportFile(name: string, options: Options, command: Command, call: Call): Promise<void> {
  const usual = exportOptionsOf(options, 'traditional_compatible', command);
  const target = options.outputFile === '-' ? undefined : options.outputFile;
  if (target !== undefined && isSameFile(name, target))
    throw new Failure(`${target} is the config itself; give -o another name`);
  if (target !== undefined) assertReplaceable(target);
  const { opened, node } = await openFor(name, options, command, call);
  if (!opened) {
    call.exitCode = exitCodes.failed;
    return;
  }
  const made = { ...usual, routerFlavor: node.conf?.routerFlavor ?? usual.routerFlavor };
  if (options.kustomize === undefined) deliver(name, target, opened, { ...options, made }, call);
  else writeFolder(options.kustomize, opened, { to: options.to as ObjectKind, made });
}

type Made = ReturnType<typeof exportOptionsOf>;

function deliver(
  name: string,
  target: string | undefined,
  opened: Opened,
  { to, existing, made }: Options & { made: Made },
  { world }: Call,
): void {
  const { value, refusal } = exportAs(to, opened.source, made);
  if (!value) throw new Failure(`${name} cannot be written as ${to}: ${refusal}`);
  if (target === undefined) world.stdout.write(value.text);
  else replaceFile(target, value.text, isPrivate(to, opened) && !existing ? 0o600 : undefined);
  const open = to === 'configmap' && isPrivate(to, opened);
  const notes = open ? [...value.notes, 'it holds secrets; --to secret keeps them apart'] : value.notes;
  for (const note of notes) world.stderr.write(`Note: ${note}\n`);
}

/** Only its owner may read a file with secrets: what is masked where findings are shown, and whatever was filled in. */
function isPrivate(to: Options['to'], { source, excerpt }: Opened): boolean {
  return 'isSecret' in targets[to] || source.referring !== undefined || excerpt() !== source.text;
}

function writeFolder(folder: string, opened: Opened, { to, made }: { to: ObjectKind; made: Made }): void {
  const { value, refusal } = exportForKustomize(to, opened.source, made);
  if (!value) throw new Failure(`${folder} is not written: ${refusal}`);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw cannotWrite(folder, error);
  }
  for (const [file, text] of Object.entries(value))
    replaceFile(join(folder, file), text, isPrivate(to, opened) ? 0o600 : undefined);
}
