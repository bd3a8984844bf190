import type { AnalyzeOutput, PictureFormat, RenderOutput } from "../../core/index.ts";
import { writeChart } from "./out-files.ts";
import { linkOf } from "./resources/links.ts";

/** The app's outputs as they cross the wire: pictures become URIs, a long result becomes a resource. Never base64. */
const RESULT_MAX = 20_000;
const PREVIEW = 2000;

/** `out`: where every chart is written as well; null: nowhere. */
export function wireAnalysis(output: AnalyzeOutput, out: string | null) {
  const { charts, result, ...rest } = output;
  const text = JSON.stringify(result);
  const uri = linkOf({ kind: "run", id: output.executionId, format: "json" });
  return {
    ...rest,
    result: text.length <= RESULT_MAX ? result : { type: "resource", uri, preview: text.slice(0, PREVIEW) },
    charts: charts.map(({ id, title, template, png, html, noData, warnings }) => ({
      id,
      title,
      template,
      noData,
      warnings,
      ...linked(id, template, { png, html }, out),
    })),
  };
}

export function wireRender(output: RenderOutput, out: string | null) {
  const { png, html, text: _text, disclosure: _disclosure, ...rest } = output;
  return { ...rest, ...linked(output.chartId, output.template, { png, html }, out) };
}

/** The picture as a file, where the server and its user share a disk. The page only when there is no picture. */
function linked(
  id: string,
  template: string,
  picture: { readonly png: Uint8Array | null; readonly html: string | null },
  out: string | null,
) {
  const link = (format: PictureFormat) => (picture[format] === null ? null : linkOf({ kind: "chart", id, format }));
  const files = out === null ? null : writeChart(out, template, id, picture);
  return { png: link("png"), html: link("html"), file: files?.png ?? files?.html ?? null };
}

/** A run's charts with their bytes, as an answer shows them. */
export const drawnCharts = (output: AnalyzeOutput, wired: WiredAnalysis) =>
  wired.charts.map(({ id, template, png, html }, index) => ({
    id,
    template,
    png,
    html,
    bytes: output.charts[index]?.png ?? null,
  }));

/** A chart alone with its bytes. */
export const drawnChart = ({ chartId: id, template, png: bytes }: RenderOutput, { png, html }: WiredRender) => [
  { id, template, bytes, png, html },
];

/** Of the charts that were drawn. */
export const idsOf = ({ charts }: Pick<WiredAnalysis, "charts">): string[] =>
  charts.filter(({ png, html }) => png !== null || html !== null).map(({ id }) => id);

export type WiredAnalysis = ReturnType<typeof wireAnalysis>;
export type WiredRender = ReturnType<typeof wireRender>;
