export interface Figure {
  readonly name: string;
  readonly unit: "ms" | "x" | "MB" | "kB" | "/s" | "";
  readonly samples: number;
  readonly p50: number;
  /** Of a figure where more is better: what 95 % of the samples reach. */
  readonly p95: number;
  /** The worst one. */
  readonly max: number;
  /** What the gate fails on, over `gated`; null: reported only. */
  readonly ceiling: number | null;
  readonly gated: "p50" | "p95";
  /** What we hold ourselves to, on a quiet machine; missing it is shown, not failed. */
  readonly target: number | null;
  readonly moreIsBetter: boolean;
  readonly note: string;
  /** Times the control that took turns with it; null where none did. */
  readonly compared: Compared | null;
  /** The sum of the peaks of all the processes that took part. */
  readonly peakRssMb: number | null;
  /** One of many of a kind: in a table of its own. */
  readonly detail: boolean;
}

interface Compared {
  readonly id: string;
  /** Null: the machine was too busy to compare. */
  readonly ratio: number | null;
  /** The control's median in this run, to be read beside the figure. */
  readonly control: number;
}

export type Bounds = Partial<Pick<Figure, "unit" | "ceiling" | "gated" | "target" | "moreIsBetter" | "note">>;

export function figure(
  name: string,
  samples: readonly number[],
  { unit = "ms", ceiling = null, gated = "p95", target = null, moreIsBetter = false, note = "" }: Bounds = {},
): Figure {
  const sorted = samples.toSorted((a, b) => (moreIsBetter ? b - a : a - b));
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  const [p50, p95, max] = [at(0.5), at(0.95), at(1)];
  const bounds = { unit, ceiling, gated, target, moreIsBetter, note };
  return { name, samples: sorted.length, p50, p95, max, ...bounds, compared: null, peakRssMb: null, detail: false };
}

const within = (found: Figure, bound: number | null): boolean | null =>
  bound === null ? null : found.moreIsBetter ? found[found.gated] >= bound : found[found.gated] <= bound;

/** Null where nothing was promised. */
export const meets = (found: Figure): boolean | null => within(found, found.target);

export const passes = (found: Figure): boolean => within(found, found.ceiling) ?? true;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export async function repeat(times: number, work: (index: number) => Promise<number>): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < times; index++) samples.push(await work(index));
  return samples;
}

export interface Slope {
  /** Of y for one of x, by least squares. */
  readonly perUnit: number;
  /** Half the width of the 95 % interval. */
  readonly uncertainty: number;
}

/**
 * Over medians of blocks: samples taken shortly one after the other resemble each other, and would make the interval look
 * narrower than it is; and a peak that is over is no growth.
 */
export function slope(points: readonly { readonly x: number; readonly y: number }[], blocks = 12): Slope {
  const size = Math.max(1, Math.floor(points.length / blocks));
  const middles: { x: number; y: number }[] = [];
  for (let from = 0; from + size <= points.length; from += size) middles.push(middleOf(points.slice(from, from + size)));
  const n = middles.length;
  const middle = meanOf(middles);
  const sxx = middles.reduce((sum, { x }) => sum + (x - middle.x) ** 2, 0);
  const sxy = middles.reduce((sum, { x, y }) => sum + (x - middle.x) * (y - middle.y), 0);
  if (n < 3 || sxx === 0) return { perUnit: Number.NaN, uncertainty: Number.NaN };
  const perUnit = sxy / sxx;
  const squares = middles.reduce((sum, { x, y }) => sum + (y - middle.y - perUnit * (x - middle.x)) ** 2, 0);
  return { perUnit, uncertainty: student(n - 2) * Math.sqrt(squares / (n - 2) / sxx) };
}

function middleOf(points: readonly { readonly x: number; readonly y: number }[]): { x: number; y: number } {
  const sorted = points.map(({ y }) => y).toSorted((a, b) => a - b);
  return { x: meanOf(points).x, y: sorted[Math.floor((sorted.length - 1) / 2)] as number };
}

function meanOf(points: readonly { readonly x: number; readonly y: number }[]): { x: number; y: number } {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Student's t for 95 %, two-sided. */
const student = (freedom: number): number =>
  [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13][freedom - 1] ?? 2.09;

const round = (value: number) => Math.round(value * 10) / 10;
