import type { Axis, NumberFormat } from "../../../../core/ports/dashboard-spec.ts";
import { placedRange } from "../../forms/axis.ts";
import type { Note } from "../../kit/shaped.ts";

/** As wide as its values, in their unit; on a log scale where that was asked for and can be. */
export function scatterAxis(
  name: string,
  values: readonly number[],
  format: NumberFormat,
  unit: string | undefined,
  scale: "linear" | "log" | undefined,
  notes: Note[],
): Axis {
  const [low, high] = [
    values.reduce((a, b) => Math.min(a, b), values[0] ?? 0),
    values.reduce((a, b) => Math.max(a, b), values[0] ?? 1),
  ];
  const log = scale === "log" && low > 0;
  if (scale === "log" && !log) notes.push({ code: "NO_EFFECT", message: `${name}: "log" needs values above zero` });
  const range = log ? { min: low / 1.2, max: high * 1.2 } : placedRange(low, high);
  return {
    name: unit === undefined ? name : `${name}, ${unit}`,
    ...range,
    ...(log && { log }),
    format: (format.unit ?? "").length > 4 ? { ...format, unit: "" } : format,
  };
}
