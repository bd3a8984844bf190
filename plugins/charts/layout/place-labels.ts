export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Wanted {
  readonly width: number;
  readonly height: number;
  /** Where it may stand, best first: the text's centre. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

/** First come, first placed: a label that finds no free place is left out, for a wrong number is worse than none. */
export function placeLabels(
  wanted: readonly Wanted[],
  bounds: Rect,
  blocks: readonly Rect[],
  lines: readonly Segment[],
): (Rect | null)[] {
  const taken: Rect[] = [...blocks];
  return wanted.map(({ width, height, places }) => {
    for (const { x, y } of places) {
      const rect = { x: x - width / 2, y: y - height / 2, width, height };
      if (!inside(rect, bounds) || taken.some((other) => overlaps(rect, other)) || lines.some((line) => crosses(line, rect)))
        continue;
      taken.push(rect);
      return rect;
    }
    return null;
  });
}

const inside = (rect: Rect, bounds: Rect): boolean =>
  rect.x >= bounds.x &&
  rect.y >= bounds.y &&
  rect.x + rect.width <= bounds.x + bounds.width &&
  rect.y + rect.height <= bounds.y + bounds.height;

const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Liang–Barsky: does any part of the segment lie in the rectangle? */
function crosses({ x1, y1, x2, y2 }: Segment, rect: Rect): boolean {
  // Most of a thousand segments are nowhere near.
  if ((x1 < rect.x && x2 < rect.x) || (x1 > rect.x + rect.width && x2 > rect.x + rect.width)) return false;
  const [dx, dy] = [x2 - x1, y2 - y1];
  let [enter, leave] = [0, 1];
  for (const [p, q] of [
    [-dx, x1 - rect.x],
    [dx, rect.x + rect.width - x1],
    [-dy, y1 - rect.y],
    [dy, rect.y + rect.height - y1],
  ] as const) {
    if (p === 0) {
      if (q < 0) return false;
    } else if (p < 0) enter = Math.max(enter, q / p);
    else leave = Math.min(leave, q / p);
  }
  return enter <= leave;
}
