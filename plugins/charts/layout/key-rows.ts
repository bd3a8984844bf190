export const KEY_LINE = 20;

/** What stands behind the last entry of a row may be cut. */
const BEHIND = 16;

/** Entries of a key side by side, row after row: where each begins, seen from the first. */
export function keyRows(widths: readonly number[], room: number): { readonly x: number; readonly y: number }[] {
  let [x, y] = [0, 0];
  return widths.map((width) => {
    if (x + width > room + BEHIND && x > 0) [x, y] = [0, y + KEY_LINE];
    const place = { x, y };
    x += width;
    return place;
  });
}
