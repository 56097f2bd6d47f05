import type { Command } from 'commander';
import { faultTable, type Node, type NodeOptions, startNode } from '../stand-in/index.ts';
import { type Call, examples, Failure } from './command.ts';
import { addKongConfOptions } from './kong-conf/options.ts';
import { commonOptions, faultOf, number, type Options } from './node-options.ts';

export function define(command: Command, call: Call): void {
  addKongConfOptions(command);
  command
    .description(
      'Runs stand-ins of Kong 3.10 nodes without a database, for trying things out and for tests: their Admin API ' +
        'judges, stores and answers as a node does, and proxies nothing. Prints the URL of each; Ctrl-C ends them all.',
    )
    .option('--port <port>', 'of the first node, the others follow; 0 for any that are free', '8001')
    .option('--count <number>', 'how many nodes', '1')
    .option('--host <address>', 'where to listen; others than 127.0.0.1 let strangers in', '127.0.0.1')
    .option('--status-port <port>', 'of the first Status API (default: none)')
    .option('--workers <number>', 'with more than one, a load during another one is refused (429)', '1')
    .option(
      '--body-limit <size>',
      'the largest request body (default: nginx_admin_client_max_body_size, 10m)',
    )
    .option('--map-size <size>', 'how much a node can store, roughly (default: lmdb_map_size, 2048m)')
    .option('--tls-cert <file>', 'serve HTTPS with this certificate, PEM')
    .option('--tls-key <file>', 'and with this key')
    .option('--client-ca <file>', 'let in only clients with a certificate of this authority')
    .option('--token <text>', 'let in only requests with the header Kong-Admin-Token: TEXT')
    .option('--config <file>', 'what the nodes hold from the start')
    .option('--schemas <folder>', 'know the plugins and entity types described there, too')
    .option('--fault <fault>', 'make nodes misbehave, see below; repeatable', collected)
    .addHelpText(
      'after',
      `\nFaults, as [METHOD:]NAME[=VALUE][xTIMES][@NODE]; the value shown is what none means:\n${faultTable()}`,
    )
    .addHelpText(
      'after',
      examples(
        '$ dbless node --port 0 --count 5 > nodes.txt & sleep 1; cat nodes.txt; kill $!',
        '$ dbless node --port 0 --fault slow-load=2s@1 --fault post:html=503x2 & sleep 1; kill $!',
      ),
    )
    .action(async (options: Options) => {
      await run(options, command, call);
    });
}

const collected = (one: string, all: string[] = []): string[] => [...all, one];

/** Starts the nodes and says where they are; then there is nothing to do but wait for a signal. */
async function run(options: Options, command: Command, call: Call): Promise<void> {
  const { world } = call;
  const count = number(options.count, 'count', command, 1, 10_000);
  const faults = (options.fault ?? []).map((text) => faultOf(text, command));
  const port = number(options.port, 'port', command, 0, 65_535);
  const statusPort =
    options.statusPort === undefined
      ? undefined
      : number(options.statusPort, 'status-port', command, 0, 65_535);
  const common = await commonOptions(options, command, call);
  for (let index = 0; index < count; index++) {
    const own = faults.filter(({ node }) => node === undefined || node === index + 1);
    const node = await start({
      ...common,
      port: port && port + index,
      ...(statusPort === undefined ? {} : { statusPort: statusPort && statusPort + index }),
      faults: own,
    });
    world.stdout.write(`${node.url}\n`);
    if (node.statusUrl) world.stderr.write(`its Status API: ${node.statusUrl}\n`);
  }
  await forever();
}

async function start(options: NodeOptions): Promise<Node> {
  try {
    return await startNode(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const where = `${options.host}:${options.port}`;
    if (code === 'EADDRINUSE')
      throw new Failure(`something listens on ${where} already; choose another --port, or 0 for any`);
    throw new Failure(code ? `cannot listen on ${where}: the system says ${code}` : message);
  }
}

/** A node that listens nowhere does not keep a process alive. */
const forever = (): Promise<never> =>
  new Promise(() => {
    setInterval(() => undefined, 2 ** 30);
  });
