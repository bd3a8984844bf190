import { excelCode } from "../../numbers/excel-code.ts";
import { extent } from "../../numbers/extent.ts";
import { together } from "../../numbers/together.ts";
import type { Series } from "./chart.ts";
import { type Conversion, chartName, paintOf, Sheet } from "./native.ts";
import { stepFor } from "./value-range.ts";
import { categoryChart } from "./whole.ts";

/** Several series over the same dimensions. What is missing would be joined over: then the picture. */
export const radar: Conversion = (panel, { look }) => {
  const values = panel.series.flatMap((series) => series.values);
  if (values.length === 0 || values.includes(null) || panel.labels.length < 3) return null;
  const { min, max } = panel.range ?? { min: 0, max: extent(values).high };
  const step = stepFor(max - min || 1, 5);
  const ticks = Array.from({ length: Math.ceil((max - min) / step) + 1 }, (_, at) => min + at * step);
  const code = excelCode(together(ticks, panel.format, look.number), look.number);
  const own = excelCode(together(values, panel.format, look.number), look.number);
  const sheet = new Sheet();
  const series = panel.series.map(
    ({ name, values: list, role }, at): Series => ({
      column: sheet.add(name || panel.title, list, own),
      colour: paintOf(look, role),
      width: at === 0 ? 3 : 2,
      dashed: at > 0,
      marker: true,
    }),
  );
  const axis = { min, max: Math.max(max, min + step), step, code, shown: true };
  const legend = series.length > 1 ? "top" : "none";
  const categories = { texts: panel.labels.map(chartName) };
  return {
    chart: categoryChart({ categories, columns: sheet.columns, plots: [{ kind: "radar", series }], axis, legend }),
    remarks: [],
    leftOut: [],
  };
};
