import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { escapeHtml as e, scriptJson } from "../../../core/text/html.ts";
import { type Brand, logoAddress, noBrand } from "../brand/brand.ts";
import type { ThemeName } from "../design-system/theme.ts";
import { message } from "../locale/messages.ts";
import { pageWords, speakCatalogues } from "../locale/speak.ts";
import { dashboardHtml, htmlTable } from "./dashboard-html.ts";
import { pageAssets } from "./page-assets.ts";
import { writtenTable } from "./table-of.ts";

speakCatalogues();

/** One file, nothing fetched. All text stands in the document before any script runs: without it the tables still read. */
export function renderPage(spec: DashboardSpec, theme: ThemeName, locale: string, brand: Brand = noBrand): string {
  const { script, style, csp } = pageAssets(brand);
  const parts = [
    `<!doctype html><html lang="${e(locale)}" data-theme="${theme}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${e(csp)}">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">`,
    `<title>${e(spec.title)}</title><style>`,
    style,
    `</style></head><body><div class="strip"></div>`,
    dashboard(spec, { locale, brand, prefix: "" }),
    "<script>",
    script,
    "</script></body></html>",
  ];
  return parts.join("");
}

interface Place {
  readonly locale: string;
  readonly brand: Brand;
  readonly prefix: string;
}

/** A dashboard's markup, and beside it the JSON that the page's script brings it to life with. */
export function dashboard(spec: DashboardSpec, { locale, brand, prefix }: Place): string {
  const given = {
    spec,
    locale,
    brand: { accent: brand.accent, series: brand.series },
    words: pageWords(locale, spec.sample),
    prefix,
  };
  return [
    dashboardHtml(spec, {
      locale,
      prefix,
      heading: prefix === "" ? "h1" : "h3",
      logo: prefix === "" ? logo(brand) : "",
      dataTable: (panel) => dataTable(panel, locale),
    }),
    `<script type="application/json"${prefix === "" ? ' id="spec"' : ""}>`,
    scriptJson(given),
    "</script>",
  ].join("");
}

export const logo = (brand: Brand): string =>
  brand.logo === null ? "" : `<img class="logo" src="${logoAddress(brand.logo)}" alt="">`;

function dataTable(panel: PanelSpec, locale: string): string {
  const { columns, rows } = writtenTable(panel, locale);
  const left = rows.length - ROWS_WRITTEN;
  const named = columns.map((name) => ({ name, numeric: true }));
  if (left <= 0) return htmlTable({ columns: named, rows }, panel.title, locale);
  const more = message("page.more-rows", { count: left }, locale);
  return `${htmlTable({ columns: named, rows: rows.slice(0, ROWS_WRITTEN) }, panel.title, locale)}<noscript><p class="note">${e(more)}</p></noscript>`;
}

/** Of a long table these stand in the document; the page's script writes all of them from the numbers that it draws from. */
const ROWS_WRITTEN = 200;
