import { createHash } from "node:crypto";
import type { ReportFormat } from "../../../core/ports/report-format.ts";
import { refuseCancelled } from "../cancelled.ts";
import { wordsFor } from "../words/words.ts";
import { escaped } from "./escape.ts";
import { footHtml, headHtml, methodHtml } from "./frame.ts";
import { sectionHtml } from "./section.ts";
import { reportStyle } from "./style.ts";

/** One file that fetches nothing: the words, and every chart as the page that it is. */
export const html: Pick<ReportFormat, "write"> = {
  async write(report, { look, page, signal }) {
    const { script, style, charts } = await page();
    const pen = { look, words: wordsFor(report.locale) };
    const sections: string[] = [];
    let next = 0;
    for (const [at, section] of report.sections.entries()) {
      refuseCancelled(signal);
      const own = section.charts.map(({ spec }) => (spec === null ? null : (charts[next++] ?? null)));
      sections.push(await sectionHtml(section, own, at, pen));
    }
    const whole = style + reportStyle;
    const parts = [
      `<!doctype html><html lang="${escaped(report.locale)}" data-theme="light"><head><meta charset="utf-8">`,
      `<meta http-equiv="Content-Security-Policy" content="${escaped(policy(script, whole))}">`,
      `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">`,
      `<title>${escaped(report.title)}</title><style>${whole}</style></head><body><div class="strip"></div><div class="report">`,
      headHtml(report, pen),
      ...sections,
      methodHtml(report, pen),
      footHtml(report, pen),
      `</div>${next === 0 ? "" : `<script>${script}</script>`}</body></html>`,
    ];
    return { bytes: Buffer.from(parts.join("")), leftOut: [] };
  },
};

/** Only this script and this style, no address at all. */
function policy(script: string, style: string): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`;
}
