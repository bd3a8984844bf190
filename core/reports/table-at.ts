import { fieldsOf, isScalar, type Obj, plainNumber } from "../artifacts/result-forms.ts";
import { isTable } from "../artifacts/table-leaves.ts";
import { StrategicError } from "../errors.ts";
import type { ReportTable, TableCell, TableColumn } from "../ports/report-format.ts";
import type { Json } from "../ports/sandbox.ts";
import { nearestFirst } from "../text/nearest.ts";

type Shape = Pick<ReportTable, "columns" | "rows">;

/** The part of a result that a path names (`by_region`, `years[0].table`), as a table: docs/results.md lists the forms of a result. */
export function tableAt(result: Json, path: string | undefined, executionId: string, where: string): ReportTable {
  const found = path === undefined || path === "" ? result : at(result, path, where);
  const table = shapeOf(found);
  if (table === null) {
    const what = path === undefined ? "The result" : `"${path}"`;
    throw new StrategicError("INVALID_INPUT", `${what} of that run is no table, no list of rows and no set of named values.`, {
      details: { path: where },
    });
  }
  return { executionId, ...table };
}

function at(result: Json, path: string, where: string): Json {
  let value: Json = result;
  for (const [, name, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    const fields: readonly (readonly [string, Json])[] = Array.isArray(value)
      ? value.map((item, place): [string, Json] => [String(place), item])
      : fieldsOf(value);
    const found = fields.find(([key]) => key === (name ?? index));
    if (found === undefined) {
      const known = nearestFirst(
        name ?? "",
        fields.map(([key]) => key),
      );
      const message = `The result has no "${path}". Known there: ${known.slice(0, 12).join(", ") || "nothing"}.`;
      throw new StrategicError("INVALID_INPUT", message, { details: { path: where, known } });
    }
    value = found[1];
  }
  return value;
}

function shapeOf(value: Json): Shape | null {
  if (Array.isArray(value)) return ofList(value);
  if (value === null || typeof value !== "object") return null;
  const form = value as Obj;
  if (isTable(form)) {
    const names = form.columns.map((column) => String((column as Obj | null)?.name ?? ""));
    return typed(
      names,
      form.rows.map((row) => (Array.isArray(row) ? row : [])),
    );
  }
  if (form.type === "array") return shapeOf(nested(form));
  const fields = fieldsOf(form);
  const named = fields.length > 0 && fields.every(([, item]) => isScalar(item));
  return named
    ? typed(
        ["", "value"],
        fields.map(([key, item]) => [key, item]),
      )
    : null;
}

/** Rows as dicts, of which one may lack what another has; rows as lists; or single values. */
function ofList(list: readonly Json[]): Shape | null {
  if (list.length === 0) return null;
  if (list.every((row) => Array.isArray(row))) {
    const width = Math.max(...list.map((row) => row.length));
    return typed(
      Array.from({ length: width }, (_, column) => String(column + 1)),
      list,
    );
  }
  if (list.every(isScalar))
    return typed(
      ["value"],
      list.map((item) => [item]),
    );
  if (!list.every((row) => row !== null && typeof row === "object" && !isScalar(row))) return null;
  const rows = list.map((row) => new Map(fieldsOf(row)));
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return typed(
    names,
    rows.map((row) => names.map((name) => row.get(name) ?? null)),
  );
}

/** Of two dimensions at most; the runtime checked that the shape fits. */
function nested({ data, shape }: Obj): Json {
  const width = Array.isArray(shape) && shape.length === 2 ? Number(shape[1]) : 0;
  if (!Array.isArray(data) || width === 0) return data ?? null;
  return Array.from({ length: data.length / width }, (_, row) => data.slice(row * width, (row + 1) * width));
}

function typed(names: readonly string[], rows: readonly (readonly Json[])[]): Shape {
  const cells = rows.map((row) => names.map((_, column) => cellOf(row[column] ?? null)));
  const columns = names.map((name, column): TableColumn => ({ name, kind: kindOf(cells.map((row) => row[column] ?? null)) }));
  return { columns, rows: cells };
}

function cellOf(value: Json): TableCell {
  if (value === null || typeof value !== "object") return value;
  const number = plainNumber(value);
  if (number !== null) return number;
  if (isScalar(value)) return String((value as Obj).value);
  return JSON.stringify(value);
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/** What all of a column's values are. */
function kindOf(cells: readonly TableCell[]): TableColumn["kind"] {
  const known = cells.filter((cell) => cell !== null);
  if (known.length === 0) return "text";
  if (known.every((cell) => typeof cell === "number")) return "number";
  if (known.every((cell) => typeof cell === "boolean")) return "boolean";
  const matches = (form: RegExp) => known.every((cell) => typeof cell === "string" && form.test(cell));
  return matches(DATE) ? "date" : matches(TIME) ? "time" : "text";
}
