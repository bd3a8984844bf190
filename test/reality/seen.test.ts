import { describe, expect, test } from "vitest";
import type { DashboardSpec, PanelSpec } from "../../core/ports/dashboard-spec.ts";
import { panelFormats } from "../../plugins/charts/chart-config/panel-formats.ts";
import { kpiFormats } from "../../plugins/charts/design-system/shared-format.ts";
import { theme } from "../../plugins/charts/design-system/theme.ts";
import type { Layout } from "../../plugins/charts/forms/form.ts";
import { formOf } from "../../plugins/charts/forms/index.ts";
import { speakCatalogues } from "../../plugins/charts/locale/speak.ts";
import { draw, find, templates } from "../../plugins/charts/tests/charts.ts";
import { csv, days, many, months, rows, wide } from "./tables.ts";

speakCatalogues();

/** What was seen in the pictures of the corpus and made a reader stumble, each as a rule of its own. */
const codes = (spec: DashboardSpec) => spec.warnings.map(({ code }) => code);
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ");

/** As on a slide; letters of one width will do. */
function laid(spec: DashboardSpec): Layout {
  const { drawing, format } = spec.panels[0] as DashboardSpec["panels"][number];
  const measure = (text: string, size: number) => text.length * size * 0.55;
  if (drawing === undefined) throw new Error("not a form");
  return formOf(drawing).layout(drawing, AREA, { theme: theme("light"), locale: "en", format, measure });
}
const AREA = { x: 0, y: 0, width: 1480, height: 640 };

describe("every form that is documented is read whole: no false alarm of a field", () => {
  const records = [
    { team: "a", cost: 3 },
    { team: "b", cost: 5 },
    { team: "c", cost: 4 },
  ];
  const forms: Record<string, unknown> = {
    "labels and values": { labels: ["a", "b", "c"], values: [3, 5, 4], unit: "EUR", name: "Sales", period: "2026" },
    "x and y": { x: ["a", "b", "c"], y: [3, 5, 4], name: "Sales", unit: "EUR" },
    "one series": { labels: ["a", "b", "c"], series: [{ name: "Sales", values: [3, 5, 4] }], unit: "EUR" },
    "label to number": { a: 3, b: 5, c: 4 },
    records,
    "rows and encoding": { rows: records, encoding: { x: "team", y: "cost" }, unit: "EUR" },
    table: {
      type: "table",
      columns: [
        { name: "team", dtype: "object" },
        { name: "cost", dtype: "int64" },
      ],
      rows: records.map(({ team, cost }) => [team, cost]),
      index: [],
      rowsTotal: 3,
    },
  };
  const generic = templates.filter(({ persona, id }) => persona === null && id !== "histogram");
  test.each(generic.map(({ id }) => id))("%s", (id) => {
    const template = find(id);
    for (const [name, data] of Object.entries(forms)) {
      const parsed = template.input.safeParse(data);
      if (parsed.success) expect([name, codes(draw(id, data))]).toEqual([name, expect.not.arrayContaining(["UNKNOWN_FIELD"])]);
    }
  });

  test.each(["bar", "line", "area", "stacked_bar", "small_multiples", "marimekko"])("%s takes each of them", (id) => {
    for (const data of Object.values(forms)) expect(find(id).input.safeParse(data).success).toBe(true);
  });

  test("nor of a field that one template adds", () => {
    const data = { labels: ["TX", "CA"], values: [1, 2], map: "us", higher_is_better: true };
    expect(codes(draw("map", data))).not.toContain("UNKNOWN_FIELD");
    expect(codes(draw("map", { ...data, maps: "us" }))).toContain("UNKNOWN_FIELD");
  });
});

describe("a total is none of its parts", () => {
  const parts = { Total: [100, 110, 130], North: [60, 55, 50], South: [40, 55, 80] };
  test.each(["stacked_bar", "area"])("%s: left out, and said in the picture", (id) => {
    const spec = draw(id, wide(["2023", "2024", "2025"], parts));
    expect(spec.panels[0]?.series.map(({ name }) => name)).toEqual(["North", "South"]);
    expect(codes(spec)).toContain("TOTAL_LEFT_OUT");
    expect(spec.panels[0]?.note).toContain('"Total" is what the other series come to');
  });

  test("whatever it is called, if the sum holds at most places, with roundings and a hole", () => {
    const a = [10.2, 20.4, 5.1, 8.8, 7.7, 9.1, 3.3, 4.4, 6.6, 1.1];
    const b = [1.4, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8, 9.9, 1.2];
    const europe = a.map((value, at) => (at === 3 ? null : Math.round((value + (b[at] as number)) * 100) / 100));
    const spec = draw("stacked_bar", wide(months(10), { a, b, Europe: europe }));
    expect(spec.panels[0]?.series.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  test.each([
    ["by chance once", wide(["2024", "2025"], { a: [3, 9], b: [1, 2], c: [2, 5] })],
    ["of one other", wide(["2023", "2024", "2025"], { a: [3, 9, 4], b: [3, 9, 4] })],
    ["where nothing else is", wide(["2023", "2024", "2025"], { a: [3, 9, 4], b: [3, 9, 4], c: [0, 0, 0] })],
  ])("%s equal is no total", (_, data) => {
    expect(codes(draw("stacked_bar", data))).not.toContain("TOTAL_LEFT_OUT");
  });

  test("beside each other it stays; what is said is said of the parts", () => {
    const spec = draw("line", wide(["2023", "2024", "2025"], parts));
    expect(spec.panels[0]?.series).toHaveLength(3);
    expect(spec.title).not.toMatch(/Total/);
    // A sum with a name of its own is a measure: sales are more than cost and profit together.
    const sums = draw("line", wide(months(4), { Sales: [10, 12, 15, 19], Cost: [8, 9, 9, 12], Profit: [2, 3, 6, 7] }));
    expect(sums.title).toMatch(/Sales is highest/);
  });

  test.each(["pie", "doughnut", "treemap", "pareto"])("%s: a part called a total that is what the others come to", (id) => {
    const spec = draw(id, { labels: ["North", "South", "East", "Total"], values: [60, 25, 15, 100], name: "Sales" });
    expect(spec.panels[0]?.labels).toEqual(["North", "South", "East"]);
    expect(spec.panels.map(({ title }) => title).join()).not.toMatch(/Total: \d/);
    const other = draw(id, { labels: ["North", "South", "East", "Total"], values: [60, 25, 15, 30], name: "Sales" });
    expect(other.panels[0]?.labels).toContain("Total");
  });
});

describe("numbers", () => {
  test.each([
    ["thousand", "v rose from 135,450 to 143,093 thousand"],
    ["M EUR", "v rose from 135,450 to 143,093 M EUR"],
    ["USD bn", "v rose from 135,450 to 143,093 USD bn"],
    ["Mio. €", "v rose from 135,450 to 143,093 Mio. €"],
    ["GWh", "v rose from 135 k to 143 k GWh"],
    ["m", "v rose from 135 k to 143 k m"],
  ])("in a unit that is scaled already are not scaled again: %s", (unit, said) => {
    const spec = draw("line", wide(months(3), { v: [135_450, 139_000, 143_093] }, { unit }));
    expect(plain(spec.title).replace(/^[^r]+ rose/, "v rose")).toContain(said);
  });

  test("between two percentages lie points", () => {
    const spec = draw("dumbbell", wide(["a", "b", "c"], { Before: [10, 20, 30], After: [11, 26, 31] }, { unit: "%" }));
    expect(plain(spec.title)).toBe("b: After is furthest above Before, by 6 pts");
  });

  test("a change in per cent is not written in the thousands of its amount", () => {
    const format = { style: "currency", currency: "EUR", compact: true } as const;
    const delta = { value: -159, format: { style: "percent", signed: true }, base: "2025", good: false } as const;
    expect(kpiFormats({ value: -1_900_000, delta, format }, "en").delta).toEqual(delta.format);
  });

  test("a billion and a few thousand in one sentence are each written as themselves", () => {
    const spec = draw("bar", wide(["a", "b", "c"], { People: [11_635_647, 6_569, 40_000] }));
    expect(plain(spec.title)).toBe("People: a is highest at 11.6 M, b lowest at 6,569");
  });

  test("a measure of one letter gives way to its unit", () => {
    const title = (unit?: string) => draw("line", wide(months(3), { n: [1, 2, 3] }, unit === undefined ? {} : { unit })).title;
    expect(plain(title("deployments"))).toMatch(/^Deployments rose from 1 to 3/);
    expect(plain(title("thousand"))).toMatch(/^Value rose from 1 to 3 thousand/);
    expect(title()).toMatch(/^n rose/);
  });
});

describe("times and names", () => {
  test("an hour is said as an hour, however it came", () => {
    const hours = many(30, (at) => `2015/03/15 ${String(at % 24).padStart(2, "0")}:00:00`).slice(0, 24);
    const spec = draw("line", wide(hours, { Commits: hours.map((_, at) => (at === 5 ? 54 : at % 3)) }));
    expect(spec.title).toBe("Commits was highest on Mar 15, 2015, 05:00, at 54");
    expect(spec.panels[0]?.time?.unit).toBeDefined();
  });

  test("dates in words are dates to auto as well", () => {
    const prices = many(30, (at) => ({ date: `Jan ${at + 1} 2026`, price: 10 + (at % 7) }));
    expect(draw("auto", prices).panels[0]?.kind).toBe("line");
  });

  test("what has no shape is not drawn, and a name of 500 letters is cut in a sentence, not in the table", () => {
    const long = "Directorate General of Everything ".repeat(14);
    const spec = draw("bar", wide([long, "a\u0000b\u202e", "c"], { "x\u0007": [3, 1, 2] }));
    const said = [
      spec.title,
      ...spec.panels.flatMap(({ labels, series, title }) => [title, ...labels, ...series.map(({ name }) => name)]),
    ];
    for (const text of said) expect(text).not.toMatch(/\p{Cc}|[\u202a-\u202e]/u);
    expect(spec.title.length).toBeLessThan(200);
    expect(spec.panels[0]?.labels[0]).toBe(long.slice(0, 500));
  });

  test("two of each: the series are the two numbers, unless the labels are times", () => {
    const data = (labels: string[]) => wide(labels, { Before: [50, 60], After: [50, 61] });
    expect(draw("dumbbell", data(["Team A", "Team B"])).panels[0]?.labels.toSorted()).toEqual(["Team A", "Team B"]);
    expect(draw("dumbbell", data(["2025", "2026"])).panels[0]?.labels.toSorted()).toEqual(["After", "Before"]);
  });

  test("who asks for one line is told what that line does", () => {
    const data = wide(months(4), { Big: [90, 91, 92, 99], Mine: [10, 14, 19, 26] }, { highlight: ["Mine"] });
    expect(draw("line", data).title).toMatch(/^Mine rose from 10 to 26/);
  });

  test("columns of a marimekko that are times: whose share moved, not which time was the largest", () => {
    const data = wide(["2001", "2009", "2017"], { Fossil: [35, 38, 29], Wind: [1, 8, 22] });
    expect(draw("marimekko", data).title).toMatch(/^Wind rose from/);
  });
});

describe("shapes", () => {
  test("a stack with holes is drawn as columns, and areas with holes as lines, which is said", () => {
    const labels = many(100, (at) => String(1900 + at));
    const holes = (start: number) => labels.map((_, at) => (at % 3 === start ? null : at + 1));
    const stack = draw("stacked_bar", wide(labels, { a: holes(0), b: holes(1) }));
    expect([stack.panels[0]?.kind, stack.panels[0]?.stacked]).toEqual(["bar", true]);
    const area = draw("area", wide(labels, { a: holes(0), b: holes(1) }));
    expect([area.panels[0]?.kind, area.panels[0]?.stacked]).toEqual(["line", undefined]);
    expect(area.panels[0]?.note).toMatch(/Values are missing between others/);
    // What began later or ended earlier has no hole.
    const late = labels.map((_, at) => (at < 50 ? null : at));
    expect(draw("area", wide(labels, { a: labels.map((_, at) => at), late })).panels[0]?.stacked).toBe(true);
  });

  test("a line through a cloud stands only where its correlation is said", () => {
    const spec = draw("scatter", rows(csv("gapminder-health-income.csv"), { x: "income", y: "health" }));
    expect(spec.headline).toBeNull();
    const drawing = spec.panels[0]?.drawing;
    expect(drawing?.form === "scatter" && drawing.trend).toBeUndefined();
  });

  test.each([
    [
      "boxplot",
      {
        labels: ["A", "B"],
        samples: [
          [1, 2, 3],
          [2, 3, 4],
        ],
        name: "Hours",
      },
    ],
    ["dumbbell", wide(["A", "B"], { x: [1, 2], y: [3, 4] })],
    ["diverging_bar", wide(["A", "B"], { Profit: [3, -2] })],
    ["tornado", { labels: ["A", "B"], low: [1, 2], high: [5, 4], base: 3 }],
    ["team_comparison", { teams: ["A", "B"], adoption_scores: [1, 2], components_used: [1, 2], consistency_scores: [1, 2] }],
  ])("few rows of a %s stand in the middle of their card, and are wide", (id, data) => {
    const ys = laid(draw(id, data)).marks.map(({ box }) => box.y + box.height / 2);
    const [first, last] = [Math.min(...ys), Math.max(...ys)];
    expect(last - first).toBeGreaterThan(150);
    expect(Math.abs((first + last) / 2 - AREA.height / 2)).toBeLessThan(40);
  });

  test("ends of a tornado on one side of the plan do not hide each other", () => {
    const { drawing } = draw("tornado", { labels: ["Price"], low: [5], high: [6], base: 4 }).panels[0] ?? {};
    expect(drawing?.form === "diverging" && drawing.rows[0]?.segments.map(({ from, to }) => [from, to])).toEqual([
      [4, 5],
      [5, 6],
    ]);
  });

  test("the first column of a pareto has its number too", () => {
    const { texts } = laid(draw("pareto", { labels: ["One", "Two", "Three", "Four"], values: [96, 3, 2, 1], name: "Defects" }));
    for (const number of ["96", "3", "2", "1"]) expect(texts.map(({ text }) => text)).toContain(number);
  });

  test("a pie of nothing points at nothing", () => {
    const { lines, texts } = laid(draw("pie", { labels: ["a", "b"], values: [0, 0], name: "Budget" }));
    expect(lines).toEqual([]);
    expect(texts.map(({ text }) => text)).toEqual(["All values are 0"]);
  });

  test("the key of a map has no more digits than its two ends need", () => {
    const values = many(20, (at) => 0.000934 + at * 0.00061234);
    const labels = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD".split(" ");
    const { texts } = laid(draw("map", { labels, values, unit: "ratio", map: "us" }));
    for (const { text } of texts.filter(({ text }) => text.endsWith("%"))) expect(text).toMatch(/^\d\.\d{1,2}%$/);
  });

  test("a name at a slope's end that had to give way is tied to its point", () => {
    const close = Object.fromEntries(many(8, (at) => [`Team ${at}`, [50 + at / 10, 60 + at]]));
    const { lines } = laid(draw("slope", wide(["2023", "2026"], { ...close, Far: [10, 90] })));
    // Two edges and nine slopes; the others are ties.
    expect(lines.length).toBeGreaterThan(11);
  });

  test("the axis of bars without numbers is in the largest scale that fits", () => {
    const people = many(19, (at) => 330_000 + (18 - at) * 611_111);
    const spec = draw(
      "stacked_bar",
      wide(
        people.map((_, at) => String(at * 5)),
        { men: people, women: people.map((one) => one + 7_777) },
      ),
    );
    expect(panelFormats(spec.panels[0] as PanelSpec, "en").label.scale).toBe("million");
  });

  test("what a title names is in colour in a persona's bars too", () => {
    const teams = many(8, (at) => `Team ${at}`);
    const data = {
      teams,
      velocity: teams.map((_, at) => 20 + at),
      quality: teams.map((_, at) => 80 + ((at * 3) % 8)),
      satisfaction: teams.map((_, at) => 5 + at / 4),
    };
    const panel = draw("team_metrics", data).panels.find(({ title }) => title.startsWith("Quality"));
    expect(new Set(panel?.series[0]?.roles)).toEqual(new Set(["accent", "reference"]));
  });
});

test("of many lines the warning says what shows each; the picture does not name templates", () => {
  const spec = draw("line", wide(days(10), Object.fromEntries(many(12, (at) => [`s${at}`, many(10, (day) => day * at)]))));
  expect(spec.warnings.find(({ code }) => code === "TOO_MANY_SERIES")?.message).toMatch(
    /"small_multiples" shows each by itself$/,
  );
  expect(spec.panels[0]?.note).not.toMatch(/small_multiples/);
});
