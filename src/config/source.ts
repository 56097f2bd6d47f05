/** Bytes to the value that a declarative config is read as (docs/kong/declarative-format.md section 2). */

import type { Diagnostic } from '../diagnostic.ts';
import { type Format, Text, textOf } from '../document/index.ts';
import { type Outside, type Referring, readWith } from '../document/references/index.ts';

export interface SourceOptions {
  /** Names the file; its tail decides how it is read, as in Kong: `json`, `yaml` or `yml`. */
  filename?: string;
  /** How it is read; `any`: as JSON, and if that gives no list or map as YAML, as POST /config does. */
  format?: Format | 'any';
  /** What its references may stand for; undefined: they are text, as they are to Kong. */
  outside?: Outside;
}

export interface Source {
  /** Made of the bytes when first asked for. */
  readonly text: string;
  /** The text whose places and layout count: `text`, but with marks where values came from outside. */
  readonly readable: string;
  /** Undefined when nothing came from outside. */
  referring?: Referring;
  /** As it was read; of a file of an unknown type, nothing is. */
  format?: Format;
  /** A list or map; undefined when there is an error. */
  value?: object;
  /** What the reader says. */
  diagnostics: Diagnostic[];
}

/** Never throws for any input. Errors: those of `decode` and `read`, `unknown-file-type`, `not-an-object`. */
export function openSource(bytes: Uint8Array | string, options: SourceOptions = {}): Source {
  const format = formatOf(options);
  if (!format) return { text: '', readable: '', diagnostics: [unknownFileType(options.filename!)] };
  if (format !== 'any') return readAs(bytes, format, options);
  const json = readAs(bytes, 'json', options);
  return json.value ? json : readAs(bytes, 'yaml', options);
}

function readAs(bytes: Uint8Array | string, format: Format, { outside }: SourceOptions): Source {
  const decoded =
    typeof bytes === 'string' ? { value: new Text(bytes), diagnostics: [] } : textOf(bytes, format);
  const text = decoded.value;
  if (text === undefined) return { text: '', readable: '', format, diagnostics: decoded.diagnostics };
  const { value, diagnostics, referring } = readWith(text, format, outside);
  const source: Source = {
    get text() {
      return String(text);
    },
    get readable() {
      return referring?.text ?? String(text);
    },
    format,
    diagnostics,
  };
  if (referring) source.referring = referring;
  if (typeof value === 'object' && value !== null) source.value = value;
  else if (value !== undefined) source.diagnostics = [...diagnostics, notAnObject(String(text))];
  return source;
}

/** By the letters at the end of the name, a dot is not needed. */
function formatOf({ format, filename }: SourceOptions): Format | 'any' | undefined {
  if (format) return format;
  if (filename === undefined) return 'any';
  if (filename.endsWith('json')) return 'json';
  return filename.endsWith('yaml') || filename.endsWith('yml') ? 'yaml' : undefined;
}

const unknownFileType = (filename: string): Diagnostic => ({
  code: 'unknown-file-type',
  severity: 'error',
  message: `${filename} is neither YAML nor JSON to Kong, which goes by the end of the name`,
  help: 'let its name end with .yaml, .yml or .json in lower case, or give it on standard input',
});

function notAnObject(text: string): Diagnostic {
  const isEmpty = text.trim() === '';
  return {
    code: 'not-an-object',
    severity: 'error',
    message: isEmpty ? 'the file is empty' : 'the file holds a single value, not a map of collections',
    help: 'start with _format_version: "3.0"',
    at: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}
