/** The options of `dbless export`, from words to what the layer below takes. */
import type { Command } from 'commander';
import {
  type ExportOptions,
  isName,
  isNamespace,
  labelsOf,
  type ObjectKind,
  type TargetName,
  targets,
} from '../export/index.ts';
import type { Showing } from './complain.ts';
import { addInputOptions, type InputOptions } from './input-options.ts';
import { addKongConfOptions, type KongConfOptions } from './kong-conf/options.ts';
import { addOutsideOptions, type OutsideOptions } from './outside/options.ts';

export interface Options extends InputOptions, OutsideOptions, KongConfOptions, Showing {
  to: TargetName;
  outputFile?: string;
  kustomize?: string;
  name?: string;
  namespace?: string;
  label?: string[];
  deployment?: string;
  container: string;
  existing?: ObjectKind;
  quote: boolean;
}

const OBJECTS: readonly ObjectKind[] = ['configmap', 'secret'];

export function addExportOptions(command: Command): void {
  const collect = (word: string, before: string[] = []) => [...before, word];
  command
    .addOption(
      command
        .createOption('--to <form>', 'what to make of it')
        .choices(Object.keys(targets))
        .makeOptionMandatory(),
    )
    .option('-o, --output-file <file>', 'where to write it instead of standard output')
    .option('--kustomize <folder>', 'write a folder for kustomize; with --to configmap or secret')
    .option(
      '--name <name>',
      'of the ConfigMap or Secret (default: kong-declarative-config), or of the Compose service (default: kong)',
    )
    .option('--namespace <name>', 'of the ConfigMap or Secret')
    .option('--label <key=value>', 'of the ConfigMap or Secret; may be given several times', collect)
    .option('--deployment <name>', 'add what gives it to this Deployment and rolls its pods on a change')
    .option('--container <name>', 'its container that runs Kong', 'proxy')
    .addOption(
      command
        .createOption('--existing <kind>', 'let Helm values refer to an object instead of holding the config')
        .choices([...OBJECTS]),
    )
    .option('--quote', 'put values of --to env in quotes, for shells and Compose', false)
    .option('--all', 'print every finding, not only the first 50 of each code', false);
  addOutsideOptions(command);
  addInputOptions(command);
  addKongConfOptions(command);
}

/** Each with the forms that it means something to. */
const MEANT_FOR: Partial<Record<keyof Options, readonly TargetName[]>> = {
  kustomize: OBJECTS,
  namespace: OBJECTS,
  label: OBJECTS,
  deployment: OBJECTS,
  existing: ['helm-values'],
  quote: ['env'],
};

/** Wrong usage ends the run here. */
export function exportOptionsOf(options: Options, routerFlavor: string, command: Command): ExportOptions {
  const { to, kustomize, outputFile, namespace, deployment, container, existing, quote } = options;
  for (const [option, forms] of Object.entries(MEANT_FOR)) {
    if (options[option as keyof Options] && !forms.includes(to))
      command.error(`error: --${option} is for --to ${forms.join(' or ')}`);
  }
  if (kustomize !== undefined && outputFile !== undefined)
    command.error('error: --kustomize writes a folder; leave out -o');
  const name = options.name ?? (to === 'compose' ? 'kong' : 'kong-declarative-config');
  const isObject = to !== 'compose';
  for (const [option, given] of Object.entries({ name: isObject ? name : 'x', deployment, container })) {
    if (given !== undefined && !isName(given))
      command.error(`error: --${option}: "${given}" is no name for Kubernetes: lower case, digits, - and .`);
  }
  if (!isObject && !/^[\w.-]+$/.test(name)) command.error(`error: --name: "${name}" is no name of a service`);
  if (namespace !== undefined && !isNamespace(namespace))
    command.error(`error: --namespace: "${namespace}" is no namespace: lower case, digits and -, at most 63`);
  const labels = labelsOf(options.label ?? []);
  if (!labels.value) return command.error(`error: --label: ${labels.refusal}`);
  return { name, namespace, labels: labels.value, deployment, container, existing, routerFlavor, quote };
}
