import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { type Brand, logoAddress, noBrand } from "../brand/brand.ts";
import type { ThemeName } from "../design-system/theme.ts";
import type { WrittenTable } from "../forms/form.ts";
import { shownAsTable } from "../forms/index.ts";
import { rowsOf } from "../layout/layout.ts";
import { type DrawnKey, drawn } from "../locale/drawn.ts";
import { message } from "../locale/messages.ts";
import { pageWords, speakCatalogues } from "../locale/speak.ts";
import { escapeHtml as e, scriptJson } from "./escape.ts";
import { kpiHtml } from "./kpi-html.ts";
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
  /** Before the ids of its elements: a document may hold several. "" where it is the whole page. */
  readonly prefix: string;
}

/** A dashboard's markup, and beside it the JSON that the page's script brings it to life with. */
export function dashboard(spec: DashboardSpec, { locale, brand, prefix }: Place): string {
  const say = (key: DrawnKey) => e(drawn(key, locale));
  const alone = new Set(rowsOf(spec.panels).flatMap((row) => (row.length === 1 ? row : [])));
  const filterable = spec.tables !== undefined;
  const cards = spec.panels.map((panel, index) =>
    panelCard(panel, index, { alone: alone.has(index), filterable, locale, prefix }),
  );
  const h = prefix === "" ? "h1" : "h3";
  const given = {
    spec,
    locale,
    brand: { accent: brand.accent, series: brand.series },
    words: pageWords(locale, spec.sample),
    prefix,
  };
  return [
    `<header><div><${h} class="title">${e(spec.title)}</${h}><p class="sub">`,
    spec.persona === null ? "" : `<strong class="accent">${e(spec.persona.title)}</strong>${spec.subtitle === "" ? "" : " · "}`,
    `${e(spec.subtitle)}</p></div>${spec.sample ? `<p class="stamp">${say("drawn.sample-data")}</p>` : ""}${prefix === "" ? logo(brand) : ""}</header>`,
    `<nav id="${prefix}tools" class="tools" aria-label="${say("page.tools")}"></nav><nav id="${prefix}crumbs" aria-label="${say("page.breadcrumb")}" hidden></nav><p id="${prefix}filtered" class="filtered" hidden></p><main>`,
    spec.kpis.length === 0
      ? ""
      : `<section class="kpis" aria-label="${say("page.key-figures")}">${spec.kpis.map((kpi) => `<div class="card kpi">${kpiHtml(kpi, locale)}</div>`).join("")}</section>`,
    `<div class="grid">${cards.join("")}</div>${filterable ? rowsCard(prefix) : ""}<p id="${prefix}keys" class="unseen">${say("page.keys")}</p></main>`,
    `<footer><p>${e(spec.foot.left)}</p><p>${e(spec.foot.right)}</p></footer>`,
    `<div id="${prefix}live" class="unseen" role="status" aria-live="polite"></div><script type="application/json"${prefix === "" ? ' id="spec"' : ""}>`,
    scriptJson(given),
    "</script>",
  ].join("");
}

const logo = (brand: Brand): string => (brand.logo === null ? "" : `<img class="logo" src="${logoAddress(brand.logo)}" alt="">`);

/** Where drill-down ends: the rows behind a mark. */
const rowsCard = (prefix: string) =>
  `<section id="${prefix}rows" class="card rows" aria-labelledby="${prefix}rows-title" hidden><div class="head"><div><h2 id="${prefix}rows-title"></h2><p class="note" id="${prefix}rows-note"></p></div><div class="actions"></div></div><div class="scroll" tabindex="0" role="region" aria-labelledby="${prefix}rows-title"><table></table></div></section>`;

const unreached = (locale: string) => `<p class="note unreached" hidden>${e(drawn("page.unreached", locale))}</p>`;

function panelCard(
  panel: PanelSpec,
  index: number,
  {
    alone,
    filterable,
    locale,
    prefix,
  }: { readonly alone: boolean; readonly filterable: boolean } & Pick<Place, "locale" | "prefix">,
): string {
  const id = `${prefix}panel-${index}`;
  const head = `<h2 id="${id}-title">${e(panel.title)}</h2><p class="note">${e(panel.subtitle)}</p>${panel.note === undefined ? "" : `<p class="note told">${e(panel.note)}</p>`}`;
  const open = `<section class="card panel${alone ? " wide" : ""}" id="${id}" aria-labelledby="${id}-title">`;
  if (panel.missing !== null)
    return `${open}${head}<p class="empty"><b>${e(drawn("drawn.no-data", locale))}</b><br>${e(drawn("drawn.missing", locale, { field: panel.missing }))}</p></section>`;
  return `${open}<div class="head"><div>${head}${filterable ? unreached(locale) : ""}</div><div class="actions"></div></div>${content(panel, id, { locale, prefix })}</section>`;
}

/** A chart with its numbers below; a table is a table. */
function content(panel: PanelSpec, id: string, { locale, prefix }: Pick<Place, "locale" | "prefix">): string {
  const table = shownAsTable(panel);
  if (table !== undefined) return htmlTable(table, panel.title, locale);
  return `<div class="legend"></div><div class="plot"><div class="sheet"><canvas id="${id}-canvas" role="img" aria-label="${e(`${panel.title}. ${panel.subtitle}`)}" aria-describedby="${prefix}keys"></canvas></div></div><details><summary>${e(drawn("page.data-table", locale))}</summary>${dataTable(panel, locale)}</details>`;
}

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

function htmlTable({ columns, rows }: WrittenTable, title: string, locale: string): string {
  const side = columns.map(({ numeric }, at) => (numeric || at === 0 ? "" : ' class="words"'));
  const head = columns.map(({ name }, at) => `<th scope="col"${side[at]}>${e(name)}</th>`).join("");
  const body = rows
    .map(([first = "", ...rest]) => {
      const cells = rest.map((text, at) => `<td${side[at + 1] ?? ""}>${e(text)}</td>`).join("");
      return `<tr><th scope="row">${e(first)}</th>${cells}</tr>`;
    })
    .join("");
  return `<div class="scroll" tabindex="0" role="region" aria-label="${e(drawn("page.data-of", locale, { title }))}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
