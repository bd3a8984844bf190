import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { escapeHtml as e } from "../../../core/text/html.ts";
import type { WrittenTable } from "../forms/form.ts";
import { shownAsTable } from "../forms/index.ts";
import { rowsOf } from "../layout/layout.ts";
import { type DrawnKey, drawn } from "../locale/drawn.ts";
import { kpiHtml } from "./kpi-html.ts";

export interface Place {
  readonly locale: string;
  /** Before the ids of its elements: a document may hold several. "" where it is the whole page. */
  readonly prefix: string;
  /** What its title is: a document's own, or one of several. */
  readonly heading: "h1" | "h2" | "h3";
  /** Beside the title. */
  readonly logo: string;
  /** The numbers under a chart. */
  readonly dataTable: (panel: PanelSpec) => string;
}

/** A dashboard's markup. All text of the data is escaped in it. The server writes it into documents, a view in a chat makes it itself. */
export function dashboardHtml(spec: DashboardSpec, place: Place): string {
  const { locale, prefix } = place;
  const say = (key: DrawnKey) => e(drawn(key, locale));
  const alone = new Set(rowsOf(spec.panels).flatMap((row) => (row.length === 1 ? row : [])));
  const filterable = spec.tables !== undefined;
  const cards = spec.panels.map((panel, index) => panelCard(panel, index, { ...place, alone: alone.has(index), filterable }));
  const h = place.heading;
  // A document has one main part.
  const main = prefix === "" ? "main" : "div";
  return [
    `<header><div><${h} class="title">${e(spec.title)}</${h}><p class="sub">`,
    spec.persona === null ? "" : `<strong class="accent">${e(spec.persona.title)}</strong>${spec.subtitle === "" ? "" : " · "}`,
    `${e(spec.subtitle)}</p></div>${spec.sample ? `<p class="stamp">${say("drawn.sample-data")}</p>` : ""}${place.logo}</header>`,
    `<nav id="${prefix}tools" class="tools" aria-label="${say("page.tools")}"></nav><nav id="${prefix}crumbs" aria-label="${say("page.breadcrumb")}" hidden></nav><p id="${prefix}filtered" class="filtered" hidden></p><${main} class="main">`,
    spec.kpis.length === 0
      ? ""
      : `<section class="kpis" aria-label="${say("page.key-figures")}">${spec.kpis.map((kpi) => `<div class="card kpi">${kpiHtml(kpi, locale)}</div>`).join("")}</section>`,
    `<div class="grid">${cards.join("")}</div>${filterable ? rowsCard(prefix) : ""}<p id="${prefix}keys" class="unseen">${say("page.keys")}</p></${main}>`,
    `<footer><p>${e(spec.foot.left)}</p><p>${e(spec.foot.right)}</p></footer>`,
    `<div id="${prefix}live" class="unseen" role="status" aria-live="polite"></div>`,
  ].join("");
}

/** Where drill-down ends: the rows behind a mark. */
const rowsCard = (prefix: string) =>
  `<section id="${prefix}rows" class="card rows" aria-labelledby="${prefix}rows-title" hidden><div class="head"><div><h2 id="${prefix}rows-title"></h2><p class="note" id="${prefix}rows-note"></p></div><div class="actions"></div></div><div class="scroll" tabindex="0" role="region" aria-labelledby="${prefix}rows-title"><table></table></div></section>`;

const unreached = (locale: string) => `<p class="note unreached" hidden>${e(drawn("page.unreached", locale))}</p>`;

interface Card extends Place {
  readonly alone: boolean;
  readonly filterable: boolean;
}

function panelCard(panel: PanelSpec, index: number, card: Card): string {
  const { alone, filterable, locale, prefix } = card;
  const id = `${prefix}panel-${index}`;
  const head = `<h2 id="${id}-title">${e(panel.title)}</h2><p class="note">${e(panel.subtitle)}</p>${panel.note === undefined ? "" : `<p class="note told">${e(panel.note)}</p>`}`;
  const open = `<section class="card panel${alone ? " wide" : ""}" id="${id}" aria-labelledby="${id}-title">`;
  if (panel.missing !== null)
    return `${open}${head}<p class="empty"><b>${e(drawn("drawn.no-data", locale))}</b><br>${e(drawn("drawn.missing", locale, { field: panel.missing }))}</p></section>`;
  return `${open}<div class="head"><div>${head}${filterable ? unreached(locale) : ""}</div><div class="actions"></div></div>${content(panel, id, card)}</section>`;
}

/** A chart with its numbers below; a table is a table. */
function content(panel: PanelSpec, id: string, { locale, prefix, dataTable }: Place): string {
  const table = shownAsTable(panel);
  if (table !== undefined) return htmlTable(table, panel.title, locale);
  return `<div class="legend"></div><div class="plot"><div class="sheet"><canvas id="${id}-canvas" role="img" aria-label="${e(`${panel.title}. ${panel.subtitle}`)}" aria-describedby="${prefix}keys"></canvas></div></div><details><summary>${e(drawn("page.data-table", locale))}</summary>${dataTable(panel)}</details>`;
}

/** In a region of its own that scrolls. */
export function htmlTable({ columns, rows }: WrittenTable, title: string, locale: string): string {
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
