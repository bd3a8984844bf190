import type { Room } from "../../text/fit.ts";
import { LINE } from "../../text/fit.ts";
import { widthOf } from "../../text/letter-widths.ts";
import type { LabelLook, Place } from "./chart.ts";

const AIR = 0.05;

export interface Wanted {
  readonly series: number;
  readonly at: number;
  readonly value: number;
  readonly text: string;
}

/** Where numbers of lines stand without touching each other: above, else below; what has no free place is not written. */
export function placed(
  wanted: readonly Wanted[],
  count: number,
  { low, high, legend }: { readonly low: number; readonly high: number; readonly legend: boolean },
  room: Room,
  size: number,
): { readonly looks: readonly ReadonlyMap<number, LabelLook>[]; readonly dropped: number } {
  const height = (size * LINE) / 72;
  const x = (at: number): number => ((at + 0.5) / Math.max(1, count)) * room.w * 0.94;
  // Beneath the plot stand the labels, over it the legend, and some air.
  const plot = Math.max(height, room.h - height * (legend ? 4 : 2.4));
  const y = (value: number): number => ((value - low) / (high - low || 1)) * plot;
  const taken: { left: number; right: number; foot: number; head: number }[] = [];
  const looks = new Map<number, Map<number, LabelLook>>();
  let dropped = 0;
  // From the top: the uppermost line's number goes above it, and those beneath find their places after it.
  for (const { series, at, value, text } of [...wanted].sort((a, b) => b.value - a.value)) {
    const half = widthOf(text, size, true) / 144;
    const free = (["t", "b"] as const).find((place: Place) => {
      const foot = place === "t" ? y(value) + AIR : y(value) - AIR - height;
      const box = { left: x(at) - half, right: x(at) + half, foot, head: foot + height };
      const clear = taken.every(
        (one) => one.right < box.left || one.left > box.right || one.head < box.foot || one.foot > box.head,
      );
      if (clear) taken.push(box);
      return clear;
    });
    if (free === undefined) dropped++;
    else looks.set(series, (looks.get(series) ?? new Map()).set(at, { place: free }));
  }
  const most = Math.max(-1, ...wanted.map(({ series }) => series));
  return { looks: Array.from({ length: most + 1 }, (_, series) => looks.get(series) ?? new Map()), dropped };
}
