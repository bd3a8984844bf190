import { expect, test } from "vitest";
import { theme } from "../design-system/theme.ts";
import { draw } from "../tests/charts.ts";
import { buildConfig } from "./build-config.ts";
import { legendOf } from "./legend.ts";

const bars = draw("bar", { labels: ["a", "b", "c"], values: [5, 3, 2] }).panels[0];
if (bars === undefined) throw new Error("no panel");
const [series] = bars.series;
if (series === undefined) throw new Error("no series");

test("a panel that asks for a doughnut is drawn by the form of all doughnuts, in the colours that it gives", () => {
  const roles = ["good", "bad", "neutral"] as const;
  const config = buildConfig({ ...bars, kind: "doughnut", series: [{ ...series, roles }] }, theme("light"), "en");
  const [set] = config.data.datasets as unknown as { panel: unknown; data: unknown }[];
  expect(config.type).toBe("drawn");
  expect(set?.data).toEqual([5, 3, 2]);
  expect(set?.panel).toMatchObject({
    drawing: {
      form: "round",
      hole: true,
      items: [
        { label: "a", value: 5, role: "good" },
        { label: "b", value: 3, role: "bad" },
        { label: "c", value: 2, role: "neutral" },
      ],
    },
  });
});

test("its names stand beside its slices, in no key", () => {
  expect(legendOf({ ...bars, kind: "doughnut" })).toEqual([]);
});
