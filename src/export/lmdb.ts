/** From records to the pages of LMDB: docs/commands/size.md says where each number comes from. */
import type { StoredRecord } from './records.ts';

/** Of a node without a config. */
const EMPTY = 20_480;
const PAGE = 4096;
/** Before the data of a page. */
const PAGE_HEADER = 16;
/** Of a record, besides key and value: its header, and its place in the index of the page. */
const OVERHEAD = 10;
/** A record that takes more has its value in pages of its own, and a number of eight bytes in its place. */
const LARGEST_IN_PAGE = 2038;
const PAGE_NUMBER = 8;
/** Keys come in no order, so pages are about as full as those of any such tree: 1/1.619, measured. */
const SPREAD = 1.619;

/** What a record takes in the end. */
export function pageBytes({ keyBytes, valueBytes }: StoredRecord): number {
  if (keyBytes + valueBytes + OVERHEAD - 2 <= LARGEST_IN_PAGE)
    return SPREAD * (keyBytes + valueBytes + OVERHEAD);
  const pages = Math.ceil((PAGE_HEADER + valueBytes) / PAGE);
  return SPREAD * (keyBytes + PAGE_NUMBER + OVERHEAD) + PAGE * pages;
}

export const liveBytes = (records: number): number => Math.ceil(EMPTY + records);

/**
 * For lmdb_map_size: from the third load on a node uses three times the pages of one config, and at exactly three times a
 * push fails now and then (docs/kong/more-observations.md section 8).
 */
export const neededBytes = (live: number): number => Math.ceil(3 * live + Math.max(0.05 * 3 * live, 65_536));
