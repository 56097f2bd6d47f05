/** Does something for each index, so many at a time, in order; `goOn` is asked before each. */
export async function forEachBounded(
  indexes: readonly number[],
  parallel: number,
  goOn: () => boolean,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < indexes.length && goOn()) await work(indexes[next++]!);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, indexes.length) }, worker));
}
