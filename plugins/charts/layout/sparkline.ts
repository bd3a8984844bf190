import type { Rect } from "./place-labels.ts";
import { runs } from "./runs.ts";

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Sparkline {
  /** A gap in the history is a gap in the line. */
  readonly runs: readonly (readonly Place[])[];
  /** The last that is known. */
  readonly end: Place;
}

/** A history over the whole of a box, its lowest at the bottom; one that held lies in the middle. Null where one value is no line. */
export function sparkline(history: readonly (number | null)[], { x, y, width, height }: Rect): Sparkline | null {
  const known = history.filter((one) => one !== null);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const up = (value: number) => (high === low ? 0.5 : (value - low) / (high - low));
  const found = runs(
    history.map((value, at) =>
      value === null ? null : { x: x + (at / (history.length - 1)) * width, y: y + height - up(value) * height },
    ),
  );
  return { runs: found, end: found.at(-1)?.at(-1) as Place };
}
