/** Tags by their full names, and which of them Kong's reader honours. */

const DEFAULT = 'tag:yaml.org,2002:';
const HONOURED = new Set(['bool', 'float', 'int', 'null', 'str']);

export class Tags {
  private prefixes: Map<string, string> | undefined;

  reset(): void {
    this.prefixes = undefined;
  }

  /** What a %TAG line says; false when it says it a second time. */
  define(handle: string, prefix: string): boolean {
    this.prefixes ??= new Map();
    if (this.prefixes.has(handle)) return false;
    this.prefixes.set(handle, prefix);
    return true;
  }

  /** The full name of a tag; nothing for a handle that no line defines. */
  resolve(handle: string, suffix: string): string | undefined {
    if (handle === '') return suffix;
    const prefix =
      this.prefixes?.get(handle) ?? (handle === '!' ? '!' : handle === '!!' ? DEFAULT : undefined);
    return prefix === undefined ? undefined : prefix + suffix;
  }

  isHonoured(tag: string): boolean {
    return tag.startsWith(DEFAULT) && HONOURED.has(tag.slice(DEFAULT.length));
  }
}
