import type { Command } from 'commander';
import { open } from '../config/open.ts';
import { exitCodes } from '../exit-codes.ts';
import { findCredential, type Verdict, verify } from '../transform/verify.ts';
import { askSecret } from './ask-secret.ts';
import { type Call, examples, Failure } from './command.ts';
import { complain, findingsIn } from './complain.ts';
import { isStdin } from './gather/stream.ts';
import { addInputOptions, type InputOptions, inputOf } from './input-options.ts';
import { gatherOne } from './one-file.ts';
import { addOutsideOptions, type OutsideOptions, outsideOf } from './outside/options.ts';

interface Options extends InputOptions, OutsideOptions {
  username?: string;
  clientId?: string;
  color?: boolean;
}

export function define(command: Command, call: Call): void {
  command
    .description(
      'Asks for a password, and says whether a node with this config would take it. It is not shown as it is typed; ' +
        'when there is no terminal, it is the first line of standard input.',
    )
    .argument('<file>', 'a config, as dbless transform writes it or before')
    .option('--username <name>', 'the user, by the username of the basic-auth credential')
    .option('--client-id <id>', 'or the OAuth 2 client, whose secret is asked for');
  addOutsideOptions(command);
  addInputOptions(command);
  command
    .addHelpText(
      'after',
      examples(
        '$ dbless verify hashed.yml --username alice < password.txt',
        'dbless verify hashed.yml --username alice',
      ),
    )
    .action((file: string) => verifyIn(file, command.optsWithGlobals<Options>(), command, call));
}

/** Gathers, asks for the password, says what comes of it. */
async function verifyIn(file: string, options: Options, command: Command, call: Call): Promise<void> {
  const { username, clientId } = options;
  if ((username === undefined) === (clientId === undefined))
    command.error('error: whose password? Give --username or --client-id');
  if (isStdin(file)) command.error('error: standard input is for the password; name a file');
  const { registry, maxSize } = inputOf(options, command);
  const outside = await outsideOf(options, call.world.env);
  const gathered = await gatherOne(file, { maxSize }, call);
  const showing = { all: false, color: options.color };
  call.exitCode = exitCodes.failed;
  if ('finding' in gathered)
    return complain([findingsIn(file, [gathered.finding], () => '', showing)], showing, call);
  const opened = open(gathered.bytes, { filename: file, format: gathered.format, registry, outside });
  if (!opened.valid || !opened.judged)
    return complain([findingsIn(file, opened.diagnostics(), opened.excerpt, showing)], showing, call);

  const credential = findCredential(opened.judged, { username, clientId });
  const who = username === undefined ? `client "${clientId}"` : `user "${username}"`;
  if (!credential) throw new Failure(`${file} has no ${who}`);
  const what = username === undefined ? 'secret' : 'password';
  const given = await askSecret(`${what} of ${who}: `, call.world);
  const verdict = await verify(opened.judged, credential, given);
  call.world.stdout.write(`${sentences[verdict](what)}\n`);
  if (verdict === 'matches') call.exitCode = exitCodes.fine;
}

const sentences: Record<Verdict, (what: string) => string> = {
  matches: (what) => `the ${what} matches`,
  differs: (what) => `the ${what} does not match`,
  'no-digest': (what) => `what the file holds is no digest, though _transform is false: no ${what} matches`,
  'random-id': (what) =>
    `the id of the consumer, which is the salt, is drawn at each load: no ${what} matches`,
};
