import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { looksLikeConfig } from './looks-like-config.ts';

/**
 * The configs in a folder and below, in the order of their names. Left out and counted: whatever is hidden,
 * node_modules, and files that are something else than a declarative config. Links to folders are not followed, since
 * they may lead in a circle.
 */
export function findConfigs(folder: string, maxSize: number): { files: string[]; skipped: number } {
  const files: string[] = [];
  let skipped = 0;
  const visit = (at: string) => {
    for (const entry of sorted(readdirSync(at, { withFileTypes: true }))) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (isHidden(entry) || entry.name === 'node_modules') skipped++;
        else visit(path);
      } else if (/\.(?:ya?ml|json)$/.test(entry.name)) {
        if (isHidden(entry) || !isWorthJudging(path, maxSize)) skipped++;
        else files.push(path);
      }
    }
  };
  visit(folder);
  return { files, skipped };
}

function isHidden(entry: Dirent): boolean {
  return entry.name.startsWith('.');
}

function sorted(entries: Dirent[]): Dirent[] {
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A file that cannot be read, or is too large to be looked into, is kept: its finding says so. */
function isWorthJudging(path: string, maxSize: number): boolean {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return false;
    return stat.size > maxSize || looksLikeConfig(readFileSync(path));
  } catch {
    return true;
  }
}
