import type { Watcher } from '../../fleet/apply.ts';
import { countOutcomes, type NodeResult, sentenceOf } from '../../fleet/result.ts';
import { safe } from '../../reporters/cells.ts';
import { took } from '../../reporters/push/words.ts';
import type { Output } from '../command.ts';

/** What is told while a fleet is asked or pushed to. */
export interface Progress extends Watcher {
  asked(index: number): void;
  loading(nodes: number): void;
  say(line: string): void;
  end(): void;
}

/** How often the table is drawn anew, in milliseconds. */
const REDRAW = 100;

/** A table that stays in its place on a terminal; a line for each thing that happens elsewhere. */
export function progressOn(output: Output, names: readonly string[], isTerminal: boolean): Progress {
  return isTerminal ? new Table(output, names) : new Lines(output, names);
}

class Lines implements Progress {
  readonly #output: Output;
  readonly #names: readonly string[];
  #done = 0;
  #loading = 0;

  constructor(output: Output, names: readonly string[]) {
    this.#output = output;
    this.#names = names;
  }

  asked(): void {}

  loading(nodes: number): void {
    this.#loading = nodes;
  }

  wave(number: number, of: number, nodes: number): void {
    this.say(`wave ${number} of ${of}: ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`);
  }

  finished(index: number, result: NodeResult): void {
    const time = took(result.durationMs);
    this.say(
      `${++this.#done}/${this.#loading} ${this.#names[index]} ${sentenceOf(result)}${time ? ` (${time})` : ''}`,
    );
  }

  rollback(nodes: number): void {
    [this.#done, this.#loading] = [0, nodes];
    this.say(`rolling back ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`);
  }

  say(line: string): void {
    this.#output.write(`${safe(line)}\n`);
  }

  end(): void {}
}

class Table implements Progress {
  readonly #output: Output;
  readonly #names: readonly string[];
  readonly #results = new Map<number, NodeResult>();
  readonly #since = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;
  #asked = 0;
  #loading = 0;
  #title = 'asking';
  #drawn = 0;

  constructor(output: Output, names: readonly string[]) {
    this.#output = output;
    this.#names = names;
    this.#timer = setInterval(() => this.#draw(), REDRAW);
    this.#timer.unref();
  }

  asked(): void {
    this.#asked++;
  }

  loading(nodes: number): void {
    this.#loading = nodes;
    this.#title = 'pushing';
  }

  wave(number: number, of: number, nodes: number): void {
    this.#title = `wave ${number} of ${of}, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
  }

  started(index: number): void {
    this.#since.set(index, performance.now());
  }

  finished(index: number, result: NodeResult): void {
    this.#since.delete(index);
    this.#results.set(index, result);
  }

  rollback(nodes: number): void {
    this.#title = `rolling back ${nodes}`;
  }

  say(line: string): void {
    this.#clear();
    this.#output.write(`${safe(line)}\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#clear();
  }

  #draw(): void {
    this.#clear();
    const lines =
      this.#loading === 0 ? [`asking ${this.#asked} of ${this.#names.length} nodes`] : this.#pushing();
    const width = Math.max(20, this.#output.columns ?? 80) - 1;
    this.#output.write(lines.map((line) => `${safe(line).slice(0, width)}\n`).join(''));
    this.#drawn = lines.length;
  }

  #pushing(): string[] {
    const [slowest] = [...this.#since].sort(([, a], [, b]) => a - b);
    const counts = countOutcomes([...this.#results.values()]);
    return [
      `${this.#title}: ${this.#results.size} of ${this.#loading} done, ${this.#since.size} in flight`,
      ...counts.map(([outcome, number]) => `${String(number).padStart(7)} ${outcome}`),
      ...(slowest
        ? [`slowest now: ${this.#names[slowest[0]]}, ${took(performance.now() - slowest[1])}`]
        : []),
    ];
  }

  #clear(): void {
    if (this.#drawn > 0) this.#output.write(`\u001b[${this.#drawn}A\u001b[0J`);
    this.#drawn = 0;
  }
}
