/** The part of an AI plugin that describes its model: docs/kong/custom-checks.md, section ai model/auth. */
import { type Check, isRecord } from './check.ts';

/**
 * Kong refuses statistics for some route types. Which ones the reference does not say; the completions of Anthropic are
 * the only API of those supported whose answers hold no counts. No verdict tells, hence a warning.
 */
export const llm: Check = (value) => {
  if (!isRecord(value) || !isRecord(value.model) || !isRecord(value.logging)) return undefined;
  if (value.logging.log_statistics !== true || value.route_type !== 'llm/v1/completions') return undefined;
  if (value.model.provider !== 'anthropic') return undefined;
  return {
    message: 'may be refused: completions of anthropic have no statistics to log',
    help: 'set "log_statistics: false" or use the route type llm/v1/chat',
    path: ['logging', 'log_statistics'],
    code: 'field-combination',
    severity: 'warning',
  };
};
