/** Formats 1.1 and 2.1: route paths as format 3.0 writes them (docs/kong/declarative-format.md section 4). */
import { migratePath } from '../schema/checks/uri.ts';
import { type Fields, isFields } from './entries.ts';

/** The document in format 3.0; the same object when it is already. */
export function migrate(document: Fields): Fields {
  if (document._format_version !== '1.1' && document._format_version !== '2.1') return document;
  return withList(withList(document, 'routes', migrateRoute), 'services', (service) =>
    withList(service, 'routes', migrateRoute),
  );
}

const migrateRoute = (route: Fields): Fields =>
  Array.isArray(route.paths)
    ? { ...route, paths: route.paths.map((path) => (typeof path === 'string' ? migratePath(path) : path)) }
    : route;

function withList(record: Fields, name: string, change: (item: Fields) => Fields): Fields {
  const list = record[name];
  if (!Array.isArray(list)) return record;
  return { ...record, [name]: list.map((item) => (isFields(item) ? change(item) : item)) };
}
