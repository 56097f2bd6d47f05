/** The fields of an expression: docs/kong/more-observations.md, section 5 (groups expr:… of the verdicts). */
import { nearestWord } from '../../../suggest.ts';
import type { FieldType } from './types.ts';

/** Which fields there are follows from the protocols of the route. */
export type Subsystem = 'http' | 'stream';

const STREAM: Readonly<Record<string, FieldType>> = {
  'net.protocol': 'string',
  'tls.sni': 'string',
  'net.src.ip': 'address',
  'net.src.port': 'integer',
  'net.dst.ip': 'address',
  'net.dst.port': 'integer',
  // The name of net.dst.port before 3.4, which is replaced before anything else.
  'net.port': 'integer',
};

const HTTP: Readonly<Record<string, FieldType>> = {
  ...STREAM,
  'http.method': 'string',
  'http.host': 'string',
  'http.path': 'string',
  'http.path.segments.len': 'integer',
};

const FIELDS = { http: HTTP, stream: STREAM };

/** Any name may follow, as long as it has no dot. */
const FAMILIES: readonly string[] = ['http.headers.', 'http.queries.', 'http.path.segments.'];

/** One segment, or the first and the last of several. */
const SEGMENTS = /^(?:0|[1-9][0-9]*)(?:_([1-9][0-9]*))?$/;

/** The type of a field, or what is wrong with its name. */
export function fieldType(name: string, subsystem: Subsystem): FieldType | { message: string; help: string } {
  const fields = FIELDS[subsystem];
  if (Object.hasOwn(fields, name)) return fields[name]!;
  const family = FAMILIES.find((start) => name.startsWith(start) && !name.includes('.', start.length));
  if (family && subsystem === 'http') {
    const isSegments = family.endsWith('segments.');
    return isSegments && !isSegmentRange(name.slice(family.length)) ? wrongSegments(name) : 'string';
  }
  if (subsystem === 'stream' && (family || Object.hasOwn(HTTP, name)))
    return { message: `has the field ${name}, which only HTTP and gRPC have`, help: known(STREAM) };
  const meant = nearestWord(name, [...Object.keys(fields), ...(subsystem === 'http' ? FAMILIES : [])]);
  return {
    message: `has an unknown field, ${name}`,
    help: meant ? `did you mean ${meant}${meant.endsWith('.') ? '…' : ''}?` : known(fields),
  };
}

function isSegmentRange(text: string): boolean {
  const match = SEGMENTS.exec(text);
  if (!match) return false;
  return match[1] === undefined || BigInt(text.slice(0, text.indexOf('_'))) < BigInt(match[1]);
}

const wrongSegments = (name: string) => ({
  message: `names path segments by ${name}, which is not how they are counted`,
  help: 'write http.path.segments.0 for the first, http.path.segments.0_1 for the first two, or http.path.segments.len',
});

function known(fields: Readonly<Record<string, FieldType>>): string {
  const names = Object.keys(fields).filter((name) => name !== 'net.port');
  const families = fields === HTTP ? FAMILIES.map((start) => `${start}…`) : [];
  return `there are ${[...names, ...families].join(', ')}`;
}
