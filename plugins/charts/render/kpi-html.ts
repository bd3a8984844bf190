import type { KpiSpec } from "../../../core/ports/dashboard-spec.ts";
import { escapeHtml as e } from "../../../core/text/html.ts";
import { toneOf } from "../design-system/tone.ts";
import { sparkline } from "../layout/sparkline.ts";
import { kpiWords } from "../locale/kpi-words.ts";

/** What stands in a key figure's card: as the page is made, and as its script shows a part of the data. */
export function kpiHtml(kpi: KpiSpec, locale: string): string {
  const { number, unit, change } = kpiWords(kpi, locale);
  const changed =
    change === null
      ? ""
      : `<span class="delta"><b class="${toneClass(change.good)}">${e(change.text)}</b> ${e(change.versus)}</span>`;
  return `<span class="name">${e(kpi.name)}</span><span class="value">${e(number)} <small>${e(unit)}</small></span>${changed}${spark(kpi)}`;
}

const toneClass = (good: boolean | null | undefined): string => (good == null ? "" : toneOf(good));

const PLACE = { x: 2, y: 5, width: 86, height: 26 };

function spark({ history, delta }: KpiSpec): string {
  const line = sparkline(history, PLACE);
  if (line === null) return "";
  const path = line.runs
    .flatMap((run) => run.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`))
    .join("");
  const { x, y } = line.end;
  return `<svg class="${["spark", toneClass(delta?.good)].join(" ").trim()}" viewBox="0 0 94 36" aria-hidden="true"><path d="${path}"/><circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5"/></svg>`;
}
