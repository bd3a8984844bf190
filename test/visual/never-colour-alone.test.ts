import { expect, test } from "vitest";
import { keyPath, pointStyle } from "../../plugins/charts/chart-config/key-shapes.ts";
import { lineEnds } from "../../plugins/charts/chart-config/line-ends.ts";
import { specOf } from "../browser/open-page.ts";
import { find, templates } from "../charts.ts";

test("each of several lines has a shape of its own, in the plot and in the key", () => {
  const lines = templates.flatMap((template) =>
    specOf(template).panels.filter(({ kind, series }) => kind === "line" && series.length > 1),
  );
  expect(lines.length).toBeGreaterThan(4);
  for (const panel of lines) {
    const shapes = panel.series.map((_, index) => pointStyle(panel, index));
    expect(new Set(shapes).size).toBe(shapes.length);
    expect(new Set(panel.series.map((_, index) => keyPath(panel, index))).size).toBe(shapes.length);
  }
});

test("lines carry their names at their ends where there is room, else their values alone", () => {
  const [panel] = specOf(find("line"), {
    labels: ["a", "b"],
    series: [
      { name: "Cost", values: [1, 2] },
      { name: "Benefit", values: [3, 4] },
    ],
  }).panels;
  if (panel === undefined) throw new Error("no panel");
  expect(lineEnds(panel, 700, "en")).toMatchObject({ texts: ["Cost 2", "Benefit 4"], named: true });
  expect(lineEnds(panel, 320, "en")).toMatchObject({ texts: ["2", "4"], named: false });
});
