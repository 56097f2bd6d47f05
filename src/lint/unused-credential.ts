/** Credentials that no plugin asks for (docs/kong/declarative-format.md section 5, "Owning plugin of each plugin collection"). */
import { bundledRegistry } from '../schema/registry.ts';
import { type Rule, warnOnce } from './rule.ts';
import type { Subject } from './subject.ts';

export const unusedCredential: Rule = (subject) =>
  [...subject.registry.types.values()].flatMap(({ name, plugin, references }) => {
    if (!plugin || !references.some(({ target }) => target === 'consumers')) return [];
    const credentials = subject.all(name);
    if (!credentials.length || subject.isEnabled(plugin) || mayReadAny(subject)) return [];
    const regret = {
      message: `is never asked for: the plugin ${plugin} is nowhere enabled in the file`,
      help: `enable ${plugin} on the services or routes that it is meant to guard, or remove it`,
    };
    return warnOnce('unused-credential', credentials, regret);
  });

/** A plugin of somebody's own may read whatever it likes. */
const mayReadAny = (subject: Subject): boolean =>
  [...subject.survey.plugins.keys()].some((name) => !bundledRegistry().has(`plugins/${name}`));
