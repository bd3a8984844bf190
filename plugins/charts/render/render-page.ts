import type { DashboardSpec, KpiSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { type Brand, logoAddress, noBrand } from "../brand/brand.ts";
import type { ThemeName } from "../design-system/theme.ts";
import { rowsOf } from "../layout/layout.ts";
import { type DrawnKey, drawn } from "../locale/drawn.ts";
import { kpiWords } from "../locale/kpi-words.ts";
import { message } from "../locale/messages.ts";
import { pageWords, speakCatalogues } from "../locale/speak.ts";
import { escapeHtml as e, scriptJson } from "./escape.ts";
import { pageAssets } from "./page-assets.ts";
import { writtenTable } from "./table-of.ts";

speakCatalogues();

/** One file, nothing fetched. All text stands in the document before any script runs: without it the tables still read. */
export function renderPage(spec: DashboardSpec, theme: ThemeName, locale: string, brand: Brand = noBrand): string {
  const { script, style, csp } = pageAssets(brand);
  const say = (key: DrawnKey) => e(drawn(key, locale));
  const alone = new Set(rowsOf(spec.panels).flatMap((row) => (row.length === 1 ? row : [])));
  const parts = [
    `<!doctype html><html lang="${e(locale)}" data-theme="${theme}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${e(csp)}">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">`,
    `<title>${e(spec.title)}</title><style>`,
    style,
    `</style></head><body><div class="strip"></div><header><div><h1>${e(spec.title)}</h1><p class="sub">`,
    spec.persona === null ? "" : `<strong class="accent">${e(spec.persona.title)}</strong> · `,
    `${e(spec.subtitle)}</p></div>${spec.sample ? `<p class="stamp">${say("drawn.sample-data")}</p>` : ""}${logo(brand)}</header>`,
    `<nav id="tools" aria-label="${say("page.tools")}"></nav><nav id="crumbs" aria-label="${say("page.breadcrumb")}" hidden></nav><p id="filtered" class="filtered" hidden></p><main>`,
    spec.kpis.length === 0
      ? ""
      : `<section class="kpis" aria-label="${say("page.key-figures")}">${spec.kpis.map((kpi) => kpiCard(kpi, locale)).join("")}</section>`,
    `<div class="grid">${spec.panels.map((panel, index) => panelCard(panel, index, { alone: alone.has(index), filterable: spec.tables !== undefined, locale })).join("")}</div>${spec.tables === undefined ? "" : ROWS}<p id="keys" class="unseen">${say("page.keys")}</p></main>`,
    `<footer><p>${e(spec.foot.left)}</p><p>${e(spec.foot.right)}</p></footer>`,
    `<div id="live" class="unseen" role="status" aria-live="polite"></div><script type="application/json" id="spec">`,
    scriptJson({ spec, locale, brand: { accent: brand.accent, series: brand.series }, words: pageWords(locale, spec.sample) }),
    "</script><script>",
    script,
    "</script></body></html>",
  ];
  return parts.join("");
}

const logo = (brand: Brand): string => (brand.logo === null ? "" : `<img class="logo" src="${logoAddress(brand.logo)}" alt="">`);

/** Where drill-down ends: the rows behind a mark. */
const ROWS = `<section id="rows" class="card" aria-labelledby="rows-title" hidden><div class="head"><div><h2 id="rows-title"></h2><p class="note" id="rows-note"></p></div><div class="actions"></div></div><div class="scroll" tabindex="0" role="region" aria-labelledby="rows-title"><table></table></div></section>`;

const unreached = (locale: string) => `<p class="note unreached" hidden>${e(drawn("page.unreached", locale))}</p>`;

function kpiCard(kpi: KpiSpec, locale: string): string {
  const { number, unit, change } = kpiWords(kpi, locale);
  const tone = change === null || change.good === null ? "" : change.good ? " good" : " bad";
  const changed =
    change === null ? "" : `<span class="delta"><b class="${tone.trim()}">${e(change.text)}</b> ${e(change.versus)}</span>`;
  return `<div class="card kpi"><span class="name">${e(kpi.name)}</span><span class="value">${e(number)} <small>${e(unit)}</small></span>${changed}${sparkline(kpi.history, tone)}</div>`;
}

function sparkline(history: readonly (number | null)[], tone: string): string {
  const known = history.filter((value) => value !== null);
  if (known.length < 2) return "";
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const at = (value: number, index: number) =>
    [2 + (index / (history.length - 1)) * 86, 31 - ((value - low) / (high - low || 1)) * 26] as const;
  let path = "";
  let pen = "M";
  let end: readonly [number, number] = [0, 0];
  history.forEach((value, index) => {
    if (value === null) {
      pen = "M";
      return;
    }
    end = at(value, index);
    path += `${pen}${end[0].toFixed(1)} ${end[1].toFixed(1)}`;
    pen = "L";
  });
  return `<svg class="spark${tone}" viewBox="0 0 94 36" aria-hidden="true"><path d="${path}"/><circle cx="${end[0].toFixed(1)}" cy="${end[1].toFixed(1)}" r="3.5"/></svg>`;
}

function panelCard(
  panel: PanelSpec,
  index: number,
  { alone, filterable, locale }: { readonly alone: boolean; readonly filterable: boolean; readonly locale: string },
): string {
  const id = `panel-${index}`;
  const head = `<h2 id="${id}-title">${e(panel.title)}</h2><p class="note">${e(panel.subtitle)}</p>${panel.note === undefined ? "" : `<p class="note told">${e(panel.note)}</p>`}`;
  const open = `<section class="card panel${alone ? " wide" : ""}" id="${id}" aria-labelledby="${id}-title">`;
  if (panel.missing !== null)
    return `${open}${head}<p class="empty"><b>${e(drawn("drawn.no-data", locale))}</b><br>${e(drawn("drawn.missing", locale, { field: panel.missing }))}</p></section>`;
  return `${open}<div class="head"><div>${head}${filterable ? unreached(locale) : ""}</div><div class="actions"></div></div>${content(panel, id, locale)}</section>`;
}

/** A chart with its numbers below; a table is a table. */
function content(panel: PanelSpec, id: string, locale: string): string {
  if (panel.drawing?.form === "table") {
    const { columns, rows } = panel.drawing;
    return htmlTable(columns, rows, panel.title, locale);
  }
  return `<div class="legend"></div><div class="plot"><div class="sheet"><canvas id="${id}-canvas" role="img" aria-label="${e(`${panel.title}. ${panel.subtitle}`)}" aria-describedby="keys"></canvas></div></div><details><summary>${e(drawn("page.data-table", locale))}</summary>${dataTable(panel, locale)}</details>`;
}

function dataTable(panel: PanelSpec, locale: string): string {
  const { columns, rows } = writtenTable(panel, locale);
  const left = rows.length - ROWS_WRITTEN;
  const named = columns.map((name) => ({ name, numeric: true }));
  if (left <= 0) return htmlTable(named, rows, panel.title, locale);
  const more = message("page.more-rows", { count: left }, locale);
  return `${htmlTable(named, rows.slice(0, ROWS_WRITTEN), panel.title, locale)}<noscript><p class="note">${e(more)}</p></noscript>`;
}

/** Of a long table these stand in the document; the page's script writes all of them from the numbers that it draws from. */
const ROWS_WRITTEN = 200;

interface Column {
  readonly name: string;
  /** Numbers stand at the right, words at the left. */
  readonly numeric: boolean;
}

function htmlTable(columns: readonly Column[], rows: readonly (readonly string[])[], title: string, locale: string): string {
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
