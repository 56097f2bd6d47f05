/** YAML texts of any layout: block and flow, quotes of every kind, comments, anchors, aliases, merge keys. */
import fc from 'fast-check';

/** Numbers from 0 to 99, one for each decision. */
export const choices = fc.array(fc.nat(99), { minLength: 40, maxLength: 400 });

export interface LayoutOptions {
  aliases: boolean;
}

/** A text of one map. The same choices make the same text. */
export function layOut(numbers: readonly number[], options: LayoutOptions): string {
  return new Writer(numbers, options).document();
}

interface Anchor {
  name: string;
  isMap: boolean;
}

class Writer {
  readonly #numbers: readonly number[];
  readonly #options: LayoutOptions;
  readonly #anchors: Anchor[] = [];
  #at = 0;
  #count = 0;

  constructor(numbers: readonly number[], options: LayoutOptions) {
    this.#numbers = numbers;
    this.#options = options;
  }

  document(): string {
    const templates = this.#options.aliases && this.#next(2) ? `_ignore:\n  ${this.#list('  ', 1)}` : '';
    return `${this.#comment('')}${templates}${this.#map('', 0)}`;
  }

  #next(below: number): number {
    return (this.#numbers[this.#at++ % this.#numbers.length]! + this.#at) % below;
  }

  #map(indent: string, depth: number): string {
    let text = '';
    const size = 1 + this.#next(4);
    for (let entry = 0; entry < size; entry++) {
      if (entry > 0) text += indent;
      if (this.#options.aliases && this.#next(6) === 0 && this.#anchors.some(({ isMap }) => isMap)) {
        text += `<<: ${this.#alias(true)}${this.#end()}`;
      } else text += `${this.#key(entry)}:${this.#value(indent, depth)}`;
      if (this.#next(5) === 0) text += this.#comment(indent);
    }
    return text;
  }

  #list(indent: string, depth: number): string {
    let text = '';
    const size = 1 + this.#next(3);
    for (let item = 0; item < size; item++) {
      if (item > 0) text += indent;
      if (this.#next(2) === 0) text += `-${this.#value(indent, depth)}`;
      else
        text += this.#anchored(
          (name) => `- ${name && `${name}\n${indent}  `}${this.#map(`${indent}  `, depth + 1)}`,
          true,
        );
    }
    return text;
  }

  /** With the space before it and the line break after it. */
  #value(indent: string, depth: number): string {
    const kind = depth > 3 ? 4 + this.#next(6) : this.#next(10);
    if (this.#options.aliases && this.#next(5) === 0 && this.#anchors.length > 0)
      return ` ${this.#alias(false)}${this.#end()}`;
    const deeper = `${indent}  `;
    if (kind < 2)
      return this.#anchored(
        (name) => `${name && ` ${name}`}${this.#end()}${deeper}${this.#map(deeper, depth + 1)}`,
        true,
      );
    if (kind < 4)
      return this.#anchored(
        (name) => `${name && ` ${name}`}\n${deeper}${this.#list(deeper, depth + 1)}`,
        false,
      );
    if (kind === 4) return ` ${this.#flow(depth)}${this.#end()}`;
    if (kind === 5)
      return this.#anchored((name) => ` ${name && `${name} `}|\n${deeper}text ${this.#id()}\n`, false);
    if (kind === 6)
      return ` >-${this.#next(2) ? ` # c${this.#id()}` : ''}\n${deeper}text\n${deeper}${this.#id()}\n`;
    return this.#anchored((name) => ` ${name && `${name} `}${this.#scalar(false)}${this.#end()}`, false);
  }

  #flow(depth: number): string {
    const size = this.#next(3);
    if (this.#next(2) || depth > 4) {
      const items = Array.from({ length: size }, () =>
        this.#next(4) === 0 && depth < 5 ? this.#flow(depth + 1) : this.#scalar(true),
      );
      return `[${items.join(', ')}]`;
    }
    const entries = Array.from(
      { length: size + 1 },
      (_, entry) =>
        `${this.#key(entry)}: ${this.#next(3) === 0 && depth < 5 ? this.#flow(depth + 1) : this.#scalar(true)}`,
    );
    return this.#anchored(
      (name) => `${name && `${name} `}{${entries.join(this.#next(2) ? ', ' : ' , ')}}`,
      true,
    );
  }

  #scalar(inFlow: boolean): string {
    const id = this.#id();
    const all = [
      `word${id}`,
      `'it''s ${id}'`,
      `"q\\u0041 ${id}"`,
      `${id}`,
      'true',
      '~',
      '""',
      `!!str ${id}`,
      inFlow ? 'x' : `a, ${id}`,
    ];
    return all[this.#next(all.length)]!;
  }

  #key(entry: number): string {
    const name = ['name', 'id', 'q', 'key'][entry % 4]!;
    return [name, `"${name}"`, `'${name}'`, name][this.#next(4)]!;
  }

  #anchored(write: (name: string) => string, isMap: boolean): string {
    if (!this.#options.aliases || this.#next(3) > 0) return write('');
    const name = `a${this.#id()}`;
    const text = write(`&${name}`);
    this.#anchors.push({ name, isMap });
    return text;
  }

  #alias(isMap: boolean): string {
    const known = this.#anchors.filter((anchor) => anchor.isMap || !isMap);
    return `*${known[this.#next(known.length)]!.name}`;
  }

  #end(): string {
    return this.#next(4) === 0 ? ` # c${this.#id()}\n` : '\n';
  }

  #comment(indent: string): string {
    return this.#next(3) === 0 ? `${indent}# c${this.#id()}\n\n` : '';
  }

  #id(): number {
    return 100 + this.#count++;
  }
}
