import type { Diagnostic } from '../diagnostic.ts';
import { trim, trimStart } from './blanks.ts';
import { describe } from './directives/index.ts';
import { fileValue, TABLE } from './file-value.ts';
import { type LogicalLine, logicalLines } from './logical-lines.ts';
import { directiveName } from './names.ts';
import { Places } from './place.ts';
import type { Setting } from './types.ts';
import { writtenOddly } from './written-oddly.ts';

export interface FileSettings {
  settings: Map<string, Setting>;
  diagnostics: Diagnostic[];
}

const SECTION = /^\[([^\]]+)\]/;

/** The assignments of a kong.conf, the last one of a name winning: docs/kong/kong-conf.md, section 2. */
export function readFileSettings(text: string): FileSettings {
  return new FileReader(text).read();
}

class FileReader {
  readonly #places: Places;
  readonly #text: string;
  readonly #settings = new Map<string, Setting>();
  readonly #diagnostics: Diagnostic[] = [];
  #section: string | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#places = new Places(text);
  }

  read(): FileSettings {
    const { lines, lost } = logicalLines(this.#text);
    for (const line of lines) {
      if (line.text.startsWith('[')) {
        if (!this.#enterSection(line)) break;
      } else if (this.#section === undefined) this.#assign(line);
    }
    if (lost)
      this.#say(
        lost,
        0,
        lost.text.length,
        'Kong loses this line: it ends in a backslash, and no line follows',
        {
          help: 'remove the backslash',
        },
      );
    return { settings: this.#settings, diagnostics: this.#diagnostics };
  }

  #enterSection(line: LogicalLine): boolean {
    const name = SECTION.exec(line.text)?.[1];
    if (name === undefined) {
      const help = 'remove the line; sections have no use in kong.conf';
      this.#diagnostics.push({
        code: 'syntax-error',
        severity: 'error',
        message: 'a line that starts with [ must be a section: [name]',
        help,
        at: this.#span(line, 0, trim(line.text).length),
      });
      return false;
    }
    if (this.#section === undefined)
      this.#say(line, 0, name.length + 2, `Kong ignores everything after the section [${name}]`, {
        help: 'remove the line; sections have no use in kong.conf',
      });
    this.#section = name;
    const at = this.#span(line, 0, name.length + 2);
    // The section becomes a table under its name, even where that is the name of a directive.
    const directive = directiveName(name);
    if (describe(directive))
      this.#settings.set(directive, { text: TABLE, source: 'file', at, line: at.line });
    return true;
  }

  #assign(line: LogicalLine): void {
    const start = line.text.length - trimStart(line.text).length;
    const equals = line.text.indexOf('=');
    if (equals <= start) {
      this.#say(
        line,
        start,
        trim(line.text).length + start,
        'Kong ignores this line: it is not name = value',
        {
          ...(/^[\w-]+[ \t]*:/.test(line.text.slice(start)) && { help: 'write = instead of the colon' }),
        },
      );
      return;
    }
    const key = trim(line.text.slice(start, equals));
    const name = directiveName(key);
    const rest = line.text.slice(equals + 1);
    const from = equals + 1 + (rest.length - trimStart(rest).length);
    const written = trim(rest);
    const value = fileValue(written);
    const nameAt = this.#span(line, start, start + key.length);
    const at = value.length > 0 ? this.#span(line, from, from + value.length) : nameAt;
    this.#diagnostics.push(...writtenOddly(name, written, value, at));
    this.#remember(name, {
      text: value.text,
      source: 'file',
      at,
      nameAt,
      line: nameAt.line,
      ...(at.line === at.endLine && { written: written.slice(0, value.length) }),
    });
  }

  #remember(name: string, setting: Setting): void {
    const first = this.#settings.get(name)?.at;
    if (first && setting.at)
      this.#diagnostics.push({
        code: 'duplicate-key',
        severity: 'warning',
        message: `${name} is set twice; the last one counts`,
        at: setting.at,
        related: [{ message: 'first set here', at: first }],
      });
    this.#settings.set(name, setting);
  }

  #say(line: LogicalLine, from: number, to: number, message: string, more: { help?: string } = {}): void {
    const at = this.#span(line, from, to);
    this.#diagnostics.push({ code: 'ignored-line', severity: 'warning', message, ...more, at });
  }

  #span(line: LogicalLine, from: number, to: number) {
    return this.#places.span(line.offset(from), line.offset(Math.max(from, to - 1)) + (to > from ? 1 : 0));
  }
}
