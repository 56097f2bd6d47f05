/** Formats 1.1 and 2.1 as 3.0 (docs/kong/declarative-format.md section 4), in the tree of a document. */
import type { Entry } from '../config/entries.ts';
import { isList, isMap, type MapTree, type Member } from '../document/layout.ts';
import { migratePath } from '../schema/checks/uri.ts';

const CURRENT = '3.0';

/** Whether there was anything to migrate. */
export function migrateVersion(root: MapTree): boolean {
  const version = root.members.find(({ key }) => key === '_format_version');
  if (!version || version.value === CURRENT) return false;
  version.value = CURRENT;
  return true;
}

/** Routes at the top level, and those in services there; Kong leaves deeper ones as they are. */
export function migrateRoute({ type, parent }: Entry, { value }: Member): void {
  if (type.name !== 'routes' || parent?.parent || (parent && parent.type.name !== 'services')) return;
  const paths = isMap(value) ? value.members.find(({ key }) => key === 'paths')?.value : undefined;
  if (paths === undefined || !isList(paths)) return;
  for (const path of paths.members) if (typeof path.value === 'string') path.value = migratePath(path.value);
}
