import { describe, expect, test } from "vitest";
import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { build, context, draw, find, templates } from "../tests/charts.ts";

const many = <T>(count: number, of: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => of(index));
const panelOf = (spec: DashboardSpec) => spec.panels[0] as PanelSpec;
const codes = (spec: DashboardSpec) => spec.warnings.map(({ code }) => code);
const months = many(12, (at) => `2026-${String(at + 1).padStart(2, "0")}`);

describe("nothing is cut in silence", () => {
  const subjects = many(12, (s) => ({
    name: `Subject ${"ABCDEFGHIJKL"[s]}`,
    values: months.map((_, at) => (s === 9 ? at * 10 : s)),
  }));

  test("of twelve lines all are drawn: the largest and those that moved in colour, the others as their context", () => {
    const spec = draw("line", { labels: months, series: subjects });
    const { series, note } = panelOf(spec);
    expect(series).toHaveLength(12);
    const coloured = series.filter(({ context }) => context !== true);
    expect(coloured.map(({ name }) => name)).toContain("Subject J");
    expect(coloured.length).toBeLessThanOrEqual(6);
    expect(note).toMatch(/^12 series: \d in colour/);
  });

  test("bars up to forty, all of them in the table, and the picture says how many", () => {
    const labels = many(57, (at) => `Country ${String.fromCharCode(65 + (at % 26))}${"abc"[Math.floor(at / 26)]}`);
    const spec = draw("bar", { labels, values: labels.map((_, at) => at + 1) });
    expect(panelOf(spec).labels).toHaveLength(40);
    expect(panelOf(spec).note).toBe("40 of 57 shown, the largest");
    expect(panelOf(spec).table?.rows).toHaveLength(57);
    expect(draw("bar", { labels: labels.slice(0, 40), values: many(40, (at) => at) }).panels[0]?.note).toBeUndefined();
  });

  test("what a stack adds up stands in the picture and, part by part, in the table", () => {
    const spec = draw("stacked_bar", {
      labels: ["Q1 2026", "Q2 2026"],
      series: many(9, (s) => ({ name: `s${s}`, values: [s, s] })),
    });
    expect(panelOf(spec).series).toHaveLength(6);
    expect(panelOf(spec).note).toMatch(/^4 series are added up as "Others": s/);
    expect(panelOf(spec).table?.columns).toHaveLength(10);
  });

  test("a stack of very many periods is stacked areas, filled", () => {
    const labels = many(90, (at) => String(1900 + at));
    const spec = draw("stacked_bar", { labels, series: many(3, (s) => ({ name: `s${s}`, values: labels.map(() => s + 1) })) });
    expect(panelOf(spec).kind).toBe("line");
    expect(panelOf(spec).stacked).toBe(true);
    expect(panelOf(spec).series.every(({ area }) => area === true)).toBe(true);
  });
});

describe("codes are names, periods are periods", () => {
  test.each([
    ["Store 3", "Store 12", "Store 7"],
    ["C0", "C39", "C4"],
  ])("%s …", (...labels) => {
    const spec = draw("bar", { labels, values: [300, 90, 120], name: "Sales" });
    expect(spec.title).not.toMatch(/fell|rose|to Store|to C/);
  });

  test("quarters and months by name come in their order", () => {
    expect(panelOf(draw("bar", { labels: ["Q1 2024", "Q3 2023", "Q4 2023"], values: [3, 1, 2] })).series[0]?.values).toEqual([
      1, 2, 3,
    ]);
    expect(panelOf(draw("bar", { labels: ["Mar", "Jan", "Feb"], values: [3, 1, 2] })).labels).toEqual(["Jan", "Feb", "Mar"]);
    expect(panelOf(draw("bar", { labels: ["Nov", "Dec", "Jan"], values: [1, 2, 3] })).labels).toEqual(["Nov", "Dec", "Jan"]);
  });
});

describe("emphasis", () => {
  const data = { labels: ["North", "South", "West", "East"], values: [14, 9, 22, 3], name: "Incidents" };

  test("the bars that the title names are those in colour", () => {
    const spec = draw("bar", data);
    const named = data.labels.filter((label) => spec.title.includes(label));
    expect(named.length).toBeGreaterThan(0);
    const coloured = data.labels.filter((_, at) => panelOf(spec).series[0]?.roles?.[at] === "accent");
    expect(coloured).toEqual(named);
  });

  test("highlight chooses bars, and lines", () => {
    expect(panelOf(draw("bar", { ...data, highlight: ["South"] })).series[0]?.roles).toEqual([
      "reference",
      "accent",
      "reference",
      "reference",
    ]);
    const lines = draw("line", {
      labels: months,
      series: many(3, (s) => ({ name: `s${s}`, values: months.map(() => s) })),
      highlight: ["s1"],
    });
    expect(panelOf(lines).series.map(({ context }) => context === true)).toEqual([true, false, true]);
    expect(codes(draw("bar", { ...data, highlight: ["Sowth"] }))).toContain("NO_EFFECT");
  });

  test("notes, events, bands and a target are at the places where they are drawn", () => {
    const spec = draw("line", {
      labels: months,
      values: months.map((_, at) => at + 1),
      notes: [{ at: "2026-03", text: "Launch" }],
      events: [{ at: "2026-06-15", label: "Merger" }],
      bands: [
        { from: "2026-02", to: "2026-04", label: "Freeze" },
        { low: 2, high: 4, label: "Usual" },
      ],
      target: { value: 10, label: "Plan" },
    });
    const { notes, events, bands, references } = panelOf(spec);
    expect(notes).toEqual([{ at: 2, series: 0, text: "Launch" }]);
    expect(events?.[0]?.at).toBeCloseTo(5 + 14 / 30, 5);
    expect(bands).toEqual([
      { along: "labels", from: 1, to: 3, label: "Freeze" },
      { along: "values", from: 2, to: 4, label: "Usual" },
    ]);
    expect(references.map(({ value }) => value)).toEqual([10]);
    expect(codes(spec)).not.toContain("NO_EFFECT");
  });

  test("what has no place or no effect is said, with the nearest name", () => {
    const of = (id: string, more: object) =>
      draw(id, { ...data, ...more })
        .warnings.filter(({ code }) => code === "NO_EFFECT")
        .map(({ message }) => message);
    expect(of("bar", { notes: [{ at: "Nort", text: "x" }] }).join()).toMatch(
      /"Nort" is no place of this chart; nearest is "North"/,
    );
    expect(of("bar", { scale: "log" }).join()).toMatch(/"log" is for lines/);
    expect(of("bar", { min: 5 }).join()).toMatch(/bars and areas begin at zero/);
    expect(of("bar", { stack: "100%" }).join()).toMatch(/is for stacks/);
    expect(of("bar", { index: 100 }).join()).toMatch(/is for lines/);
    expect(of("line", { scale: "log", values: [0, 1, 2, 3] }).join()).toMatch(/needs values above zero/);
    expect(draw("bar", { ...data, higlight: ["North"] }).warnings).toContainEqual(
      expect.objectContaining({ code: "UNKNOWN_FIELD", message: expect.stringMatching(/"higlight" .*nearest is "highlight"/) }),
    );
  });

  test.each([
    ["bar", { labels: ["a", "b"], values: [1, 2], name: "v" }],
    ["bar", { x: ["a", "b"], y: [1, 2], name: "v" }],
    ["bar", { a: 1, b: 2 }],
    ["line", { rows: [{ m: "2026-01", v: 1 }], encoding: { x: "m", y: "v" } }],
    ["histogram", { x: [1, 2, 3] }],
    ["pie", { labels: ["a", "b"], series: [{ name: "v", values: [1, 2] }] }],
    ["waterfall", { a: 1, b: 2 }],
    ["kpi", [{ name: "a", v: 1 }]],
    ["auto", { labels: ["a", "b"], values: [1, 2] }],
  ])("no field of any form is taken for an unknown one: %s, %o", (id, given) => {
    expect(codes(draw(id, given))).not.toContain("UNKNOWN_FIELD");
  });

  test("no field of any sample is", () => {
    expect(
      templates.flatMap(({ id, sample }) =>
        draw(id, sample)
          .warnings.filter(({ code }) => code === "UNKNOWN_FIELD" || code === "NO_EFFECT")
          .map(({ message }) => `${id}: ${message}`),
      ),
    ).toEqual([]);
  });

  test("a histogram's bands and target stand at their values, between its bins", () => {
    const values = many(100, (at) => at);
    const spec = draw("histogram", { values, bands: [{ low: 20, high: 40, label: "Usual" }], target: 50 });
    expect(panelOf(spec).edges?.slice(0, 3)).toEqual(["0", "10", "20"]);
    expect(panelOf(spec).bands).toEqual([{ along: "labels", from: 1.5, to: 3.5, label: "Usual" }]);
    expect(panelOf(spec).events).toEqual([{ at: 4.5, label: "Target" }]);
    expect(codes(draw("histogram", { values, target: 500 }))).toContain("NO_EFFECT");
  });

  test("a field that a template of a persona does not know is named, and nothing is made of it", () => {
    const sample = find("service_performance").sample as object;
    const spec = draw("service_performance", {
      ...sample,
      throughputs: [1],
      drawn: { frame: {} },
      remarks: [{ code: "X", message: "x" }],
    });
    const said = spec.warnings.filter(({ code }) => code === "UNKNOWN_FIELD").map(({ message }) => message);
    expect(said[0]).toMatch(/"throughputs" is no field .*nearest is "throughput"/);
    expect(said).toHaveLength(3);
    expect(spec.panels).toEqual(draw("service_performance", sample).panels);
    expect(codes(spec)).not.toContain("X");
  });

  test("sort, 100 %, index and log", () => {
    expect(panelOf(draw("bar", { ...data, sort: "value" })).series[0]?.values).toEqual([22, 14, 9, 3]);
    expect(panelOf(draw("bar", { ...data, sort: "label" })).labels).toEqual(["East", "North", "South", "West"]);
    const two = {
      labels: ["2024", "2025"],
      series: [
        { name: "a", values: [1, 3] },
        { name: "b", values: [3, 1] },
      ],
    };
    const parts = panelOf(draw("stacked_bar", { ...two, stack: "100%" }));
    expect([parts.format.style, parts.series.map(({ values }) => values)]).toEqual([
      "percent",
      [
        [25, 75],
        [75, 25],
      ],
    ]);
    expect(panelOf(draw("line", { ...two, index: 100 })).series.map(({ values }) => Math.round(values[1] ?? 0))).toEqual([
      300, 33,
    ]);
    expect(panelOf(draw("line", { ...two, scale: "log" })).log).toBe(true);
    const log = panelOf(draw("line", { labels: months, values: months.map((_, at) => 10 ** at), scale: "log" }));
    expect([log.log, log.series[0]?.area]).toEqual([true, undefined]);
  });

  test("a long list of names that nobody put in order is a ranking; names with numbers keep theirs", () => {
    const names = [..."ABCDEFGHIJ"].map((letter) => `Team ${letter}`);
    const values = [3, 9, 1, 4, 2, 8, 7, 5, 6, 10];
    expect(panelOf(draw("bar", { labels: names, values })).series[0]?.values).toEqual(values.toSorted((a, b) => b - a));
    const ages = many(10, (at) => `${at * 10}–${at * 10 + 9} years`);
    expect(panelOf(draw("bar", { labels: ages, values })).labels).toEqual(ages);
    expect(panelOf(draw("bar", { labels: names, values, sort: "none" })).labels).toEqual(names);
  });
});

describe("a total beside its parts is no news", () => {
  const deaths = { "All natural disasters": 190, Drought: 100, Flood: 60, Earthquake: 30 };

  test.each(["bar", "line"])("%s: what is said is said of the parts, and the picture says which is their total", (id) => {
    const spec = draw(id, { labels: Object.keys(deaths), values: Object.values(deaths), name: "Deaths" });
    expect(spec.title).toBe("Deaths: Drought is highest at 100, Earthquake lowest at 30");
    expect(panelOf(spec).note).toContain('"All natural disasters" is what the others come to; the headline is about them');
    expect(panelOf(spec).labels).toContain("All natural disasters");
    expect(codes(spec)).toContain("TOTAL_BESIDE");
  });

  test("the bars in colour are those that the title names", () => {
    const { series, labels } = panelOf(
      draw("bar", { labels: Object.keys(deaths), values: Object.values(deaths), name: "Deaths" }),
    );
    const accent = labels.filter((_, at) => series[0]?.roles?.[at] === "accent");
    expect(accent).toEqual(["Drought", "Earthquake"]);
  });

  test("of several series: the label that is the total in each of them", () => {
    const spec = draw("bar", {
      labels: ["North", "South", "East", "Total"],
      series: [
        { name: "Plan", values: [10, 20, 30, 60] },
        { name: "Actual", values: [12, 25, 31, 68] },
        { name: "Forecast", values: [11, 24, 33, 68] },
      ],
    });
    expect(spec.title).not.toMatch(/Total/);
    expect(spec.title).toMatch(/Forecast, East is highest at 33/);
  });

  test("what is called a total and is not what the others come to is not called highest either, nor is another", () => {
    const spec = draw("bar", { labels: ["All regions", "North", "South"], values: [500, 100, 60], name: "Sales" });
    expect(spec.title).toBe("Sales");
    expect(codes(spec)).not.toContain("TOTAL_BESIDE");
  });

  test("where a name only begins like a total's, it is a name", () => {
    const spec = draw("bar", { labels: ["Allianz", "TotalEnergies", "Siemens"], values: [5, 9, 4], name: "Sales" });
    expect(spec.title).toBe("Sales: TotalEnergies is highest at 9, Siemens lowest at 4");
  });
});

describe("hours and months that are bare numbers", () => {
  const of = (column: string, locale = "en") => {
    const rows = [
      { [column]: 3, Trips: 1 },
      { [column]: 17, Trips: 9 },
      { [column]: 8, Trips: 5 },
    ];
    return build(find("bar"), { rows, encoding: { x: column, y: "Trips" } }, { ...context, locale }).title;
  };

  test.each([
    ["hour_of_day", "en", "Trips: hour 17 is highest at 9, hour 3 lowest at 1"],
    ["startHour", "en", "Trips: hour 17 is highest at 9, hour 3 lowest at 1"],
    ["Stunde", "de", /Stunde 17 .*Stunde 3 /],
    ["heure", "fr", /heure 17 .*heure 3 /],
    ["Hora", "es", "Trips: el máximo es la hora 17, con 9; el mínimo, la hora 3, con 1"],
    ["時間", "ja", /17時.*3時/],
    ["Month", "en", /month 17 /],
    ["line", "en", "Trips: 17 is highest at 9, 3 lowest at 1"],
    ["Thoura", "en", "Trips: 17 is highest at 9, 3 lowest at 1"],
  ])("%s in %s stands with its word", (column, locale, title) => {
    if (typeof title === "string") expect(of(column, locale)).toBe(title);
    else expect(of(column, locale)).toMatch(title);
  });
});
