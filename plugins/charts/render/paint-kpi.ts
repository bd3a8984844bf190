import type { KpiSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Theme } from "../design-system/theme.ts";
import { toneOf } from "../design-system/tone.ts";
import { type Box, spacing } from "../layout/layout.ts";
import { type Sparkline, sparkline } from "../layout/sparkline.ts";
import { kpiWords } from "../locale/kpi-words.ts";
import { card, fitted, type Ink } from "./paint-text.ts";

const SPARK = { width: 92, from: 250 };

/** A key figure above the panels: its words shrink to the room that their card has. */
export function kpiCard(ctx: Ink, box: Box, kpi: KpiSpec, colours: Theme, locale: string): void {
  card(ctx, box, colours);
  const { number, unit, change } = kpiWords(kpi, locale);
  const [x, right] = [box.x + spacing.pad, box.x + box.width - spacing.pad];
  const place = { x: right - SPARK.width, y: box.y + 47, width: SPARK.width - 4, height: 30 };
  const line = box.width > SPARK.from ? sparkline(kpi.history, place) : null;
  const room = right - x - (line === null ? 0 : SPARK.width + 12);
  fitted(ctx, kpi.name, x, box.y + 29, right - x, 14, 500, colours.muted);
  if (kpi.value === null) fitted(ctx, number, x, box.y + 60, room, 22, 600, colours.muted);
  else {
    const width = fitted(ctx, number, x, box.y + 61, room - 40, 30, 700, colours.ink);
    fitted(ctx, unit, x + width + 5, box.y + 61, room - width - 5, 17, 500, colours.muted);
  }
  if (change !== null) {
    const width = fitted(ctx, change.text, x, box.y + 84, room, 13, 600, colours[toneOf(change.good)]);
    fitted(ctx, change.versus, x + width + 5, box.y + 84, room - width - 5, 13, 400, colours.muted);
  }
  if (line !== null) paintLine(ctx, line, colours.quiet, colours[toneOf(kpi.delta?.good)]);
}

function paintLine(ctx: Ink, { runs, end }: Sparkline, colour: string, tone: string): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (const run of runs) for (const [at, { x, y }] of run.entries()) at === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y);
  ctx.stroke();
  ctx.fillStyle = tone;
  ctx.beginPath();
  ctx.arc(end.x, end.y, 3.5, 0, 2 * Math.PI);
  ctx.fill();
}
