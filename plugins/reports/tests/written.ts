import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Report, ReportTools } from "../../../core/ports/report-format.ts";
import { context } from "../../charts/tests/charts.ts";
import { pptx } from "../pptx/pptx.ts";
import { type Opened, type OpenedChart, type OpenedSlide, opened } from "./opened.ts";
import { chartOf, lookIn, pixel, reportOf, section, tools } from "./reports.ts";

export interface Deck extends Opened {
  readonly leftOut: readonly string[];
  /** Between the opening and the method. */
  readonly inside: readonly OpenedSlide[];
  readonly charts: readonly OpenedChart[];
}

export async function deckOf(report: Report, locale = "en", more: Partial<ReportTools> = {}): Promise<Deck> {
  const { bytes, leftOut } = await pptx.write(report, { ...tools(lookIn(locale)), ...more });
  const deck = await opened(bytes);
  const method = deck.slides.findIndex(({ things }, at) => at > 0 && things.some(({ name }) => name === "Method"));
  const inside = deck.slides.slice(1, method);
  return { ...deck, leftOut, inside, charts: inside.flatMap(({ charts }) => charts) };
}

/** A deck with this one chart; whether a picture of it, or of a panel, was asked for. */
export async function chartDeck(spec: DashboardSpec): Promise<Deck & { readonly pictured: boolean }> {
  let pictured = false;
  const picture = async () => {
    pictured = true;
    return pixel;
  };
  const deck = await deckOf(reportOf([section({ charts: [chartOf(spec, { picture })] })]), "en", { picture });
  return { ...deck, pictured };
}

const panel = (given: Partial<PanelSpec>): PanelSpec => ({
  id: "p",
  title: "Deployments",
  subtitle: "per week",
  kind: "bar",
  span: 2,
  labels: ["Jan", "Feb", "Mar", "Apr"],
  series: [{ name: "Deployments", values: [4, 6, 5, 9], role: "accent", labelled: [0, 1, 2, 3] }],
  format: { style: "number" },
  references: [],
  missing: null,
  ...given,
});

export const specOf = (panels: readonly Partial<PanelSpec>[], given: Partial<DashboardSpec> = {}): DashboardSpec => ({
  template: "bar",
  title: "Deployments rose",
  headline: null,
  subtitle: "First half",
  persona: null,
  kpis: [],
  panels: panels.map(panel),
  foot: { left: "Source: pipeline", right: `run ${context.runId}` },
  sample: false,
  locale: "en",
  noData: [],
  warnings: [],
  ...given,
});

export const only = <One>(list: readonly One[]): One => {
  if (list.length !== 1) throw new Error(`one was expected, not ${list.length}`);
  return list[0] as One;
};
