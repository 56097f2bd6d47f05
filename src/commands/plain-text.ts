/** A page of docs/ for a terminal: no marks of Markdown, examples set in. Knows what these pages use, no more. */
export function asPlainText(markdown: string): string {
  let isExample = false;
  const lines = markdown.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      isExample = !isExample;
      return [];
    }
    if (line.startsWith('<!--')) return [];
    return [isExample ? line && `    ${line}` : inProse(line)];
  });
  return lines.join('\n').replace(/\n{3,}/g, '\n\n');
}

function inProse(line: string): string {
  const heading = /^#+ (.*)/.exec(line);
  if (heading) return heading[1]!.toUpperCase();
  return line
    .replace(/\[`?([^\]`]+)`?\]\([^)]+\)/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1');
}
