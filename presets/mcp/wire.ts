import type { AnalyzeOutput, RenderOutput } from "../../core/index.ts";
import type { Artifacts } from "./artifacts.ts";

/** The app's outputs as they cross the wire: pictures become URIs, a long result becomes a resource. Never base64. */
const RESULT_MAX = 20_000;
const PREVIEW = 2000;

export function wireAnalysis(output: AnalyzeOutput, artifacts: Artifacts, client: string) {
  const { charts, result, ...rest } = output;
  const text = JSON.stringify(result);
  return {
    ...rest,
    result:
      text.length <= RESULT_MAX
        ? result
        : { type: "resource", uri: artifacts.keepRun(client, output.executionId, text), preview: text.slice(0, PREVIEW) },
    charts: charts.map(({ id, title, template, png, html, noData, warnings }) => ({
      id,
      title,
      template,
      noData,
      warnings,
      ...artifacts.keepChart(client, id, template, { png, html }),
    })),
  };
}

export function wireRender(output: RenderOutput, artifacts: Artifacts, client: string) {
  const { png, html, text: _text, disclosure: _disclosure, ...rest } = output;
  return { ...rest, ...artifacts.keepChart(client, output.chartId, output.template, { png, html }) };
}

export type WiredAnalysis = ReturnType<typeof wireAnalysis>;
export type WiredRender = ReturnType<typeof wireRender>;
