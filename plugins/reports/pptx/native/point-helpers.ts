import type { Drawing } from "../../../../core/ports/dashboard-spec.ts";
import { extent } from "../../numbers/extent.ts";
import type { DrawnPoint, PointGroup } from "./chart.ts";
import { chartName, type NativeTools, paint } from "./native.ts";

type Scatter = Extract<Drawing, { form: "scatter" }>;

/** What is drawn besides the points: lines, and the names of the four fields at points that are not seen. */
export function helpers(
  { points, x, y, quadrants, trend, lines = [] }: Scatter,
  bubbles: boolean,
  { look, words }: NativeTools,
): PointGroup[] {
  const muted = paint(look.muted);
  // A circle that is not seen, as small as the smallest that is.
  const least = extent(points.map(({ size }) => size)).low;
  const at = (px: number, py: number, text: string | null, place: DrawnPoint["place"]): DrawnPoint => ({
    x: px,
    y: py,
    size: bubbles ? least : null,
    text,
    place,
  });
  const line = (name: string, points: DrawnPoint[]): PointGroup => ({
    name: chartName(name) || "–",
    points,
    colour: muted,
    mark: "none",
    line: "dashed",
    unnamed: true,
  });
  const found: PointGroup[] = [];
  if (trend !== undefined && !bubbles) {
    const on = (px: number) => at(px, trend.slope * px + trend.intercept, null, "r");
    found.push(line(words("trend"), [on(x.min), on(x.max)]));
  }
  for (const { axis, value, label } of lines)
    found.push(
      line(
        label,
        axis === "x"
          ? [at(value, y.min, null, "r"), at(value, y.max, chartName(label), "r")]
          : [at(x.min, value, null, "r"), at(x.max, value, chartName(label), "l")],
      ),
    );
  if (quadrants !== null) {
    const [a, b, c, d] = quadrants;
    const [left, right, foot, head] = [
      x.min + (x.max - x.min) * 0.01,
      x.max - (x.max - x.min) * 0.01,
      y.min + (y.max - y.min) * 0.03,
      y.max - (y.max - y.min) * 0.03,
    ];
    const corners = [at(left, head, a, "r"), at(right, head, b, "l"), at(right, foot, c, "l"), at(left, foot, d, "r")];
    found.push({
      name: "–",
      points: corners.map((one) => ({ ...one, text: chartName(one.text ?? "") })),
      colour: muted,
      mark: "none",
      unnamed: true,
    });
  }
  return found;
}
