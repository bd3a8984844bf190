import type { ColumnValues } from "./table-file.ts";

const GAP = -(2n ** 63n);
const WHOLE_MAX = Number.MAX_SAFE_INTEGER;

/** Numbers as pandas would have them: whole ones where none is missing, else floats. */
export function numbersOf(cells: readonly (number | null)[]): ColumnValues {
  const whole = cells.every((cell) => cell !== null && Number.isInteger(cell) && Math.abs(cell) <= WHOLE_MAX);
  if (whole) return { kind: "numbers", dtype: "int64", data: BigInt64Array.from(cells as readonly number[], BigInt) };
  return { kind: "numbers", dtype: "float64", data: Float64Array.from(cells, (cell) => cell ?? Number.NaN) };
}

export function textsOf(cells: readonly (string | null)[]): ColumnValues {
  const places = new Map<string, number>();
  const codes = Int32Array.from(cells, (cell) => {
    if (cell === null) return -1;
    const known = places.get(cell);
    if (known !== undefined) return known;
    places.set(cell, places.size);
    return places.size - 1;
  });
  return { kind: "texts", codes, texts: [...places.keys()] };
}

export function momentsOf(cells: readonly (bigint | null)[], unit: "s" | "ms" | "us" | "ns", utc: boolean): ColumnValues {
  return { kind: "moments", unit, utc, data: BigInt64Array.from(cells, (cell) => cell ?? GAP) };
}
