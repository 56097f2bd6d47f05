/**
 * Makes CommonJS files of the ES modules that esbuild has split a program into, which it would do with much code around
 * each. Chunks that are loaded together go into one file: esbuild makes a chunk of whatever several commands share,
 * however small, and to open a file takes longer than to run most of them.
 */

/**
 * `texts`: those of the chunks, by name. Each leader takes in what it imports at once, unless an earlier one has. The
 * texts of the files, by name.
 */
export function pack(texts, leaders) {
  const chunks = new Map([...texts].map(([name, text]) => [name, withRequire(text)]));
  const holders = new Map();
  for (const leader of leaders) {
    for (const name of importedBy(leader, chunks)) if (!holders.has(name)) holders.set(name, leader);
  }
  const packed = new Map();
  for (const [name, text] of chunks) {
    if (holders.has(name)) continue;
    const where = (chunk) => {
      const holder = holders.get(chunk);
      if (!holder) return `require("./${fileOf(chunk)}")`;
      return holder === name ? `$held["${chunk}"]` : `require("./${fileOf(holder)}").$held["${chunk}"]`;
    };
    const held = [...holders].filter(([, holder]) => holder === name).map(([chunk]) => chunk);
    packed.set(
      fileOf(name),
      fileWith(held, asCommonJs(text, where), (chunk) => asCommonJs(chunks.get(chunk), where)),
    );
  }
  return packed;
}

const fileOf = (chunk) => chunk.replace(/\.js$/, '.cjs');

/** The chunks behind one, each after those that it imports itself. */
function importedBy(name, chunks, found = new Set()) {
  for (const [, chunk] of chunks.get(name).matchAll(/^import \{[^}]*\} from "\.\/([^"]+)";$/gm)) {
    importedBy(chunk, chunks, found);
    found.add(chunk);
  }
  return found;
}

function fileWith(held, { body, exported }, commonJsOf) {
  if (held.length === 0) return `${body}\nmodule.exports = {${exported}};\n`;
  const parts = held.map((chunk) => {
    const { body, exported } = commonJsOf(chunk);
    return `$held["${chunk}"] = (() => {\n${body}\nreturn {${exported}};\n})();\n`;
  });
  return `const $held = {};\n${parts.join('')}${body}\nmodule.exports = {${exported}${exported && ','} $held};\n`;
}

/** An ES module has no `require`, so that esbuild passes one of its own from chunk to chunk. */
function withRequire(text) {
  return text
    .replaceAll('__require(', 'require(')
    .replace(/^ {2}__require,?\n/gm, '')
    .replace(/^import \{\n\} from .*\n/gm, '');
}

/**
 * esbuild writes imports and exports in few ways, and no variable that changes is exported. A module that is imported
 * for nothing but its effects has none.
 */
function asCommonJs(text, where) {
  let exported = '';
  const moduleAt = (module) => (module.startsWith('./') ? where(module.slice(2)) : `require("${module}")`);
  const body = text
    .replace(/^import "\.\/[^"]+";\n/gm, '')
    .replace(
      /^import \{([^}]*)\} from "([^"]+)";$/gm,
      (_, names, module) => `const {${names.replaceAll(' as ', ': ')}} = ${moduleAt(module)};`,
    )
    .replace(/^export \{([^}]*)\};$/gm, (_, names) => {
      exported = names.replace(/(\S+) as (\S+)/g, '$2: $1').trim();
      return '';
    })
    .replace(
      /\bimport\("(\.\/[^"]+)"\)/g,
      (_, module) => `Promise.resolve().then(() => ${moduleAt(module)})`,
    );
  const left = /^(import|export)\b.*/m.exec(body);
  if (left) throw new Error(`no rule for: ${left[0]}`);
  return { body, exported };
}
