import type { Json } from "../../core/ports/sandbox.ts";
import type { NativeFigure } from "./programs.ts";

type Chart = { readonly template: string; readonly data: Json };
type Fields = Readonly<Record<string, Json>>;

/** What is wrong in a chart that was read back from a figure, by what the axes of the native figure hold. Empty: nothing. */
export function wrongIn({ template, data }: Chart, native: NativeFigure): string[] {
  const fields = data as Fields;
  if (template === "dashboard") return (fields.panels as unknown as Chart[]).flatMap((panel) => wrongIn(panel, native));
  const expected = numbersOf(template, fields);
  if (expected.length === 0) return [`${template} holds no number`];
  const most = Object.values(native.marks).reduce((sum, count) => sum + count, 0);
  // matplotlib adds a pie's angles up in single precision.
  const digits = template === "pie" ? 1e-4 : 1e-6;
  const lost = expected
    .filter((value) => !among(native.numbers, value, digits))
    .map((value) => `${template}: native axes have no ${value}`);
  return marksOf(template, fields) > most ? [...lost, `${template}: more marks than the native axes have`] : lost;
}

/** Every number that the chart shows, as the figure would show it. */
function numbersOf(template: string, data: Fields): number[] {
  const list = (value: Json | undefined) => ((value ?? []) as (number | null)[]).filter((one) => one !== null);
  if (template === "scatter") return (data.points as unknown as { x: number; y: number }[]).flatMap(({ x, y }) => list([x, y]));
  if (template === "histogram") return binned(list(data.values), data.bins as number);
  if (template === "boxplot") return (data.samples as Json[]).flatMap((sample) => quartiles(list(sample)));
  if (template === "pie") return shares(list(data.values));
  return (data.series as unknown as { values: Json }[]).flatMap(({ values }) => list(values));
}

const marksOf = (template: string, data: Fields): number =>
  template === "scatter" ? (data.points as Json[]).length : template === "pie" ? (data.values as Json[]).length : 0;

const shares = (values: readonly number[]) => {
  const sum = values.reduce((one, other) => one + other, 0);
  return values.map((value) => value / sum);
};

/** How many values are in each bin, and where the first begins. */
function binned(values: readonly number[], bins: number): number[] {
  const low = Math.min(...values);
  const width = (Math.max(...values) - low) / bins;
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    // An edge belongs to the bin that it begins; a quotient may fall short of it by its last digit.
    const at = Math.min(bins - 1, Math.floor((value - low) / width + 1e-9));
    counts[at] = (counts[at] as number) + 1;
  }
  return [...counts, low];
}

function quartiles(values: readonly number[]): number[] {
  const sorted = values.toSorted((one, other) => one - other);
  return [0.25, 0.5, 0.75].map((share) => {
    const at = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]] as [number, number];
    return below + (above - below) * (at - Math.floor(at));
  });
}

/** In a sorted list, to a share of the value. */
function among(sorted: readonly number[], value: number, digits: number): boolean {
  const near = digits * Math.max(Math.abs(value), 1e-6);
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as number) < value - near) from = middle + 1;
    else to = middle;
  }
  return from < sorted.length && (sorted[from] as number) <= value + near;
}
