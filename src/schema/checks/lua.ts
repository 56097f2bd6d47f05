/** Lua in plugin configs: docs/kong/custom-checks.md, sections lua function source, lua_code, request-transformer pairs. */
import type * as Luaparse from 'luaparse';
import { required } from '../../required.ts';
import type { Check, Problem } from './check.ts';

/** A number of LuaJIT: more forms than the parser knows, and nothing that goes on behind it. */
const NUMBER =
  /(?<![\w.\\\x80-\xff])(?:0b[01]+(?:u?ll|i)?|(?:0x[\da-f]+|\d+)u?ll|(?:0x(?:[\da-f]+(?:\.[\da-f]*)?|\.[\da-f]+)(?:p[+-]?\d+)?|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)i?)(?![\w.\x80-\xff])/gi;
const ESCAPE = /\\(?:u\{([\da-f]+)\}|.)/gis;
const LAST_CODE_POINT = 0x10ffff;

let luaparse: typeof Luaparse | undefined;

function parser(): typeof Luaparse {
  luaparse ??= required<typeof Luaparse>('luaparse');
  return luaparse;
}

/** Where and why LuaJIT would not compile the code; nothing when it would. */
export function luaError(code: string): { line: number; reason: string } | undefined {
  if (code.startsWith('\x1b')) return { line: 1, reason: 'it is byte code' };
  const source = asLua52(toByteString(withoutHeader(code)));
  try {
    parser().parse(source, {
      luaVersion: '5.2',
      encodingMode: 'pseudo-latin1',
      extendedIdentifiers: true,
      comments: false,
      scope: false,
      wait: false,
      ranges: true,
      onCreateNode: (node: Luaparse.Node) => refuseLax(node, source),
    } as unknown as Luaparse.Options);
    return undefined;
  } catch (error) {
    // The parser is recursive; LuaJIT itself stops at 200 levels.
    if (error instanceof RangeError) return { line: 1, reason: 'it is nested too deeply' };
    if (!(error instanceof SyntaxError)) throw error;
    const { line = 1 } = error as SyntaxError & { line?: number };
    return { line, reason: 'it is not valid Lua' };
  }
}

/**
 * OpenResty builds LuaJIT with the syntax of Lua 5.2. What LuaJIT has beside it, or the parser stumbles over, becomes
 * something of the same length: all numbers become zeros.
 */
function asLua52(source: string): string {
  return source
    .replace(ESCAPE, (written, code = 'none') =>
      Number.parseInt(code, 16) <= LAST_CODE_POINT ? '\\n'.padEnd(written.length, 'x') : written,
    )
    .replace(NUMBER, (number) => '0'.repeat(number.length))
    .replace(/\breturn\s*(["'])end\1/g, (statement) => statement.replace('end', 'fin'));
}

/** What the parser takes and LuaJIT does not: `1do`, `return , 1`. */
function refuseLax(node: Luaparse.Node, source: string): void {
  const [start, end] = (node as Luaparse.Node & { range: [number, number] }).range;
  const isLax =
    (node.type === 'NumericLiteral' && /[\w.\x80-\xff]/.test(source.charAt(end))) ||
    (node.type === 'ReturnStatement' && isAt(/return\s*,/y, source, start));
  if (isLax) throw Object.assign(new SyntaxError(), { line: source.slice(0, start).split('\n').length });
}

function isAt(sticky: RegExp, source: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(source);
}

/** A first line that starts with `#`, as scripts have it, is skipped, and so is a byte order mark. */
function withoutHeader(code: string): string {
  const start = code.charCodeAt(0) === 0xfeff ? code.slice(1) : code;
  return start.startsWith('#') ? start.replace(/^[^\n\r]*/, '') : start;
}

/** Lua reads bytes: letters outside ASCII may be parts of names, whatever they are. */
function toByteString(code: string): string {
  return /^[\0-\x7f]*$/.test(code) ? code : Buffer.from(code, 'utf8').toString('latin1');
}

function luaProblem(code: string): Problem | undefined {
  const error = luaError(code);
  if (!error) return undefined;
  return {
    message: `does not compile: ${error.reason} (line ${error.line})`,
    help: 'the code must be a chunk of LuaJIT 2.1, for instance return true',
    code: 'invalid-lua',
    secret: true,
  };
}

/** Functions of pre-function and post-function. They are compiled, not run. */
export const luaFunction: Check = (value) => (typeof value === 'string' ? luaProblem(value) : undefined);

/** Fields of logs that are computed: the same, in a sandbox, which does not matter before the code runs. */
export const luaCode: Check = luaFunction;

/** Of a node that loads no Lua of its config, as `said` has it (docs/kong/kong-conf.md, section 3). */
export const refusesLua =
  (said: string): Check =>
  (value) =>
    typeof value === 'string'
      ? {
          message: `must hold no Lua: the node loads none (${said})`,
          help: 'remove the plugin or the field, or set untrusted_lua to sandbox on that node',
          code: 'invalid-lua',
          secret: true,
        }
      : undefined;

/** A template: each balanced `$(…)` holds an expression, a line that starts with `#` is a statement. */
export function templateProblem(template: string): Problem | undefined {
  let code = '';
  for (const line of template.split('\n')) {
    if (line.startsWith('#')) {
      code += `${line.replace(/^#+/, '')}\n`;
      continue;
    }
    for (const expression of expressions(line)) code += `_put(${expression})\n`;
  }
  const error = code === '' ? undefined : luaError(code);
  if (!error) return undefined;
  return {
    message: `is not a template: ${error.reason} inside $(…)`,
    help: 'write an expression of Lua in $(…), for instance $(headers.host)',
    code: 'invalid-lua',
    secret: true,
  };
}

/** What stands in `$(…)`, up to the parenthesis that closes it; where none does the text is just text. */
function expressions(line: string): string[] {
  if (!line.includes('$(')) return [];
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '(') open.push(i);
    else if (line[i] === ')' && open.length > 0) closing.set(open.pop()!, i);
  }
  const found: string[] = [];
  for (let from = line.indexOf('$('); from !== -1; ) {
    const end = closing.get(from + 1);
    if (end !== undefined) found.push(line.slice(from + 2, end));
    from = line.indexOf('$(', end ?? from + 2);
  }
  return found;
}
