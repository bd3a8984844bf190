import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import { noBrand } from "../brand/brand.ts";
import { asMarkdown } from "../render/markdown.ts";
import { renderPage } from "../render/render-page.ts";

/** All that someone reads of a dashboard: in its page without the script, in its text, and in what the script draws from. */
export function textsOf(spec: DashboardSpec): string[] {
  const page = renderPage(spec, "light", spec.locale, noBrand);
  const body = page.slice(page.indexOf("<body>"), page.indexOf('<script type="application/json"'));
  const labels = [...body.matchAll(/aria-label="([^"]*)"/g)].map(([, text = ""]) => text);
  return [body.replace(/<[^>]*>/g, " "), ...labels, asMarkdown(spec, spec.locale), ...drawnTexts(spec)].map(plain);
}

const plain = (text: string): string =>
  text
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name] ?? "")
    .replace(/\\/g, "");

/** Keys whose text is code. */
const CODES = new Set(["id", "code", "kind", "role", "roles", "form", "style", "currency", "missing", "unit", "mark", "region"]);

/** For the page's program, and shapes of a map with the names that its data may call them by. */
const UNREAD = new Set(["claim", "behind", "time", "regions"]);

function drawnTexts({ kpis, panels }: DashboardSpec): string[] {
  const within = (value: unknown, key = ""): string[] => {
    if (typeof value === "string") return CODES.has(key) && key !== "unit" ? [] : [value];
    if (Array.isArray(value)) return value.flatMap((one) => within(one, key));
    if (value === null || typeof value !== "object") return [];
    return Object.entries(value).flatMap(([name, one]) => (UNREAD.has(name) ? [] : within(one, name)));
  };
  return [...within(kpis), ...within(panels)];
}

/** Words in small letters. */
export const wordsIn = (text: string): string[] => text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
