import type { KpiSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Theme } from "../design-system/theme.ts";
import { type Box, spacing } from "../layout/layout.ts";
import { kpiWords } from "../locale/kpi-words.ts";
import { card, fitted, type Ink } from "./paint-text.ts";

export function kpiCard(ctx: Ink, box: Box, kpi: KpiSpec, colours: Theme, locale: string): void {
  card(ctx, box, colours);
  const { number, unit, change } = kpiWords(kpi, locale);
  const [x, right] = [box.x + spacing.pad, box.x + box.width - spacing.pad];
  const sparkWidth = kpi.history.length > 1 && box.width > 250 ? 92 : 0;
  const room = right - x - (sparkWidth === 0 ? 0 : sparkWidth + 12);
  fitted(ctx, kpi.name, x, box.y + 29, right - x, 14, 500, colours.muted);
  if (kpi.value === null) fitted(ctx, number, x, box.y + 60, room, 22, 600, colours.muted);
  else {
    const width = fitted(ctx, number, x, box.y + 61, room - 40, 30, 700, colours.ink);
    fitted(ctx, unit, x + width + 5, box.y + 61, room - width - 5, 17, 500, colours.muted);
  }
  if (change !== null) {
    const { text, versus, good } = change;
    const colour = good === null ? colours.muted : good ? colours.good : colours.bad;
    const width = fitted(ctx, text, x, box.y + 84, room, 13, 600, colour);
    fitted(ctx, versus, x + width + 5, box.y + 84, room - width - 5, 13, 400, colours.muted);
  }
  if (sparkWidth > 0) sparkline(ctx, { x: right - sparkWidth, y: box.y + 44, width: sparkWidth, height: 36 }, kpi, colours);
}

function sparkline(ctx: Ink, box: Box, kpi: KpiSpec, colours: Theme): void {
  const known = kpi.history.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const at = (value: number, index: number) => ({
    x: box.x + (index / (kpi.history.length - 1)) * (box.width - 4),
    y: box.y + box.height - 3 - ((value - low) / (high - low || 1)) * (box.height - 6),
  });
  ctx.strokeStyle = colours.quiet;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  let drawing = false;
  let end: { x: number; y: number } | null = null;
  kpi.history.forEach((value, index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    end = at(value, index);
    if (drawing) ctx.lineTo(end.x, end.y);
    else ctx.moveTo(end.x, end.y);
    drawing = true;
  });
  ctx.stroke();
  if (end === null) return;
  const { x, y } = end as { x: number; y: number };
  const good = kpi.delta?.good ?? null;
  ctx.fillStyle = good === null ? colours.muted : good ? colours.good : colours.bad;
  ctx.beginPath();
  ctx.arc(x, y, 3.5, 0, 2 * Math.PI);
  ctx.fill();
}
