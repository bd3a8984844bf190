/** As near to where they want to be as a least distance allows, in their order, between two bounds. */
export function spread(wanted: readonly number[], least: number, from: number, to: number): number[] {
  const placed: number[] = [];
  for (const [index, y] of wanted.entries()) placed.push(Math.max(y, index === 0 ? from : (placed[index - 1] as number) + least));
  for (let index = placed.length - 1; index >= 0; index--)
    placed[index] = Math.min(placed[index] as number, index === placed.length - 1 ? to : (placed[index + 1] as number) - least);
  return placed;
}
