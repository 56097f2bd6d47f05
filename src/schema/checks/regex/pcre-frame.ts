/** Groups of a PCRE2 pattern while they are read: how much they can match and how large they become. */
import type { Flags, Opening } from './pcre-group.ts';
import { fail } from './verdict.ts';

export const MAX_REPEAT = 65535;
const MAX_LOOKBEHIND = 255;

/** What is known of a piece of the pattern: how much it can match, and how large it becomes. */
export interface Piece {
  min: number;
  max: number;
  size: number;
  /** Written out as often as it is repeated, unlike a single character or class. */
  group: boolean;
}

export interface Frame {
  kind: Opening['kind'] | 'pattern';
  flags: Flags;
  /** The alternatives that are complete, taken together. */
  branches: number;
  min: number;
  max: number;
  size: number;
  /** The one being read. */
  branch: Piece;
  /** Lookarounds around this place. */
  lookarounds: number;
  lookbehinds: number;
  define: boolean;
  /** For (?|: the number of groups before, and the most that an alternative had. */
  groupsBefore: number;
  groupsMost: number;
}

export function piece(min: number, max: number, size: number, group = false): Piece {
  return { min, max, size, group };
}

const EMPTY = piece(0, 0, 0);

export function newFrame(kind: Frame['kind'], flags: Flags, groups: number, parent?: Frame): Frame {
  return {
    kind,
    flags,
    branches: 0,
    min: Number.POSITIVE_INFINITY,
    max: 0,
    size: kind === 'capture' ? 5 : 3,
    branch: EMPTY,
    lookarounds: parent?.lookarounds ?? 0,
    lookbehinds: parent?.lookbehinds ?? 0,
    define: false,
    groupsBefore: groups,
    groupsMost: groups,
  };
}

/** Takes the branch that was being read into the whole. */
export function endBranch(frame: Frame): void {
  const { branch } = frame;
  if (frame.kind === 'lookbehind') checkLookbehind(branch);
  frame.min = Math.min(frame.min, branch.min);
  frame.max = Math.max(frame.max, branch.max);
  frame.size += branch.size + 3;
  frame.branches++;
  frame.branch = EMPTY;
}

/** What the group is to the one around it. */
export function endFrame(frame: Frame): Piece {
  endBranch(frame);
  if (frame.kind === 'condition' && frame.branches === 1) frame.min = 0;
  const isLookaround = frame.kind === 'lookahead' || frame.kind === 'lookbehind';
  if (isLookaround || frame.define) return piece(0, 0, frame.size, true);
  return piece(frame.min, frame.max, frame.size, true);
}

/** Only the branches of the lookbehind itself have to be limited: those inside add up to them. */
function checkLookbehind(branch: Piece): void {
  if (branch.max === Number.POSITIVE_INFINITY) fail('the length of a lookbehind is not limited');
  if (branch.min !== branch.max && branch.max > MAX_LOOKBEHIND) {
    fail(`a lookbehind of variable length is longer than ${MAX_LOOKBEHIND}`);
  }
  if (branch.max > MAX_REPEAT) fail('a lookbehind is too long');
}
