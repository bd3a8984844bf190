import type { Json } from "./ports/sandbox.ts";

type Obj = { readonly [key: string]: Json };

/**
 * The guest's answer as chart data: the wire's exact forms (`{ type: "decimal", … }`) become plain numbers, a column inside a
 * dict becomes its list of values. A whole table stays a table: templates know how to read one.
 */
export function chartData(value: Json, inside = false): Json {
  if (Array.isArray(value)) return value.map((item) => chartData(item as Json, true));
  if (value === null || typeof value !== "object") return value;
  const object = value as Obj;
  switch (object.type) {
    case "int":
    case "decimal":
      return "value" in object ? Number(object.value) : plain(object);
    case "float":
      // ±Infinity: a point that can't be drawn.
      return null;
    case "repr":
      return typeof object.value === "string" ? object.value : plain(object);
    case "array":
      return Array.isArray(object.data)
        ? reshape(chartData(object.data, true) as Json[], (object.shape as number[]) ?? [])
        : plain(object);
    case "table":
      return inside ? columnOf(object) : { ...object, rows: chartData(object.rows ?? [], true) };
    default:
      return plain(object);
  }
}

function plain(object: Obj): Json {
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, chartData(item, true)]));
}

function columnOf(table: Obj): Json {
  const rows = chartData((table.rows ?? []) as Json, true) as Json[][];
  const width = (table.columns as Json[] | undefined)?.length ?? 0;
  const levels = (table.index as Json[] | undefined)?.length ?? 0;
  return width - levels === 1 ? rows.map((row) => row[width - 1] ?? null) : { ...table, rows };
}

function reshape(flat: readonly Json[], shape: readonly number[]): Json {
  if (shape.length <= 1) return flat;
  const step = shape.slice(1).reduce((product, size) => product * size, 1);
  return Array.from({ length: shape[0] ?? 0 }, (_, index) =>
    reshape(flat.slice(index * step, (index + 1) * step), shape.slice(1)),
  );
}
