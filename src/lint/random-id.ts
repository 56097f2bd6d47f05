/** Ids that Kong draws at each load and on each node (docs/kong/declarative-format.md section 9). */
import { type Rule, warnOnce } from './rule.ts';
import { RUN_TIME_COLLECTIONS } from './runtime-collection.ts';
import { nameField } from './survey.ts';

export const randomId: Rule = ({ survey }) =>
  [...survey.anonymous].flatMap(([collection, entries]) =>
    RUN_TIME_COLLECTIONS.has(collection)
      ? []
      : warnOnce('random-id', entries, regretOf(nameField(entries[0]!.type) ?? undefined)),
  );

const regretOf = (name: string | undefined) => ({
  message: `has no ${name ? `id or ${name}` : 'id'}, so each node draws another id at each load`,
  help: name
    ? `give it a ${name}, from which Kong derives the same id everywhere, or write an id (any UUID)`
    : 'write an id (any UUID), so that logs, metrics and references mean the same entity on every node',
});
