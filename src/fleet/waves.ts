/** `--canary 1 --batch 10%`: which nodes get the config one after the other. */

export interface Share {
  number: number;
  percent: boolean;
}

/** `3` or `10%`; undefined for anything else. */
export function readShare(text: string): Share | undefined {
  const [, number, percent] = /^(\d{1,9})(%?)$/.exec(text.trim()) ?? [];
  if (number === undefined || (percent && Number(number) > 100)) return undefined;
  return { number: Number(number), percent: percent === '%' };
}

/** How many of `all` it is; a part of a node does not count. */
export const shareOf = ({ number, percent }: Share, all: number): number =>
  percent ? Math.floor((number * all) / 100) : number;

export interface WaveOptions {
  /** The first nodes alone. */
  canary?: Share;
  /** Then so many at once; without, all the others. */
  batch?: Share;
}

/** Every wave has at least one node. */
export function wavesOf(indexes: readonly number[], { canary, batch }: WaveOptions): number[][] {
  const atLeastOne = (share: Share) => Math.max(1, shareOf(share, indexes.length));
  const waves: number[][] = [];
  let done = 0;
  const take = (count: number) => {
    waves.push(indexes.slice(done, done + count));
    done += count;
  };
  if (canary && indexes.length > 0) take(atLeastOne(canary));
  const step = batch ? atLeastOne(batch) : indexes.length;
  while (done < indexes.length) take(step);
  return waves;
}
