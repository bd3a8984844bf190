import type { AnalyzeOutput, App } from "../../../core/index.ts";
import { analysisText, summaryOf } from "../content.ts";
import { writeChart } from "../out-files.ts";
import { wireAnalysis } from "../wire.ts";

/** The answer in words and the charts as files; or, as JSON, the whole of it and nothing else. */
export function printRun(
  app: App,
  output: AnalyzeOutput,
  {
    capability,
    out,
    json,
    more = {},
    words = [],
  }: {
    readonly capability: string;
    readonly out: string;
    readonly json: boolean;
    /** Beside the run: fields of the JSON, and the same in words. */
    readonly more?: object;
    readonly words?: readonly string[];
  },
): void {
  const wired = wireAnalysis(output, null);
  const charts = output.charts.map((chart, index) => {
    const files = writeChart(out, chart.template, chart.id, chart);
    return { ...wired.charts[index], png: files.png, html: files.html, file: files.png ?? files.html };
  });
  const whole = { ...wired, result: output.result, charts };
  const said = [
    analysisText(output, wired, summaryOf(app.capabilities(), capability)),
    ...words,
    ...charts.map(({ file }) => file),
  ];
  process.stdout.write(json ? `${JSON.stringify("before" in more ? { run: whole, ...more } : whole)}\n` : `${said.join("\n")}\n`);
}
