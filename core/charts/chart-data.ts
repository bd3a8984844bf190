import { StrategicError } from "../errors.ts";
import { limits } from "../limits.ts";
import type { Json } from "../ports/sandbox.ts";

type Obj = { readonly [key: string]: Json };
/** Where we are, for messages. One list for the whole walk: a million values need no million paths. */
type Path = (string | number)[];

/**
 * An answer as chart data: the wire's exact forms (`{ type: "decimal", … }`) become plain numbers, a column inside a dict becomes
 * its list of values. A whole table stays a table: templates know how to read one. Nothing is believed of what a form says of
 * itself: guests and callers write them too.
 */
export function chartData(value: Json, path: Path = []): Json {
  if (path.length > limits.nestingLevels) throw unfit(path, `is nested deeper than ${limits.nestingLevels} levels`);
  if (typeof value === "string") return drawable(value, path);
  if (Array.isArray(value)) return value.map((item, index) => inside(item as Json, index, path));
  if (value === null || typeof value !== "object") return value;
  const object = value as Obj;
  switch (object.type) {
    case "int":
    case "decimal":
      return typeof object.value === "string" || typeof object.value === "number" ? Number(object.value) : plain(object, path);
    case "float":
      // ±Infinity: a point that can't be drawn.
      return null;
    case "repr":
      return typeof object.value === "string" ? drawable(object.value, path) : plain(object, path);
    case "dict":
      return isEntries(object.entries) ? dictOf(object.entries, path) : plain(object, path);
    case "array":
      return Array.isArray(object.data) ? arrayOf(object.data as readonly Json[], object.shape ?? [], path) : plain(object, path);
    case "table":
      return path.length > 0 ? columnOf(object, path) : plain(object, path);
    default:
      return plain(object, path);
  }
}

function inside(item: Json, key: string | number, path: Path): Json {
  path.push(key);
  const read = chartData(item, path);
  path.pop();
  return read;
}

function plain(object: Obj, path: Path): Json {
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [drawable(key, path), inside(item, key, path)]));
}

/** Numbers under names that an object would put in another order, as the whole of the data: in their own order. */
function dictOf(entries: readonly (readonly [string, Json])[], path: Path): Json {
  const object = Object.fromEntries(entries);
  const kept = Object.keys(object).every((key, at) => key === entries[at]?.[0]);
  if (kept || path.length > 0 || !entries.every(([, value]) => value === null || typeof value === "number"))
    return plain(object, path);
  return { labels: entries.map(([key]) => drawable(key, path)), values: entries.map(([, value]) => value) };
}

function columnOf(table: Obj, path: Path): Json {
  const read = plain(table, path) as Obj;
  const [columns, index, rows] = [read.columns, read.index ?? [], read.rows];
  if (!Array.isArray(columns) || !Array.isArray(index) || !Array.isArray(rows) || !rows.every(Array.isArray)) return read;
  return columns.length - index.length === 1 ? rows.map((row) => row[columns.length - 1] ?? null) : read;
}

/** The shape is checked before anything is made of it: two numbers could ask for more lists than there is memory. */
function arrayOf(data: readonly Json[], shape: Json, path: Path): Json {
  const fits =
    Array.isArray(shape) &&
    shape.length <= limits.arrayDimensions &&
    shape.every((size) => Number.isInteger(size) && size >= 0) &&
    (shape.length === 0 || shape.reduce((product, size) => product * size, 1) === data.length);
  if (!fits) {
    const said = JSON.stringify(shape).slice(0, limits.nameCharacters);
    throw unfit(
      path,
      `says the shape ${said} and holds ${data.length} values; give at most ${limits.arrayDimensions} dimensions whose product is the number of values`,
    );
  }
  const flat = data.map((item, index) => inside(item, index, path));
  return flat.length === 0 ? [] : reshape(flat, shape);
}

function reshape(flat: readonly Json[], shape: readonly number[]): Json {
  if (shape.length <= 1) return flat;
  const step = flat.length / (shape[0] as number);
  return Array.from({ length: shape[0] as number }, (_, index) =>
    reshape(flat.slice(index * step, (index + 1) * step), shape.slice(1)),
  );
}

const isEntries = (value: Json | undefined): value is readonly (readonly [string, Json])[] =>
  Array.isArray(value) && value.every((entry) => Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string");

function drawable(text: string, path: Path): string {
  if (text.length <= limits.drawnTextCharacters) return text;
  throw unfit(path, `is a text of ${text.length} characters; a chart draws at most ${limits.drawnTextCharacters}`);
}

function unfit(path: Path, what: string): StrategicError {
  const named = path.join(".").slice(0, limits.nameCharacters);
  return new StrategicError("INVALID_DATA", `The data${named === "" ? "" : ` at ${named}`} ${what}.`, {
    details: { path: named },
  });
}
