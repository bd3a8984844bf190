import { createCanvas } from "canvas";
import { expect, test } from "vitest";
import { keyPath, pointStyle } from "../../plugins/charts/chart-config/key-shapes.ts";
import { lineEnds } from "../../plugins/charts/chart-config/line-ends.ts";
import { registerFonts } from "../../plugins/charts/render/fonts.ts";
import { find, templates } from "../../plugins/charts/tests/charts.ts";
import { specOf } from "../browser/open-page.ts";

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

test.each(["8", "52", "105", "80.8", "€470 k", "−1,234,567"])(
  "the room beside the plot holds %s, whatever the width",
  (written) => {
    registerFonts();
    const context = createCanvas(1, 1).getContext("2d");
    context.font = "600 14px Inter, sans-serif";
    const value = { "8": 8, "52": 52, "105": 105, "80.8": 80.8, "€470 k": 470_000, "−1,234,567": -1_234_567 }[written] as number;
    const unit = written.startsWith("€") ? { unit: "EUR" } : {};
    const series = ["Platform engineering", "Customer operations"].map((name) => ({ name, values: [1, value] }));
    const [panel] = specOf(find("line"), { labels: ["x", "y"], series, ...unit }).panels;
    if (panel === undefined) throw new Error("no panel");
    for (const width of [280, 328, 700, 1500]) {
      const { texts, room } = lineEnds(panel, width, "en");
      // Ten pixels from the plot, two on each side of the text: as it is placed.
      for (const text of texts) expect(room).toBeGreaterThanOrEqual(10 + context.measureText(text ?? "").width + 4);
    }
  },
);
