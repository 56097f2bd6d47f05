/** Paths that are regexes to the eye and plain text to Kong: without ~ a path is a prefix (docs/kong/validation.md, routes). */
import type { Found } from '../config/passes.ts';
import { isText, type Rule, warn } from './rule.ts';

/** Signs that hardly anybody means literally. None takes more than one look at each letter: a path may be of any length. */
const SIGNS = [
  /\\./, // an escape
  /\.[*+]/, // .* and .+
  /\](?<=\[[^\]/]+\])/, // a class, from its end
  /\(\?/, // a group with an option or name
  /\([^()|]*\|[^()]*\)/, // alternatives
  /\)[*+?{]/, // a repeated group
  /\$$/, // an end
  /\^/, // a start
  /\{\d+(?:,\d*)?\}/, // a count
];
/** `{id}`, as OpenAPI writes it, and `/:id`, as many routers do; `/*`, as shells do. */
const TEMPLATE = /\{[A-Za-z_][\w-]*\}|(?<=\/):[A-Za-z_]\w*/;
const WILDCARD = /\/\*|\*$/;

export const unmarkedRegex: Rule = (subject) => {
  const found: Found[] = [];
  for (const route of subject.survey.routesWithOddPaths) {
    const { paths } = route.value;
    if (!Array.isArray(paths)) continue;
    for (let index = 0; index < paths.length; index++) {
      const path = paths[index];
      if (!isText(path) || path.charCodeAt(0) !== SLASH) continue;
      const regret = regretOf(path);
      if (regret) found.push(warn('unmarked-regex', route, { path: ['paths', index], ...regret }));
    }
  }
  return found;
};

const SLASH = 47;

function regretOf(path: string) {
  const literal = 'is a plain prefix to Kong, which looks for it letter by letter';
  if (SIGNS.some((sign) => sign.test(path)))
    return { message: `${path} looks like a regex and ${literal}`, help: `write ~${path}` };
  if (TEMPLATE.test(path)) {
    const regex = path.replace(
      new RegExp(TEMPLATE, 'g'),
      (all) => `(?<${all.replace(/[{}:]/g, '').replaceAll('-', '_')}>[^/]+)`,
    );
    return { message: `${path} looks like a template and ${literal}`, help: `write ~${regex}` };
  }
  if (!WILDCARD.test(path)) return undefined;
  let end = path.length;
  while (path[end - 1] === '*') end--;
  const prefix = path.slice(0, end);
  const help = prefix.includes('*')
    ? `write ~${path.replaceAll('*', '[^/]*')}`
    : `write ${prefix}: a plain path matches all that begins with it`;
  return { message: `${path} looks like a pattern and ${literal}`, help };
}
