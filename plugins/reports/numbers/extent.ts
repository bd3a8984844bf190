/** From the least to the largest; any number of them, so no call takes them as its arguments. */
export function extent(values: Iterable<number | null>): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) if (value !== null) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return low > high ? { low: 0, high: 0 } : { low, high };
}
