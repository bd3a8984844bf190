import type { Role } from "../../../core/ports/dashboard-spec.ts";
import type { Mark } from "./form.ts";

const STEPS = 5;

/** What the strongest shade means: bad or good where the data says which end is, else nothing. */
export const shadedAs = (higherIsBetter: boolean | null): Role =>
  higherIsBetter === null ? "accent" : higherIsBetter ? "good" : "bad";

/** The key of shades, from the least (0) to the most (1), its steps so far apart. */
export const shadeKey = (
  x: number,
  y: number,
  { each, width, radius }: { readonly each: number; readonly width: number; readonly radius?: number },
  shade: (share: number) => string,
): Mark[] =>
  Array.from({ length: STEPS }, (_, at) => ({
    shape: "rect",
    box: { x: x + at * each, y: y - 6, width, height: 12 },
    fill: shade(at / (STEPS - 1)),
    ...(radius !== undefined && { radius }),
  }));

/** What the key takes of the width. */
export const keyWidth = (each: number): number => STEPS * each;
