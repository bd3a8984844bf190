import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { bars } from "./bars.ts";
import type { Conversion } from "./native.ts";

/** Rows with one column of bars are lying bars; several columns, each on a scale of its own, no chart of PowerPoint's holds. */
export const singleColumn: Conversion = (panel, tools) => {
  if (panel.drawing?.form !== "rows") return null;
  const { labels, columns } = panel.drawing;
  const [column] = columns;
  if (columns.length !== 1 || column === undefined || column.mark !== "bar") return null;
  const { drawing: _, table: __, ...rest } = panel;
  const { name, values, role, format } = column;
  const labelled = values.flatMap((value, at) => (value === null ? [] : [at]));
  // What falls is red, as in the picture.
  const roles = values.map((value): Role => (value !== null && value < 0 ? "bad" : role));
  const series = [{ name, values, role, roles, labelled }];
  return bars({ ...rest, kind: "horizontal-bar", format, labels, series }, tools);
};
