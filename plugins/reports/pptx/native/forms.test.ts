import { describe, expect, test } from "vitest";
import type { Drawing } from "../../../../core/ports/dashboard-spec.ts";
import { chartDeck, only, specOf } from "../../tests/written.ts";

const deckWith = (drawing: Drawing, labels: readonly string[] = []) => chartDeck(specOf([{ kind: "drawn", drawing, labels }]));
const chart = async (drawing: Drawing) => only((await deckWith(drawing)).charts);

describe("parts of a whole", () => {
  const items = [60, 37, 3].map((value, at) => ({ label: `P${at}`, value }));

  test("are a pie with a name and a number at each slice", async () => {
    const { plots, series, xml } = await chart({ form: "round", hole: false, items });
    expect(plots).toEqual(["pieChart"]);
    expect(only(series)).toMatchObject({ categories: ["P0", "P1", "P2"], values: [60, 37, 3] });
    expect([...xml.matchAll(/<c:dLbl>.*?<c:showVal val="1"\/><c:showCatName val="1"\/>/gs)]).toHaveLength(3);
  });

  test("are a ring with its names beside it; the number of a slice too narrow for it stands beneath", async () => {
    const deck = await deckWith({ form: "round", hole: true, items });
    expect(only(deck.charts).plots).toEqual(["doughnutChart"]);
    expect(only(deck.charts).xml).toContain('<c:legendPos val="r"/>');
    expect(only(deck.inside).things.map(({ text }) => text)).toContain("Without a number in the ring: P2 3");
  });

  test("are a picture where a part is below nothing", async () => {
    expect(
      (
        await deckWith({
          form: "round",
          hole: false,
          items: [
            { label: "a", value: 4 },
            { label: "b", value: -1 },
          ],
        })
      ).pictured,
    ).toBe(true);
  });
});

describe("a waterfall", () => {
  const item = (label: string, value: number, total = false) => ({ label, value, total, role: "neutral" }) as const;

  test("floats on a part that is not seen; its steps are as long as they are", async () => {
    const { series } = await chart({
      form: "waterfall",
      items: [item("a", 10, true), item("b", 5), item("c", -3), item("d", 12, true)],
    });
    const [base, steps, heads] = series;
    expect(base?.values).toEqual([0, 10, 12, 0]);
    expect(base?.xml).toContain("<c:spPr><a:noFill/></c:spPr>");
    expect(steps?.values).toEqual([10, 5, 3, 12]);
    expect(heads?.values).toEqual([10, 15, 15, 12]);
    expect([...(heads?.xml ?? "").matchAll(/<a:t>([^<]*)</g)].map(([, text]) => text)).toEqual(["10", "+5", "−3", "12"]);
  });

  test("below zero hangs, and a step across zero lies on both sides of it", async () => {
    const { series } = await chart({
      form: "waterfall",
      items: [item("a", 4, true), item("b", -10), item("c", -2), item("d", -8, true)],
    });
    const [base, above, below] = series;
    expect(base?.values).toEqual([0, 0, -6, 0]);
    expect(above?.values).toEqual([4, 4, null, null]);
    expect(below?.values).toEqual([null, -6, -2, -8]);
  });

  test("of hairs on a high level begins higher, and says so", async () => {
    const deck = await deckWith({ form: "waterfall", items: [item("a", 1000, true), item("b", 5), item("c", 1005, true)] });
    expect(Number(/<c:min val="(\d+)"\/>/.exec(only(deck.charts).xml)?.[1])).toBeGreaterThan(900);
    expect(only(deck.inside).things.some(({ text }) => text.startsWith("The axis begins at"))).toBe(true);
  });
});

test("a Pareto is columns and the line that adds them up, on axes that agree: the line touches the first column's top", async () => {
  const items = [50, 30, 20].map((value, at) => ({ label: `C${at}`, value, role: "accent" }) as const);
  const { plots, series, xml } = await chart({ form: "pareto", items, cumulative: [50, 80, 100] });
  expect(plots).toEqual(["barChart", "lineChart"]);
  expect(series.map(({ values }) => values)).toEqual([
    [50, 30, 20],
    [50, 80, 100],
  ]);
  expect([...xml.matchAll(/<c:max val="(\d+)"\/>/g)].map(([, max]) => max)).toEqual(["100", "100"]);
  expect(xml.match(/<c:valAx>/g)).toHaveLength(2);
});

test("a slope is a line each, named at its end; where names would lie on each other it is a picture", async () => {
  const item = (label: string, before: number, after: number) => ({ label, before, after, role: "accent" }) as const;
  const columns = ["2023", "2026"] as const;
  const { series, xml } = await chart({ form: "slope", columns, items: [item("Payments", 61, 78), item("Search", 40, 20)] });
  expect(series.map(({ name, values }) => [name, ...values])).toEqual([
    ["Payments", 61, 78],
    ["Search", 40, 20],
  ]);
  expect([...xml.matchAll(/<c:showVal val="1"\/><c:showCatName val="0"\/><c:showSerName val="1"\/>/g)]).toHaveLength(2);
  expect((await deckWith({ form: "slope", columns, items: [item("a", 10, 50), item("b", 10.1, 90)] })).pictured).toBe(true);
});

describe("bars to both sides of a line", () => {
  test("begin at the line where each goes from it", async () => {
    const rows = [
      {
        label: "Price",
        segments: [
          { part: 0, from: 4, to: 2, text: "2" },
          { part: 1, from: 4, to: 7, text: "7" },
        ],
      },
    ];
    const parts = [
      { name: "low", role: "series-1" },
      { name: "high", role: "series-2" },
    ] as const;
    const { series, xml } = await chart({ form: "diverging", rows, parts, line: 4 });
    expect(series.map(({ name, values }) => [name, ...values])).toEqual([
      ["low", 2],
      ["high", 7],
    ]);
    expect(xml).toContain('<c:crossesAt val="4"/>');
    expect(xml).toContain('<c:overlap val="100"/>');
  });

  test("of a survey are stacked outwards, and what lies across the line is half on each side; the key names it once", async () => {
    const segment = (part: number, from: number, to: number) => ({ part, from, to, text: "" });
    const rows = [{ label: "Q", segments: [segment(0, -30, -5), segment(1, -5, 5), segment(2, 5, 65)] }];
    const parts = [
      { name: "No", role: "bad" },
      { name: "Neutral", role: "reference" },
      { name: "Yes", role: "good" },
    ] as const;
    const deck = await deckWith({ form: "diverging", rows, parts, line: 0 });
    expect(only(deck.charts).series.map(({ name, values }) => [name, ...values])).toEqual([
      ["Neutral (left)", -5],
      ["No", -25],
      ["Neutral", 5],
      ["Yes", 60],
    ]);
    expect(only(deck.charts).xml).not.toContain("<c:legend>");
    expect(only(deck.inside).things.find(({ name }) => name.endsWith("key"))?.text).toMatch(/No\s+■ Neutral\s+■ Yes/);
  });
});

describe("points", () => {
  const axis = (name: string) => ({ name, min: 0, max: 10, format: { style: "number" } }) as const;
  const point = (label: string, x: number, y: number, size: number | null, role: "series-1" | "series-2" = "series-1") => ({
    label,
    x,
    y,
    size,
    role,
  });
  const scatter = (given: Partial<Extract<Drawing, { form: "scatter" }>>): Drawing => ({
    form: "scatter",
    points: [point("A", 1, 2, null), point("B", 8, 9, null, "series-2")],
    x: axis("Effort"),
    y: axis("Impact"),
    quadrants: null,
    links: [],
    ...given,
  });
  const pointsOf = (
    series: readonly {
      readonly values: readonly (number | null)[];
      readonly xs: readonly (number | null)[];
      readonly sizes: readonly (number | null)[];
    }[],
  ) => series.flatMap(({ values, xs, sizes }) => values.flatMap((y, at) => (y === null ? [] : [[xs[at], y, sizes[at] ?? null]])));

  test("are a scatter with a name at each, the axes' names beside them and one series a colour", async () => {
    const { plots, series, xml } = await chart(scatter({}));
    expect(plots).toEqual(["scatterChart"]);
    expect(series).toHaveLength(2);
    expect(pointsOf(series)).toEqual([
      [1, 2, null],
      [8, 9, null],
    ]);
    for (const text of ["Effort", "Impact", "A", "B"]) expect(xml).toContain(`<a:t>${text}</a:t>`);
  });

  test("with sizes are circles, with their sizes", async () => {
    const { plots, series } = await chart(scatter({ points: [point("A", 1, 2, 30), point("B", 8, 9, 5)] }));
    expect(plots).toEqual(["bubbleChart"]);
    expect(pointsOf(series)).toEqual([
      [1, 2, 30],
      [8, 9, 5],
    ]);
  });

  test("in four fields have the axes cross in the middle and the fields named in the corners", async () => {
    const { xml } = await chart(scatter({ quadrants: ["Quick wins", "Big bets", "Question", "Fill-ins"] }));
    expect([...xml.matchAll(/<c:crossesAt val="5"\/>/g)]).toHaveLength(2);
    for (const name of ["Quick wins", "Big bets", "Question", "Fill-ins"]) expect(xml).toContain(`<a:t>${name}</a:t>`);
  });

  test("along a line have it drawn; with lines between them they are a picture", async () => {
    const { series } = await chart(scatter({ trend: { slope: 2, intercept: 1 } }));
    expect(series.at(-1)?.values.filter((value) => value !== null)).toEqual([1, 21]);
    expect((await deckWith(scatter({ links: [{ from: 0, to: 1, weight: 1 }] }))).pictured).toBe(true);
  });

  test("that lie on each other are not all named, and the notes say how many are not", async () => {
    const points = Array.from({ length: 12 }, (_, at) => point(`Service ${at}`, 5, 5 + at / 100, null));
    const deck = await deckWith(scatter({ points }));
    expect(only(deck.inside).notes.join("\n")).toMatch(/Not shown on the slide: .*names of \d+ points/);
  });
});

test("forms that PowerPoint has no chart for are a picture with a description", async () => {
  const items = [
    { label: "a", value: 3 },
    { label: "b", value: 2 },
  ];
  const deck = await deckWith({ form: "treemap", items });
  expect(deck.pictured).toBe(true);
  expect(only(deck.inside).things.find(({ kind }) => kind === "picture")?.alt).toContain("Deployments rose");
});

test("a dashboard of which one panel is no chart keeps its charts, and has that panel as a picture", async () => {
  const items = [{ label: "a", value: 3 }];
  const deck = await chartDeck(specOf([{}, { id: "q", kind: "drawn", drawing: { form: "treemap", items } }]));
  expect([deck.pictured, deck.charts.length]).toEqual([true, 1]);
});
