import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Report } from "../../../core/ports/report-format.ts";
import { chartOf, executionId, pixel, reportOf, run, section } from "./reports.ts";

/** Texts that somebody wrote to break a file, a reader or a spreadsheet. */
export const hostile = {
  xml: `</a:t></a:r><evil a="b" c='d'/> & <![CDATA[ ]]> &#0; <!-- --> "quoted"`,
  control: "a\u0000b\u0001c\u0008d\u000be\u000cf\u000eg\u001fh\u007fi",
  surrogate: "lone \ud800 and \udc00 halves",
  nothing: "not letters: \ufffe \uffff",
  formula: "=cmd|' /C calc'!A0",
  plus: "+1+cmd|' /C calc'!A0",
  error: "#N/A",
  escaped: "_x0041_ stays",
  field: '{ DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" }',
  link: "[click](javascript:alert(1)) https://evil.example",
  long: "An endless title ".repeat(300),
  unbroken: "W".repeat(5000),
  rightToLeft: "مرحبا بالعالم \u202e evil 2026",
  japanese: "売上高は前年同期比で十二パーセント増加し、過去最高を更新しました。".repeat(12),
  emoji: "👩‍👩‍👧‍👦 growth 📈",
} as const;

export const texts: readonly string[] = Object.values(hostile);

/** As a text with nothing in it but letters reads: what a file may show of a hostile one. */
const names = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, at) => texts[(at + from) % texts.length] as string);

const panel = (given: Partial<PanelSpec>, at: number): PanelSpec => ({
  id: hostile.xml,
  title: texts[at % texts.length] as string,
  subtitle: texts[(at + 3) % texts.length] as string,
  kind: "bar",
  span: 1,
  labels: names(6, at),
  series: [
    { name: texts[(at + 1) % texts.length] as string, values: [3, null, -2, 5, 0, 8], role: "accent", labelled: [0, 2, 3] },
  ],
  format: { style: "number", unit: '";[Red]0;"' },
  references: [{ value: 4, label: texts[(at + 2) % texts.length] as string }],
  note: texts[(at + 5) % texts.length] as string,
  missing: null,
  ...given,
});

const hostileSpec = (at: number, panels: readonly Partial<PanelSpec>[]): DashboardSpec => ({
  template: hostile.xml,
  title: texts[at % texts.length] as string,
  headline: null,
  subtitle: texts[(at + 1) % texts.length] as string,
  persona: { title: texts[(at + 2) % texts.length] as string, accent: "#27ae60" },
  kpis: names(4, at).map((name) => ({
    name,
    value: 4.2e6,
    format: { style: "currency", currency: "no & <code>", compact: true },
    delta: { value: -3, format: { style: "percent", signed: true }, base: hostile.formula, good: false },
    history: [],
  })),
  panels: panels.map(panel),
  foot: { left: texts[(at + 3) % texts.length] as string, right: texts[(at + 4) % texts.length] as string },
  sample: true,
  locale: "en",
  noData: [],
  warnings: [{ code: "w", panel: null, message: texts[(at + 6) % texts.length] as string }],
});

const line: Partial<PanelSpec> = {
  kind: "line",
  series: [
    { name: hostile.formula, values: [1, null, 3, 4, null, 6], role: "series-1", dashedFrom: 3, area: true, labelled: [0, 5] },
    { name: hostile.xml, values: [2, 1, 2, 1, 2, 1], role: "series-2", labelled: [5] },
  ],
};
const lying: Partial<PanelSpec> = { kind: "horizontal-bar" };
const round: Partial<PanelSpec> = {
  kind: "drawn",
  drawing: { form: "round", hole: false, items: names(5).map((label, at) => ({ label, value: at + 1 })) },
};
const scatter: Partial<PanelSpec> = {
  kind: "drawn",
  drawing: {
    form: "scatter",
    points: names(8).map((label, at) => ({
      label,
      x: at,
      y: 8 - at,
      size: at + 1,
      role: at % 2 === 0 ? "series-1" : "series-2",
    })),
    x: { name: hostile.xml, min: 0, max: 8, format: { style: "number" } },
    y: { name: hostile.formula, min: 0, max: 8, format: { style: "number" } },
    quadrants: [hostile.xml, hostile.formula, hostile.control, hostile.rightToLeft],
    links: [],
    key: [
      { name: hostile.formula, role: "series-1" },
      { name: hostile.surrogate, role: "series-2" },
    ],
  },
};
const gone: Partial<PanelSpec> = { missing: hostile.xml };

/** Every text in every place. */
export function hostileReport(): Report {
  const single = texts.flatMap((_, at) => [hostileSpec(at, [[line, lying, round, scatter, {}][at % 5] as Partial<PanelSpec>])]);
  const alone = single.map((spec) => ({ ...spec, kpis: [] }));
  return reportOf(
    [
      section({
        heading: hostile.unbroken,
        text: texts,
        charts: alone.slice(0, 5).map((spec) => chartOf(spec)),
        notes: texts.join("\n"),
      }),
      section({ heading: hostile.rightToLeft, text: [hostile.rightToLeft], charts: alone.slice(5).map((spec) => chartOf(spec)) }),
      section({
        heading: hostile.xml,
        charts: [chartOf(hostileSpec(2, [{}, line, lying, round, gone, scatter]))],
        notes: hostile.control,
      }),
      section({
        heading: hostile.formula,
        charts: [
          chartOf(hostileSpec(1, [{}]), { spec: null, title: hostile.long, executionId: null, picture: async () => pixel }),
        ],
      }),
      section({
        heading: hostile.surrogate,
        table: {
          executionId,
          columns: names(12).map((name) => ({ name, kind: "text" })),
          rows: Array.from({ length: 20 }, (_, at) => names(12, at)),
        },
      }),
    ],
    {
      title: hostile.long,
      subtitle: hostile.xml,
      audience: hostile.formula,
      locale: 'en" evil="',
      method: {
        runs: [
          {
            ...run,
            persona: hostile.xml,
            datasets: [{ ...run.datasets[0]!, name: hostile.formula, notes: texts, assumed: { [hostile.xml]: hostile.control } }],
            versions: { [hostile.formula]: hostile.xml },
          },
        ],
        warnings: texts,
      },
    },
  );
}
