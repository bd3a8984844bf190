import { describe, expect, test } from "vitest";
import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { chartDeck, only, specOf } from "../../tests/written.ts";

const chart = async (given: Partial<PanelSpec>) => only((await chartDeck(specOf([given]))).charts);
const pictured = async (given: Partial<PanelSpec>) => (await chartDeck(specOf([given]))).pictured;
const line = (values: (number | null)[], given: Partial<PanelSpec["series"][number]> = {}): Partial<PanelSpec> => ({
  kind: "line",
  labels: values.map((_, at) => `W${at + 1}`),
  series: [{ name: "Deployments", values, role: "accent", labelled: [], ...given }],
});
const days = (...texts: string[]) =>
  ({ at: texts.map((text) => Date.parse(text)), unit: "day", named: false, gap: 3 * 86_400_000 }) as const;
const count = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].length;

describe("lines", () => {
  test("leave a gap where a value is missing, and join nothing over it", async () => {
    const { series, xml } = await chart(line([1, null, 3, 4]));
    expect(only(series).values).toEqual([1, null, 3, 4]);
    expect(xml).toContain('<c:dispBlanksAs val="gap"/>');
  });

  test("mark a value that stands alone between two gaps, which no line would show", async () => {
    const values = Array.from({ length: 40 }, (_, at) => (at === 20 || (at !== 19 && at !== 21) ? at : null));
    const { xml } = await chart(line(values));
    expect(count(xml, /<c:dPt><c:idx val="20"\/><c:marker><c:symbol val="circle"\/>/g)).toBe(1);
    expect(count(xml, /<c:dPt>/g)).toBe(1);
  });

  test("are dashed from where they are a forecast", async () => {
    const { xml } = await chart(line([1, 2, 3, 4, 5], { dashedFrom: 2 }));
    const dashed = [...xml.matchAll(/<c:dPt><c:idx val="(\d)"\/>.*?<c:bubble3D[^>]*>.*?<a:prstDash val="(\w+)"\/>/gs)].map(
      ([, at, dash]) => [at, dash],
    );
    expect(dashed).toEqual([
      ["3", "sysDash"],
      ["4", "sysDash"],
    ]);
  });

  test("keep the distances of uneven days on an axis of days, and break where dates are far apart", async () => {
    const time = days("2026-01-05", "2026-01-06", "2026-01-08", "2026-01-20");
    const { series, xml } = await chart({ ...line([1, 2, 3, 4]), time });
    expect(xml).toContain("<c:dateAx>");
    expect(only(series).categories.map(Number)).toEqual([46_027, 46_028, 46_030, 46_036, 46_042]);
    expect(only(series).values).toEqual([1, 2, 3, null, 4]);
  });

  test("are words where months follow each other, though months are not equally long", async () => {
    const time = {
      ...days("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"),
      unit: "month",
      gap: 90 * 86_400_000,
    } as const;
    expect((await chart({ ...line([1, 2, 3, 4]), time })).xml).toContain("<c:catAx>");
  });

  test("are a picture where uneven hours would be drawn as if they were even", async () => {
    const at = [0, 1, 2, 9].map((hour) => hour * 3_600_000);
    expect(await pictured({ ...line([1, 2, 3, 4]), time: { at, unit: "hour", named: false, gap: 1e12 } })).toBe(true);
  });

  test("may begin above zero, and the slide then says so", async () => {
    const deck = await chartDeck(specOf([line([101, 104, 109])]));
    expect(only(deck.charts).xml).toContain('<c:min val="100"/>');
    expect(deck.inside[0]?.things.map(({ text }) => text)).toContain("The axis begins at 100.");
  });

  test("over an area begin at zero, however high they lie", async () => {
    expect((await chart(line([101, 104, 109], { area: true }))).xml).toContain('<c:min val="0"/>');
  });

  test("of many stay behind the one that is told of, grey and without a name", async () => {
    const context = { name: "Other", values: [5, 4, 3], role: "reference", labelled: [], context: true } as const;
    const { xml, series } = await chart({
      ...line([1, 2, 3]),
      series: [{ name: "Ours", values: [1, 2, 3], role: "accent", labelled: [2] }, context],
    });
    expect(series.map(({ name }) => name)).toEqual(["Other", "Ours"]);
    expect(xml).not.toContain("<c:legend>");
  });

  test("on a logarithmic axis stay on one, and are a picture where zero has no place on it", async () => {
    expect((await chart({ ...line([1, 10, 1000]), log: true })).xml).toContain('<c:logBase val="10"/>');
    expect(await pictured({ ...line([0, 10, 1000]), log: true })).toBe(true);
  });

  test("have their area beneath them on the same column of the sheet, and none where a value is missing", async () => {
    const whole = await chart(line([3, 4, 5], { area: true }));
    expect(whole.plots).toEqual(["areaChart", "lineChart"]);
    const [area, over] = whole.series.map(({ xml }) => /<c:val><c:numRef><c:f>([^<]*)/.exec(xml)?.[1]);
    expect(area).toBe(over);
    expect((await chart(line([3, null, 5], { area: true }))).plots).toEqual(["lineChart"]);
  });

  test("carry a reference across as a dashed line of its value, with its name", async () => {
    const { series } = await chart({ ...line([10, 14, 19]), references: [{ value: 15, label: "hurdle 15" }] });
    const [, reference] = series;
    expect(reference).toMatchObject({ name: "hurdle 15", values: [15, 15, 15] });
    expect(reference?.xml).toContain('<a:prstDash val="sysDash"/>');
  });
});

describe("a fan", () => {
  const band = { low: [null, 2, 1], high: [null, 2, 5], label: "80%" };

  test("is what lies below it, unseen, and itself: together they end where the range ends", async () => {
    const { series } = await chart(line([1, 2, 3], { dashedFrom: 1, bands: [band] }));
    const [low, range] = series;
    expect(low?.values).toEqual([2, 2, 1]);
    expect(low?.xml).toContain("<c:spPr><a:noFill/></c:spPr>");
    expect(range?.values).toEqual([0, 0, 4]);
  });

  test("is a picture where it begins broad, for a wedge would be drawn before it", async () => {
    expect(await pictured(line([1, 2, 3], { bands: [{ ...band, low: [null, 1, 1] }] }))).toBe(true);
  });

  test("is a picture where two lines have one each", async () => {
    const two = [1, 2].map(
      (at) =>
        ({
          name: `L${at}`,
          values: [1, 2, 3],
          role: "accent",
          labelled: [],
          bands: [{ ...band, low: [1, 1, 1], high: [2, 2, 2] }],
        }) as const,
    );
    expect(await pictured({ ...line([1, 2, 3]), series: two })).toBe(true);
  });
});

describe("bars", () => {
  test("begin at zero, whatever their values", async () => {
    const high = { name: "n", values: [990, 1000, 995, 998], role: "accent", labelled: [] } as const;
    expect((await chart({ series: [high] })).xml).toContain('<c:min val="0"/>');
  });

  test("carry their numbers and then need no axis to be read from", async () => {
    const { xml } = await chart({});
    expect(count(xml, /<c:dLbl>/g)).toBe(4);
    expect(/<c:valAx>.*?<c:delete val="1"\/>/s.test(xml)).toBe(true);
  });

  test("that have no room for their numbers have an axis", async () => {
    const values = Array.from({ length: 80 }, (_, at) => 1_000_000 + at);
    const { xml } = await chart({
      labels: values.map(String),
      series: [{ name: "n", values, role: "accent", labelled: values.map((_, at) => at) }],
    });
    expect(count(xml, /<c:dLbl>/g)).toBe(0);
    expect(/<c:valAx>.*?<c:delete val="0"\/>/s.test(xml)).toBe(true);
  });

  test("have the colour of what each means", async () => {
    const series = [
      { name: "n", values: [1, 2, 3, 4], role: "good", roles: ["good", "bad", "good", "good"], labelled: [] } as const,
    ];
    const { xml } = await chart({ series });
    expect(
      [...xml.matchAll(/<c:dPt><c:idx val="(\d)"\/>.*?srgbClr val="(\w+)"/gs)].map(([, at, colour]) => [at, colour]),
    ).toEqual([["1", "C92A2A"]]);
    expect(xml).toContain('<c:invertIfNegative val="0"/>');
  });

  test("that lie have the first on top, and what crosses them is said in the notes", async () => {
    const deck = await chartDeck(specOf([{ kind: "horizontal-bar", references: [{ value: 5, label: "plan" }] }]));
    expect(only(deck.charts).xml).toContain('<c:orientation val="maxMin"/>');
    expect(only(deck.inside).notes).toContain("Not shown on the slide: Deployments: lines at plan (5)");
    expect(deck.leftOut).toEqual(["Not shown on the slide: Deployments: lines at plan (5)"]);
  });

  test("that are stacked say what they come to", async () => {
    const series = [1, 2].map(
      (by) => ({ name: `S${by}`, values: [1 * by, 2 * by, 3 * by, 4 * by], role: "accent", labelled: [] }) as const,
    );
    const { series: read, xml } = await chart({ stacked: true, series });
    expect(xml).toContain('<c:grouping val="stacked"/>');
    expect(read.at(-1)).toMatchObject({ name: "Total", values: [3, 6, 9, 12] });
  });

  test("of a continuous scale touch", async () => {
    expect((await chart({ touching: true })).xml).toContain('<c:gapWidth val="3"/>');
  });
});

test("what happened, what is shaded and what is remarked is told in the notes of the slide that does not show it", async () => {
  const deck = await chartDeck(
    specOf([
      {
        ...line([10, 14, 19]),
        events: [{ at: 1, label: "Migration" }],
        bands: [{ along: "labels", from: 0, to: 1, label: "Freeze" }],
        notes: [{ at: 2, series: 0, text: "New team" }],
      },
    ]),
  );
  const notes = only(deck.inside).notes.join("\n");
  expect(notes).toContain("events Migration (W2)");
  expect(notes).toContain("shaded ranges Freeze (W1–W2)");
  expect(notes).toContain("remarks New team (W3)");
  const method = deck.slides
    .at(-1)
    ?.things.map(({ text }) => text)
    .join("\n");
  expect(method).toContain("events Migration (W2)");
});

test("a panel without data says which field it lacks, and is no chart", async () => {
  const deck = await chartDeck(specOf([{}, { id: "q", missing: "budget" }]));
  expect(deck.charts).toHaveLength(1);
  expect(deck.inside.flatMap(({ things }) => things.map(({ text }) => text))).toContain("No data: budget was not given.");
});
