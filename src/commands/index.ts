import type { Row } from './command.ts';

/** Every command, in the order `dbless --help` lists them. */
export const commands: readonly Row[] = [
  {
    name: 'init',
    summary: 'write a commented kong.yml to start from',
    load: () => import('./init.ts'),
  },
  {
    name: 'parse',
    summary: 'judge configs as a node would, and point at the line of each mistake',
    load: () => import('./parse.ts'),
  },
  {
    name: 'normalize',
    summary: 'write a config flat, as Kong derives it, or nested again',
    load: () => import('./normalize.ts'),
  },
  {
    name: 'fmt',
    summary: 'lay out configs in one way, comments kept',
    load: () => import('./fmt.ts'),
  },
  {
    name: 'explain',
    summary: 'explain a code, the word in brackets behind a finding',
    load: () => import('./explain.ts'),
  },
  {
    name: 'transform',
    summary: 'hash the secrets of a config as Kong stores them',
    load: () => import('./transform.ts'),
  },
  {
    name: 'verify',
    summary: 'say whether a password matches the one of a config',
    load: () => import('./verify.ts'),
  },
  {
    name: 'schema',
    summary: 'print the format as JSON Schema, for editors',
    load: () => import('./schema.ts'),
  },
  {
    name: 'size',
    summary: 'say what a config takes of a node, and which ways it is too large for',
    load: () => import('./size.ts'),
  },
  {
    name: 'export',
    summary: 'write a config as what delivers it: ConfigMap, Secret, Helm values, environment',
    load: () => import('./export.ts'),
  },
  {
    name: 'conf',
    summary: 'print the settings a node would have, and where each comes from',
    load: () => import('./conf.ts'),
  },
  {
    name: 'node',
    summary: 'run stand-ins of nodes, for trying things out and for tests',
    load: () => import('./node.ts'),
  },
  {
    name: 'push',
    summary: 'give every node the same config, and prove that each holds it',
    load: () => import('./push.ts'),
  },
  {
    name: 'status',
    summary: 'say which nodes hold the config',
    load: () => import('./status.ts'),
  },
  {
    name: 'dump',
    summary: 'write what a node holds, ready to be reviewed',
    load: () => import('./dump.ts'),
  },
  {
    name: 'diff',
    summary: 'compare two configs, or a config and a node, entity by entity',
    load: () => import('./diff.ts'),
  },
  {
    name: 'completion',
    summary: 'print what makes a shell complete commands and options',
    load: () => import('./completion.ts'),
  },
  {
    name: 'config',
    summary: 'the same commands, as scripts written for `kong config` call them',
    load: () => import('./config.ts'),
  },
];
