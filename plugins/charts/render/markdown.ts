import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { kpiFormats } from "../design-system/shared-format.ts";
import { drawn } from "../locale/drawn.ts";
import { speakCatalogues } from "../locale/speak.ts";
import { writtenTable } from "./table-of.ts";

const ROWS_MAX = 100;

speakCatalogues();

/** What is read when no picture can be shown: the finding, the key figures, one table per panel. */
export function asMarkdown(spec: DashboardSpec, locale: string): string {
  const kpis = spec.kpis
    .map((kpi) => `- ${cell(kpi.name)}: ${formatNumber(kpi.value, kpiFormats(kpi, locale).value, locale)}`)
    .join("\n");
  return [
    `# ${cell(spec.title)}`,
    ...(spec.sample ? [`**${drawn("drawn.sample-data", locale)}**`] : []),
    cell(spec.subtitle),
    kpis,
    ...spec.panels.map((panel) => `## ${cell(panel.title)}\n\n${panelTable(panel, locale)}`),
    cell(spec.foot.left),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function panelTable(panel: PanelSpec, locale: string): string {
  if (panel.missing !== null)
    return `${drawn("drawn.no-data", locale)}: ${drawn("drawn.missing", locale, { field: cell(panel.missing) })}`;
  const { columns, rows: all } = writtenTable(panel, locale);
  const head = columns.map(cell);
  const rows = all.slice(0, ROWS_MAX).map((row) => row.map(cell));
  const table = [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
  return all.length > ROWS_MAX ? `${table}\n\n(${drawn("drawn.more-rows", locale, { count: all.length - ROWS_MAX })})` : table;
}

const cell = (text: string): string =>
  text
    .replace(/[\\|<>`*_[\]#]/g, "\\$&")
    .replace(/\s+/g, " ")
    .trim();
