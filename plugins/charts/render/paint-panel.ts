import type { PanelSpec, RenderWarning } from "../../../core/ports/dashboard-spec.ts";
import { legendOf } from "../chart-config/legend.ts";
import { endsBeside, lineEnds } from "../chart-config/line-ends.ts";
import type { Theme } from "../design-system/theme.ts";
import { keyRows } from "../layout/key-rows.ts";
import { type Box, type PanelBox, spacing } from "../layout/layout.ts";
import { drawn } from "../locale/drawn.ts";
import type { Paint } from "./paint.ts";
import { card, fitted, font, type Ink, write } from "./paint-text.ts";
import { writtenTable } from "./table-of.ts";

/** A panel in its card: title, key, chart and note. */
export function panelCard(
  paint: Paint,
  box: PanelBox,
  panel: PanelSpec,
  colours: Theme,
  locale: string,
  ratio: number,
  framed: boolean,
): RenderWarning[] {
  const { ctx } = paint;
  if (framed) card(ctx, box.card, colours);
  write(ctx, box.title, colours.ink);
  write(ctx, box.subtitle, colours.muted);
  write(ctx, box.note, colours.muted);
  if (panel.missing !== null) {
    ctx.textAlign = "center";
    const [x, y] = [box.plot.x + box.plot.width / 2, box.plot.y + box.plot.height / 2];
    ctx.font = font(18, 600);
    ctx.fillStyle = colours.muted;
    ctx.fillText(drawn("drawn.no-data", locale), x, y);
    ctx.font = font(13, 400);
    ctx.fillText(drawn("drawn.missing", locale, { field: panel.missing }), x, y + 22);
    ctx.textAlign = "left";
    return [];
  }
  const used = legend(paint, box, panel, locale, colours);
  const plot = { ...box.plot, y: box.plot.y + used, height: box.plot.height - used };
  try {
    const { leftOut, place } = paint.chart(panel, plot, colours, locale, ratio);
    place(plot);
    if (leftOut === 0) return [];
    const message = `${panel.title}: ${leftOut} ${leftOut === 1 ? "label has" : "labels have"} no free place in this size; the data table has every number`;
    return [{ code: "LABELS_LEFT_OUT", panel: panel.title, message }];
  } catch (error) {
    tableInPlace(ctx, plot, panel, locale, colours);
    return [{ code: "PANEL_FAILED", panel: panel.title, message: error instanceof Error ? error.message : String(error) }];
  }
}

/** What can't be drawn is written: the first rows of its table, never an empty card. */
function tableInPlace(ctx: Ink, plot: Box, panel: PanelSpec, locale: string, colours: Theme): void {
  const { columns, rows } = writtenTable(panel, locale);
  const fits = Math.max(1, Math.floor(plot.height / 22) - 1);
  const width = plot.width / columns.length;
  [columns, ...rows.slice(0, fits)].forEach((row, r) => {
    row.forEach((cell, c) => {
      fitted(
        ctx,
        cell,
        plot.x + c * width + 6,
        plot.y + 16 + r * 22,
        width - 12,
        13,
        r === 0 ? 600 : 400,
        r === 0 ? colours.muted : colours.ink,
      );
    });
  });
}

function legend({ ctx, path }: Paint, box: PanelBox, panel: PanelSpec, locale: string, colours: Theme): number {
  const items = legendOf(panel);
  if (items.length === 0 || (endsBeside(panel) && lineEnds(panel, box.plot.width, locale).named)) return 0;
  ctx.font = font(13, 400);
  const places = keyRows(
    items.map(({ text }) => 16 + ctx.measureText(text).width + 16),
    box.card.width - 2 * spacing.pad,
  );
  for (const [at, { text, role, key }] of items.entries()) {
    const place = places[at] as (typeof places)[number];
    const [x, y] = [box.card.x + spacing.pad + place.x, box.plot.y + 16 + place.y];
    ctx.fillStyle = colours.mark(role);
    ctx.save();
    ctx.translate(x, y - 9.5);
    ctx.fill(path(key));
    ctx.restore();
    ctx.fillStyle = colours.muted;
    ctx.fillText(text, x + 16, y);
  }
  return (places.at(-1)?.y ?? 0) + 22;
}
