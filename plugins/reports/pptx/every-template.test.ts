import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { ReportTools } from "../../../core/ports/report-format.ts";
import { build, context, templates } from "../../charts/tests/charts.ts";
import { misplaced } from "../tests/geometry.ts";
import { officeShows, pagesShown } from "../tests/office.ts";
import { type Opened, type OpenedSlide, opened } from "../tests/opened.ts";
import { chartOf, lookIn, pixel, reportOf, section, tools } from "../tests/reports.ts";
import { problemsIn } from "../tests/well-formed.ts";
import { pptx } from "./pptx.ts";

interface Written {
  readonly spec: DashboardSpec;
  readonly deck: Opened;
  readonly bytes: Uint8Array;
  /** Panels, by id, that were drawn as a picture of their own. */
  readonly pictured: readonly string[];
}

/** Those with a panel that PowerPoint has no chart for, which is a picture among charts. All others can be edited whole. */
const drawnAsPicture = new Set([
  ...["investment_tracking", "business_metrics", "service_performance", "system_dependency_map", "technology_roadmap"],
  ...["stakeholder_map", "component_adoption", "design_system_health", "team_comparison", "design_debt_visualization"],
  ...["boxplot", "funnel", "gauge", "heatmap", "kpi", "sankey", "table", "treemap", "calendar_heatmap", "cohort", "dumbbell"],
  ...["map", "marimekko", "small_multiples", "dashboard", "design_system_status", "github_activity", "simple_metrics"],
]);

const written = new Map<string, Written>();

beforeAll(async () => {
  for (const template of templates) {
    const spec = build(template, template.sample, { ...context, sample: true });
    const pictured: string[] = [];
    const picture: ReportTools["picture"] = async ({ panels }) => {
      pictured.push(...panels.map(({ id }) => id));
      return pixel;
    };
    const whole = () => Promise.reject(new Error("a dashboard's whole picture was drawn"));
    const report = reportOf([section({ charts: [chartOf(spec, { picture: whole })] })]);
    const { bytes } = await pptx.write(report, { ...tools(), picture });
    written.set(template.id, { spec, bytes, deck: await opened(bytes), pictured });
  }
});

const of = (id: string): Written => written.get(id) as Written;
/** Between the opening and the method. */
const inside = ({ deck }: Written): readonly OpenedSlide[] => deck.slides.slice(1, -1);

test("every part of every deck is XML, and no cell of a chart's workbook calculates", () => {
  const files = Object.fromEntries([...written].map(([id, { bytes }]) => [`${id}.pptx`, bytes]));
  expect(problemsIn(files)).toEqual([]);
});

if (officeShows)
  test("LibreOffice shows every slide of a deck with every chart", async () => {
    const charts = [...written.values()].map(({ spec }) => chartOf(spec));
    const { bytes } = await pptx.write(reportOf(charts.map((chart) => section({ charts: [chart] }))), tools());
    expect(pagesShown(bytes)).toBe((await opened(bytes)).slides.length);
  });

describe.each(templates.map(({ id }) => id))("%s", (id) => {
  test("lies within its slides, and nothing on anything else", () => {
    expect(misplaced(of(id).deck.slides)).toEqual([]);
  });

  test("carries its claim as the title and says that its numbers are invented", () => {
    const { spec } = of(id);
    for (const { things } of inside(of(id))) {
      expect(things[0]?.text.startsWith(spec.title)).toBe(true);
      expect(things.map(({ text }) => text)).toContain("SAMPLE DATA");
    }
  });

  test("has every number of its table in the notes, and where they come from", () => {
    const { spec } = of(id);
    const notes = inside(of(id)).flatMap((slide) => slide.notes);
    for (const panel of spec.panels) for (const text of numbersOf(panel).slice(0, 60)) expect(notes.join("\n")).toContain(text);
    expect(notes.join("\n")).toContain("Origin: run 7f3a2100");
    expect(notes.join("\n")).toContain("sales.csv (da7ada7ada7a)");
  });

  test("is described for who can't see it", () => {
    const shown = inside(of(id)).flatMap(({ things }) => things.filter(({ kind }) => kind === "chart" || kind === "picture"));
    expect(shown.length).toBeGreaterThan(0);
    for (const { alt } of shown) expect(alt).toContain(of(id).spec.title.slice(0, 40));
  });

  test("keeps the same numbers in a chart's picture and in its workbook", async () => {
    const { deck } = of(id);
    const charts = deck.slides.flatMap((slide) => slide.charts);
    expect(deck.workbooks).toHaveLength(charts.length);
    for (const [at, chart] of charts.entries()) {
      const rows = (await readXlsx(deck.workbooks[at] as Uint8Array)).sheets[0]?.rows ?? [];
      for (const { xml, values } of chart.series) {
        const column = columnOf(xml);
        expect(values.map((_, row) => rows[row + 1]?.[column] ?? null)).toEqual(values);
      }
    }
  });

  test("is edited with the numbers that its spec has, series by series", () => {
    const read = inside(of(id)).flatMap(({ charts }) =>
      charts.flatMap(({ series }) => series.map(({ name, values }) => JSON.stringify([name, values]))),
    );
    const { spec, pictured } = of(id);
    const editable = spec.panels.filter((panel) => panel.kind !== "drawn" && !pictured.includes(panel.id));
    for (const { kind, series } of editable)
      for (const { name, values } of series)
        expect([kind, read]).toEqual([kind, expect.arrayContaining([JSON.stringify([name, values])])]);
  });

  test("has each panel once, as a chart or as a picture", () => {
    const { spec, pictured } = of(id);
    expect(new Set(pictured).size).toBe(pictured.length);
    expect([id, pictured.length > 0]).toEqual([id, drawnAsPicture.has(id)]);
    const charts = inside(of(id)).flatMap((slide) => slide.charts);
    expect(charts.length + pictured.length).toBe(spec.panels.filter(({ missing }) => missing === null).length);
  });
});

/** In the notes numbers stand as charts write them, and not in thousands. */
function numbersOf({ table, series, labels, format }: PanelSpec): string[] {
  const { number } = lookIn();
  const { compact: _, scale: __, ...whole } = format;
  if (table !== undefined)
    return table.rows.flat().flatMap((cell) => (typeof cell === "number" ? [number(cell, { style: "number" })] : []));
  return labels.flatMap((_, at) => series.map(({ values }) => number(values[at] ?? null, whole)));
}

/** The column of the sheet that a series takes its values from, counted from nought. */
function columnOf(xml: string): number {
  const letters = /<c:(?:val|yVal)><c:numRef><c:f>Sheet1!\$([A-Z]+)\$/.exec(xml)?.[1] ?? "";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
