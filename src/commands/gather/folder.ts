import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostic.ts';
import { settingsFile } from '../settings/settings.ts';
import { whyUnreadable } from './file.ts';
import { looksLikeConfig } from './looks-like-config.ts';

export interface Found {
  files: string[];
  /** Folders that cannot be looked into. */
  findings: { file: string; finding: Diagnostic }[];
  skipped: number;
}

/**
 * The configs in a folder and below, in the order of their names. Left out and counted: whatever is hidden,
 * node_modules, and files that are something else than a declarative config. Links to folders are not followed, since
 * they may lead in a circle.
 */
export function findConfigs(folder: string, maxSize: number): Found {
  const files: string[] = [];
  const findings: { file: string; finding: Diagnostic }[] = [];
  let skipped = 0;
  const visit = (at: string) => {
    for (const entry of entriesOf(at)) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (isHidden(entry) || entry.name === 'node_modules') skipped++;
        else visit(path);
      } else if (entry.name !== settingsFile && /\.(?:ya?ml|json)$/.test(entry.name)) {
        if (isHidden(entry) || !isWorthJudging(path, maxSize)) skipped++;
        else files.push(path);
      }
    }
  };
  const entriesOf = (at: string) => {
    try {
      return sorted(readdirSync(at, { withFileTypes: true }));
    } catch (error) {
      findings.push({ file: at, finding: whyUnreadable(at, error) });
      return [];
    }
  };
  visit(folder);
  return { files, findings, skipped };
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
