import { afterAll, expect, test } from "vitest";
import { find, templates } from "../../plugins/charts/tests/charts.ts";
import { renderer, specOf } from "../browser/open-page.ts";

afterAll(() => renderer?.close());

async function warnings(id: string, data: unknown, width = 1600, height = 900): Promise<string[]> {
  const spec = specOf(find(id), data);
  const options = { formats: ["png"], theme: "light", width, height, scale: 1, locale: "en" } as const;
  const drawn = await renderer?.render(spec, options);
  return [...spec.warnings, ...(drawn?.warnings ?? [])].map(({ code, message }) => `${code} ${message}`);
}

test("a picture too small for its numbers says how many it left out", async () => {
  const labels = Array.from({ length: 16 }, (_, at) => `Sprint ${at + 1}`);
  const data = { labels, series: [{ name: "Cost", values: labels.map((_, at) => 1_234_567 + at * 10) }], unit: "EUR" };
  expect(await warnings("bar", data)).toEqual([]);
  expect(await warnings("bar", data, 320, 320)).toEqual([
    expect.stringMatching(/^LABELS_LEFT_OUT .*\d+ labels have no free place in this size; the data table has every number$/),
  ]);
});

test("a cloud whose names lie on each other says how many are not written", async () => {
  const points = Array.from({ length: 30 }, (_, at) => ({
    x: 1 + at / 1000,
    y: 1 + at / 1000,
    label: `A rather long name ${at}`,
  }));
  points.push({ x: 100, y: 100, label: "far" });
  expect((await warnings("scatter", { points })).join()).toMatch(/LABELS_LEFT_OUT .*: \d+ labels have no free place/);
});

test("a line over its range alone is drawn, and said; from zero it needs no word", async () => {
  const line = (values: number[]) =>
    warnings("line", {
      labels: ["a", "b", "c"],
      series: [
        { name: "x", values },
        { name: "y", values },
      ],
    });
  expect((await line([98, 99, 97])).join()).toContain("TRUNCATED_AXIS");
  expect((await line([8, 99, 97])).join()).not.toContain("TRUNCATED_AXIS");
  expect((await line([-98, 99, 97])).join()).not.toContain("TRUNCATED_AXIS");
});

test("no sample is drawn with a label left out", async () => {
  const found = await Promise.all(
    templates.map(async ({ id, sample }) => (await warnings(id, sample)).map((text) => `${id}: ${text}`)),
  );
  expect(found.flat().filter((text) => text.includes("LABELS_LEFT_OUT"))).toEqual([]);
});
