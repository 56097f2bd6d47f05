/** Plain block YAML, strings in double quotes. */
export function blockYaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return `${indent}[]\n`;
    return value
      .map((item) =>
        isNested(item)
          ? `${indent}- ${blockYaml(item, `${indent}  `).trimStart()}`
          : `${indent}- ${JSON.stringify(item)}\n`,
      )
      .join('');
  }
  const entries = Object.entries(value as object);
  if (entries.length === 0) return `${indent}{}\n`;
  return entries
    .map(([key, item]) =>
      isNested(item)
        ? `${indent}${key}:\n${blockYaml(item, `${indent}  `)}`
        : `${indent}${key}: ${JSON.stringify(item)}\n`,
    )
    .join('');
}

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;
