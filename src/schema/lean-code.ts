/**
 * What is left of Ajv's code when nobody asks for errors. It only says yes or no, and stops at the first no; so all that
 * keeps count is without use, and to compile it takes time in every run.
 */

/** Smaller code of the same function. */
export function leanCode(code: string): string {
  const silent = code.replace(/\w+\.errors = (?:\[\{\}\]|vErrors);/g, '');
  return withoutUnused(countsErrors(silent) ? silent : withoutCounts(silent));
}

/** A keyword that tries alternatives has to (none of Kong's schemas needs one). */
const countsErrors = (code: string): boolean => /errors\+\+|vErrors =(?! null)/.test(code);

function withoutCounts(code: string): string {
  return code
    .replace(/let (?:vErrors = null|errors = 0);|const _errs\d+ = errors;|var valid\d+ = [^;]+;/g, '')
    .replace(/errors === _errs\d+|_errs\d+ === errors|errors === 0|(?<=if\(!?)valid\d+\b/g, 'true')
    .replace(/, \{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}/g, '');
}

/** Ajv names the schema that an error would quote. */
function withoutUnused(code: string): string {
  const lines = code.split('\n');
  const kept = lines.filter((line) => {
    const name = /^const ((?:s|vS)chema\d+) = /.exec(line)?.[1];
    return (
      name === undefined || lines.some((other) => other !== line && new RegExp(`\\b${name}\\b`).test(other))
    );
  });
  return kept.length === lines.length ? code : withoutUnused(kept.join('\n'));
}
