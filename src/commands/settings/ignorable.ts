import { canBeIgnored, codeEntry, codes } from '../../codes.ts';
import { suggestion } from '../../suggest.ts';

/** Why the findings of a code cannot be ignored, and what to do; nothing if they can. */
export function whyNotIgnorable(word: string): { message: string; help?: string } | undefined {
  const entry = codeEntry(word);
  if (!entry) {
    const ignorable = Object.keys(codes).filter((code) => canBeIgnored(codeEntry(code)!));
    const meant = suggestion(word, Object.keys(codes));
    return {
      message: `there is no code "${word}"`,
      help: meant ?? `those that warn are ${ignorable.join(', ')}`,
    };
  }
  if (canBeIgnored(entry)) return undefined;
  return {
    message: `"${word}" cannot be ignored: it is an error, and a node would not load the file`,
    help: 'only warnings can be ignored',
  };
}
