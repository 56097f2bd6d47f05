/**
 * Puts chunks that are loaded together into one file: esbuild makes a chunk of whatever several commands share, however
 * small, and to open a file takes longer than to run most of them.
 */

/**
 * `files`: the CommonJS text of each file by its name, and the names of those that it requires at once. Each leader takes
 * in what it requires, unless an earlier one has.
 */
export function pack(files, leaders) {
  const holders = new Map();
  for (const leader of leaders) {
    for (const name of requiredBy(leader, files)) if (!holders.has(name)) holders.set(name, leader);
  }
  const link = (text, self) =>
    text.replace(/require\("\.\/([^"]+)"\)/g, (call, name) => {
      const holder = holders.get(name);
      if (!holder) return call;
      return holder === self ? `$held["${name}"]` : `require("./${holder}").$held["${name}"]`;
    });
  const packed = new Map();
  for (const [name, { text }] of files) {
    if (holders.has(name)) continue;
    const held = [...holders].filter(([, holder]) => holder === name).map(([chunk]) => chunk);
    const parts = held.map((chunk) => wrapped(chunk, link(files.get(chunk).text, name)));
    packed.set(name, held.length === 0 ? link(text) : enclosed(parts, link(text, name)));
  }
  return packed;
}

/** The chunks behind a file, each after those that it requires itself. */
function requiredBy(name, files, found = new Set()) {
  for (const chunk of files.get(name).requires) {
    requiredBy(chunk, files, found);
    found.add(chunk);
  }
  return found;
}

const wrapped = (name, text) =>
  `{const module={exports:{}};((module,exports)=>{${text}\n})(module,module.exports);$held["${name}"]=module.exports}`;

const enclosed = (parts, text) => `const $held={};${parts.join('\n')}\n${text}\nmodule.exports.$held=$held;`;
