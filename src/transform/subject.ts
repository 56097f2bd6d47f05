/** What a transformation is made of. */
import type { Entry } from '../config/entries.ts';
import type { Judged } from '../config/judge.ts';
import type { Path } from '../diagnostic.ts';
import type { Format } from '../document/index.ts';
import type { Registry } from '../schema/registry.ts';

/** A valid config, with the text that it was read from. */
export interface Subject {
  text: string;
  format: Format;
  /** As read from the text, before anything was put in the place of references. */
  value: unknown;
  judged: Judged;
  registry: Registry;
  /** How notes name an entity. */
  label(entry: Entry): string;
}

/** Something that was done and is worth knowing. */
export interface Note {
  message: string;
  path: Path;
}

export const ofType = ({ entries }: Judged, type: string): Entry[] =>
  entries.filter((entry) => entry.type.name === type);
