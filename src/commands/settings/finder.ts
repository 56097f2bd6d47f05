import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FileFindings } from '../../reporters/findings.ts';
import { foldersUpward } from '../repository.ts';
import { defaults, type Settings, settingsFile } from './settings.ts';

/** Finds the settings for each file: the command line's first, then those of the nearest `.dbless.yml` above it. */
export class SettingsFinder {
  private readonly given: Partial<Settings>;
  private readonly byFolder = new Map<string, Promise<Partial<Settings>>>();
  private found: FileFindings[] = [];

  constructor(given: Partial<Settings>) {
    this.given = given;
  }

  async for(file: string): Promise<Settings> {
    return { ...defaults, ...(await this.inFolder(folderOf(file))), ...this.given };
  }

  /** What is wrong with the settings files read since this was last asked. */
  takeFindings(): FileFindings[] {
    const taken = this.found;
    this.found = [];
    return taken;
  }

  private inFolder(folder: string): Promise<Partial<Settings>> {
    const passed: string[] = [];
    let settings: Promise<Partial<Settings>> | undefined;
    for (const at of foldersUpward(folder)) {
      passed.push(at);
      settings =
        this.byFolder.get(at) ??
        (existsSync(join(at, settingsFile)) ? this.read(join(at, settingsFile)) : undefined);
      if (settings) break;
    }
    settings ??= Promise.resolve({});
    for (const at of passed) this.byFolder.set(at, settings);
    return settings;
  }

  private async read(path: string): Promise<Partial<Settings>> {
    const { readSettings } = await import('./read.ts');
    const { settings, findings } = readSettings(path);
    if (findings.diagnostics.length > 0) this.found.push(findings);
    return settings;
  }
}

/** What comes through a pipe has the settings of the folder it is piped in. */
function folderOf(file: string): string {
  return /^(?:\/dev\/|\/proc\/|<)/.test(file) ? process.cwd() : dirname(resolve(file));
}
