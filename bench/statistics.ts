export interface Figure {
  readonly name: string;
  readonly unit: "ms" | "x" | "MB" | "/s";
  readonly samples: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** What the gate fails on, over `gated`; null: reported only. */
  readonly ceiling: number | null;
  readonly gated: "p50" | "p95";
  /** What we hold ourselves to, on a quiet machine; missing it is shown, not failed. */
  readonly target: number | null;
  readonly note: string;
}

export function figure(
  name: string,
  samples: readonly number[],
  {
    unit = "ms",
    ceiling = null,
    gated = "p95",
    target = null,
    note = "",
  }: { target?: number | null; unit?: Figure["unit"]; ceiling?: number | null; gated?: Figure["gated"]; note?: string } = {},
): Figure {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  return { name, unit, samples: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1), ceiling, gated, target, note };
}

/** Null where nothing was promised. */
export const meets = (found: Figure): boolean | null => (found.target === null ? null : found[found.gated] <= found.target);

export const passes = (found: Figure): boolean => found.ceiling === null || found[found.gated] <= found.ceiling;

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

const round = (value: number) => Math.round(value * 10) / 10;
