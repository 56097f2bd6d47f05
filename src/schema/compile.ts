/** Compiles schemas to the code of validators: at build time for schemas/, at run time for `--schemas DIR`. */
import { Ajv } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';
import { cjsDefault } from './cjs-default.ts';
import { body, type CompiledSchema, type LinkForm, links } from './forms.ts';
import { addKeywords } from './keywords.ts';
import type { Schema } from './types.ts';

const standalone = cjsDefault(standaloneModule);

const FORMS: LinkForm[] = ['written', 'nested', 'loaded'];

/**
 * The body of a function of `checks` and `runtime` that fills `exports` with the validators of one schema: `body`, and
 * `written`, `nested` and `loaded` where it has references.
 */
export function compileValidators(schema: Schema, nestable: readonly string[] = []): string {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: false,
    strictNumbers: false,
    unicode: false,
    logger: false,
    inlineRefs: true,
    code: { source: true, esm: false, lines: false, optimize: false },
    formats: { uuid: /^[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}$/ },
  } as ConstructorParameters<typeof Ajv>[0]);
  addKeywords(ajv);
  const forms: [string, CompiledSchema | undefined][] = [
    ['body', body(schema, nestable)],
    ...FORMS.map((form): [string, CompiledSchema | undefined] => [form, links(schema, form)]),
  ];
  const used = forms.filter(([, form]) => form !== undefined);
  for (const [name, form] of used) ajv.addSchema(form!, name);
  return standalone(ajv, Object.fromEntries(used.map(([name]) => [name, name])));
}
