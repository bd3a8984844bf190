import { type Canvas, createCanvas, type SKRSContext2D } from "canvas";
import type { DashboardSpec, KpiSpec } from "../../../core/dashboard-spec.ts";
import type { RenderWarning } from "../../../core/ports/renderer.ts";
import { legendOf } from "../chart-config/legend.ts";
import { formatNumber, formatParts } from "../design-system/format.ts";
import { type Theme, type ThemeName, theme } from "../design-system/theme.ts";
import { type Box, layOut, type Measure, type PanelBox, spacing, type TextBlock } from "../layout/layout.ts";
import { drawPanelChart } from "./draw-chart.ts";
import { encodePng } from "./png.ts";
import { tableOf } from "./table-of.ts";

export interface PngJob {
  readonly spec: DashboardSpec;
  readonly theme: ThemeName;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly locale: string;
}

export function drawDashboard(job: PngJob): { png: Uint8Array; warnings: RenderWarning[] } {
  const { spec, scale } = job;
  const [width, height] = [Math.round(job.width * scale), Math.round(job.height * scale)];
  const canvas = createCanvas(width, height);
  try {
    const ctx = canvas.getContext("2d");
    const measure: Measure = (text, size, weight) => {
      ctx.font = font(size, weight);
      return ctx.measureText(text).width;
    };
    const layout = layOut(spec, job, measure);
    const colours = theme(job.theme, spec.persona?.accent ?? null);
    const ratio = scale / layout.unit;
    ctx.scale(ratio, ratio);
    ctx.fillStyle = colours.ground;
    ctx.fillRect(0, 0, layout.width + 1, layout.height + 1);
    strip(ctx, layout.width, colours);
    write(ctx, layout.title, colours.ink);
    subtitle(ctx, spec, layout.subtitle, colours);
    for (const [index, box] of layout.kpis.entries()) kpiCard(ctx, box, spec.kpis[index] as KpiSpec, colours, job.locale);
    const warnings = layout.panels.flatMap((box, index) => panelCard(ctx, box, index, job, colours, ratio));
    write(ctx, layout.foot.left, colours.quiet);
    ctx.textAlign = "right";
    write(ctx, layout.foot.right, colours.quiet);
    ctx.textAlign = "left";
    if (spec.sample) stamp(ctx, layout.width, colours);
    return { png: encodePng(canvas.data(), width, height), warnings };
  } finally {
    release(canvas);
  }
}

/** Skia keeps the pixels until the collector comes by; a server would climb to gigabytes. */
function release(canvas: Canvas): void {
  canvas.width = 1;
  canvas.height = 1;
}

const font = (size: number, weight: number): string => `${weight} ${size}px Inter`;

function write(ctx: SKRSContext2D, block: TextBlock, colour: string): void {
  ctx.font = font(block.size, block.weight);
  ctx.fillStyle = colour;
  for (const [index, line] of block.lines.entries()) ctx.fillText(line, block.x, block.y + index * block.lineHeight);
}

function strip(ctx: SKRSContext2D, width: number, colours: Theme): void {
  const gradient = ctx.createLinearGradient(0, 0, width, 0);
  gradient.addColorStop(0, colours.strip[0]);
  gradient.addColorStop(1, colours.strip[1]);
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, width, spacing.strip);
}

/** The persona's name in its colour, where the first line holds it whole. */
function subtitle(ctx: SKRSContext2D, spec: DashboardSpec, block: TextBlock, colours: Theme): void {
  write(ctx, block, colours.muted);
  const name = spec.persona?.title;
  if (name === undefined || !block.lines[0]?.startsWith(name)) return;
  ctx.font = font(block.size, block.weight);
  ctx.fillStyle = colours.ground;
  ctx.fillRect(block.x - 1, block.y - block.size, ctx.measureText(`${name} `).width, block.size * 1.3);
  ctx.fillStyle = colours.text("accent");
  ctx.fillText(name, block.x, block.y);
}

function card(ctx: SKRSContext2D, { x, y, width, height }: Box, colours: Theme): void {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, spacing.radius);
  ctx.fillStyle = colours.card;
  ctx.fill();
  ctx.strokeStyle = colours.line;
  ctx.lineWidth = 1;
  ctx.stroke();
}

function kpiCard(ctx: SKRSContext2D, box: Box, kpi: KpiSpec, colours: Theme, locale: string): void {
  card(ctx, box, colours);
  const [x, right] = [box.x + spacing.pad, box.x + box.width - spacing.pad];
  const sparkWidth = kpi.history.length > 1 && box.width > 250 ? 92 : 0;
  const room = right - x - (sparkWidth === 0 ? 0 : sparkWidth + 12);
  fitted(ctx, kpi.name, x, box.y + 29, right - x, 14, 500, colours.muted);
  if (kpi.value === null) fitted(ctx, "No data", x, box.y + 60, room, 22, 600, colours.muted);
  else {
    const { number, unit } = formatParts(kpi.value, kpi.format, locale);
    const width = fitted(ctx, number, x, box.y + 61, room - 40, 30, 700, colours.ink);
    fitted(ctx, unit, x + width + 5, box.y + 61, room - width - 5, 17, 500, colours.muted);
  }
  if (kpi.delta !== null) {
    const { value, good, base } = kpi.delta;
    const colour = good === null ? colours.muted : good ? colours.good : colours.bad;
    const arrow = value > 0 ? "▲" : value < 0 ? "▼" : "●";
    const size = formatNumber(Math.abs(value), { ...kpi.delta.format, signed: false }, locale);
    const width = fitted(ctx, `${arrow} ${size}`, x, box.y + 84, room, 13, 600, colour);
    fitted(
      ctx,
      base.startsWith("vs ") ? base : `vs ${base}`,
      x + width + 5,
      box.y + 84,
      room - width - 5,
      13,
      400,
      colours.muted,
    );
  }
  if (sparkWidth > 0) sparkline(ctx, { x: right - sparkWidth, y: box.y + 44, width: sparkWidth, height: 36 }, kpi, colours);
}

/** Shrinks rather than clips; gives back the width used. */
function fitted(
  ctx: SKRSContext2D,
  text: string,
  x: number,
  y: number,
  room: number,
  size: number,
  weight: number,
  colour: string,
): number {
  ctx.font = font(size, weight);
  const width = ctx.measureText(text).width;
  const used = width > room && room > 0 ? Math.max(7, (size * room) / width) : size;
  ctx.font = font(used, weight);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
  return ctx.measureText(text).width;
}

function sparkline(ctx: SKRSContext2D, box: Box, kpi: KpiSpec, colours: Theme): void {
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

function panelCard(
  ctx: SKRSContext2D,
  box: PanelBox,
  index: number,
  job: PngJob,
  colours: Theme,
  ratio: number,
): RenderWarning[] {
  const panel = job.spec.panels[index] as DashboardSpec["panels"][number];
  card(ctx, box.card, colours);
  write(ctx, box.title, colours.ink);
  write(ctx, box.subtitle, colours.muted);
  if (panel.missing !== null) {
    ctx.textAlign = "center";
    const [x, y] = [box.plot.x + box.plot.width / 2, box.plot.y + box.plot.height / 2];
    ctx.font = font(18, 600);
    ctx.fillStyle = colours.muted;
    ctx.fillText("No data", x, y);
    ctx.font = font(13, 400);
    ctx.fillText(`${panel.missing} is missing`, x, y + 22);
    ctx.textAlign = "left";
    return [];
  }
  const used = legend(ctx, box, panel, job.locale, colours);
  const plot = { ...box.plot, y: box.plot.y + used, height: box.plot.height - used };
  try {
    const chart = drawPanelChart(panel, plot, colours, job.locale, ratio);
    ctx.drawImage(chart, plot.x, plot.y, plot.width, plot.height);
    release(chart);
    return [];
  } catch (error) {
    tableInPlace(ctx, plot, panel, job.locale, colours);
    return [{ code: "PANEL_FAILED", panel: panel.title, message: error instanceof Error ? error.message : String(error) }];
  }
}

/** What can't be drawn is written: the first rows of its table, never an empty card. */
function tableInPlace(
  ctx: SKRSContext2D,
  plot: Box,
  panel: DashboardSpec["panels"][number],
  locale: string,
  colours: Theme,
): void {
  const { columns, rows } = tableOf(panel);
  const fits = Math.max(1, Math.floor(plot.height / 22) - 1);
  const width = plot.width / columns.length;
  [columns, ...rows.slice(0, fits)].forEach((row, r) => {
    row.forEach((cell, c) => {
      const text = typeof cell === "number" ? formatNumber(cell, panel.format, locale) : (cell ?? "–");
      fitted(
        ctx,
        text,
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

function legend(
  ctx: SKRSContext2D,
  box: PanelBox,
  panel: DashboardSpec["panels"][number],
  locale: string,
  colours: Theme,
): number {
  const items = legendOf(panel, locale);
  if (items.length === 0) return 0;
  let [x, y] = [box.card.x + spacing.pad, box.plot.y + 16];
  for (const { text, role } of items) {
    ctx.font = font(13, 400);
    const width = 16 + ctx.measureText(text).width + 16;
    if (x + width > box.card.x + box.card.width - spacing.pad + 16 && x > box.card.x + spacing.pad)
      [x, y] = [box.card.x + spacing.pad, y + 20];
    ctx.fillStyle = colours.mark(role);
    ctx.fillRect(x, y - 9.5, 10, 10);
    ctx.fillStyle = colours.muted;
    ctx.fillText(text, x + 16, y);
    x += width;
  }
  return y - box.plot.y + 6;
}

function stamp(ctx: SKRSContext2D, width: number, colours: Theme): void {
  const [w, h] = [148, 32];
  const x = width - spacing.margin - w;
  ctx.beginPath();
  ctx.roundRect(x, 34, w, h, 8);
  ctx.strokeStyle = colours.bad;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.fillStyle = colours.bad;
  ctx.font = font(15, 700);
  ctx.textAlign = "center";
  ctx.fillText("SAMPLE DATA", x + w / 2, 55);
  ctx.textAlign = "left";
}
