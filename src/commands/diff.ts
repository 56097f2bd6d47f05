import { createHash, randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import type { Opened } from '../config/open.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { differenceOf, type EntityChange } from '../fleet/difference/index.ts';
import { canonical, changeLines, inNumbers } from '../fleet/difference/words.ts';
import { isAddress } from '../fleet/nodes/address.ts';
import { safe } from '../reporters/cells.ts';
import { style } from '../reporters/style.ts';
import type { Registry } from '../schema/registry.ts';
import { type Call, examples } from './command.ts';
import { addNodeOptions } from './fleet/node-options.ts';
import { openGivenRegistry } from './fleet/registry.ts';
import { showFindings, textOptions } from './fleet/show-findings.ts';
import { type AskOptions, configFrom, heldBy, Unanswered } from './fleet/sides.ts';
import { addKongConfOptions } from './kong-conf/options.ts';
import { addOutsideOptions } from './outside/options.ts';

interface Options extends AskOptions {
  unified: boolean;
  format: 'pretty' | 'json';
}

export function define(command: Command, call: Call): void {
  command
    .description(
      'Says which entities two configs do not have in common, and which fields differ: as a node would load them, however ' +
        'they are written. Either side may be the URL of a node, which then says what it holds.',
    )
    .argument('<before>', 'a file, - for standard input, or the URL of a node')
    .argument('<after>', 'the same');
  addNodeOptions(command);
  command
    .option('--unified', 'as a unified diff of both, in one form', false)
    .option('--schemas <folder>', 'know the plugins and entity types described there, too')
    .addOption(
      command.createOption('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'),
    );
  addKongConfOptions(command);
  addOutsideOptions(command);
  command
    .addHelpText(
      'after',
      examples(
        '$ dbless diff kong.yml kong.yml',
        "sed 's/billing/invoices/' kong.yml | dbless diff kong.yml - --unified",
        'dbless diff kong.yml http://10.0.0.1:8001',
        'git show HEAD:kong.yml | dbless diff - kong.yml',
      ),
    )
    .action((before: string, after: string) =>
      diff(before, after, command.optsWithGlobals<Options>(), command, call),
    );
}

interface Side {
  loaded: Opened;
  name: string;
}

/** Gathers both sides, compares, prints. */
async function diff(
  before: string,
  after: string,
  options: Options,
  command: Command,
  call: Call,
): Promise<void> {
  const registry = openGivenRegistry(options.schemas);
  try {
    const [old, now] = [
      await side(before, options, registry, command, call),
      await side(after, options, registry, command, call),
    ];
    if (!old || !now) return end(call, exitCodes.failed);
    const changes = differenceOf(old.loaded.judged!, now.loaded.judged!, registry);
    call.world.stdout.write(
      options.unified ? await unified(old, now, registry, changes) : layOut(changes, options, call),
    );
    end(call, changes.length === 0 ? exitCodes.fine : exitCodes.differencesFound);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    call.world.stderr.write(`Error: ${error.message}\n`);
    end(call, exitCodes.allNodesFailed);
  }
}

async function side(
  word: string,
  options: Options,
  registry: Registry,
  command: Command,
  call: Call,
): Promise<Side | undefined> {
  if (!isAddress(word)) return configFrom(word, options, registry, call);
  const asked = await heldBy(word, options, registry, command, call);
  if (!asked) return undefined;
  const { loaded } = asked.held;
  if (loaded.judged && loaded.valid) return { loaded, name: asked.name };
  await showFindings(
    [
      {
        file: asked.name,
        valid: false,
        entities: 0,
        diagnostics: loaded.diagnostics().map(nowhere),
        lines: new Map(),
      },
    ],
    options,
    call.world,
  );
  return undefined;
}

/** Lines of a text that nobody has before them say nothing. */
const nowhere = ({ at: _, ...rest }: Diagnostic) => rest;

function layOut(changes: readonly EntityChange[], options: Options, { world }: Call): string {
  if (options.format === 'json') return `${JSON.stringify({ changes: changes.map(entry) }, null, 2)}\n`;
  const paint = style(textOptions(world.stdout, options, world.env).color);
  const colors = {
    added: paint.severity.info,
    removed: paint.severity.error,
    changed: paint.severity.warning,
  };
  const lines = changes.flatMap((change) => {
    const [first, ...fields] = changeLines(change).map(safe);
    return [colors[change.change](first!), ...fields];
  });
  return `${[...lines, ...(lines.length > 0 ? [''] : []), paint.bold(inNumbers(changes))].join('\n')}\n`;
}

const entry = ({ change, type, label, id, fields }: EntityChange) => ({
  change,
  type,
  label,
  id,
  fields: fields.map(({ path, before, after }) => ({ path, before: before ?? null, after: after ?? null })),
});

/** Two secrets look alike only if they are, and only in this run. */
async function unified(
  before: Side,
  after: Side,
  registry: Registry,
  changes: readonly EntityChange[],
): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  const salt = randomBytes(16);
  const seal = (secret: unknown) =>
    `****** (${createHash('sha256').update(salt).update(JSON.stringify(secret)).digest('hex').slice(0, 6)})`;
  const withIds = changes.some(({ fields }) => fields.some(({ path }) => path[0] === 'id'));
  const texts = [before, after].map(({ loaded }) => canonical(loaded.judged!, registry, seal, withIds));
  if (texts[0] === texts[1]) return '';
  return createTwoFilesPatch(before.name, after.name, texts[0]!, texts[1]!);
}

function end(call: Call, code: ExitCode): void {
  call.exitCode = code;
}
