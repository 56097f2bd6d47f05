/** Compiles schemas to the code of validators: at build time for schemas/, at run time for `--schemas DIR`. */
import { Ajv } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';
import { cjsDefault } from './cjs-default.ts';
import { body, type CompiledSchema, type LinkForm, links } from './forms.ts';
import { addKeywords, addQuickPropertyNames } from './keywords.ts';
import { leanCode } from './lean-code.ts';
import type { Schema } from './types.ts';

const standalone = cjsDefault(standaloneModule);

const FORMS: LinkForm[] = ['written', 'nested', 'loaded'];

/** `quick` only says whether a value is right; `full` lists all that is wrong, and is several times as large. */
export type Thoroughness = 'quick' | 'full';

/**
 * The body of a function of `checks` and `runtime` that fills `exports` with the validators of one schema: `body`, and
 * `written`, `nested` and `loaded` where it has references.
 */
export function compileValidators(
  schema: Schema,
  thoroughness: Thoroughness,
  nestable: readonly string[] = [],
): string {
  const ajv = new Ajv({
    allErrors: thoroughness === 'full',
    messages: false,
    strict: false,
    strictNumbers: false,
    unicode: false,
    logger: false,
    inlineRefs: true,
    code: { source: true, esm: false, lines: true, optimize: false },
    formats: { uuid: /^[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}$/ },
  } as ConstructorParameters<typeof Ajv>[0]);
  addKeywords(ajv);
  if (thoroughness === 'quick') addQuickPropertyNames(ajv);
  const forms: [string, CompiledSchema | undefined][] = [
    ['body', body(schema, nestable)],
    ...FORMS.map((form): [string, CompiledSchema | undefined] => [form, links(schema, form)]),
  ];
  const used = forms.filter(([, form]) => form !== undefined);
  for (const [name, form] of used)
    ajv.addSchema(thoroughness === 'quick' ? { 'x-quick': form } : form!, name);
  const code = standalone(ajv, Object.fromEntries(used.map(([name]) => [name, name])));
  return thoroughness === 'quick' ? leanCode(code) : code;
}
