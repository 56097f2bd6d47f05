/** What Kubernetes takes for names, namespaces and labels; else it refuses the whole object. */
import type { Attempt } from './texts.ts';

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

export const isName = (text: string): boolean => text.length <= 253 && SUBDOMAIN.test(text);

export const isNamespace = (text: string): boolean => LABEL.test(text);

/** `app.kubernetes.io/part-of=gateway`, each in its own word. */
export function labelsOf(words: readonly string[]): Attempt<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const word of words) {
    const [, key, value] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    if (key === undefined || value === undefined)
      return { refusal: `"${word}" is no label: write KEY=VALUE` };
    if (!isLabelKey(key)) return { refusal: `"${key}" cannot be the key of a label` };
    if (value !== '' && !QUALIFIED.test(value))
      return { refusal: `"${value}" cannot be the value of a label` };
    labels[key] = value;
  }
  return { value: labels };
}

function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const name = parts.pop()!;
  return QUALIFIED.test(name) && (parts.length === 0 || (parts.length === 1 && isName(parts[0]!)));
}
