import { type Canvas, createCanvas, Path2D, type SKRSContext2D } from "canvas";
import type { DashboardSpec, KpiSpec, RenderWarning } from "../../../core/ports/dashboard-spec.ts";
import { legendOf } from "../chart-config/legend.ts";
import { endsBeside, lineEnds } from "../chart-config/line-ends.ts";
import { type Theme, theme } from "../design-system/theme.ts";
import { type Box, layOut, type Measure, type PanelBox, spacing, type TextBlock } from "../layout/layout.ts";
import { drawPanelChart } from "./draw-chart.ts";
import { kpiCard } from "./draw-kpi.ts";
import { card, fitted, font } from "./draw-text.ts";
import type { DrawingJob } from "./drawing-thread.ts";
import { encodePng } from "./png.ts";
import { writtenTable } from "./table-of.ts";

export function drawDashboard(job: DrawingJob): { png: Uint8Array; warnings: RenderWarning[] } {
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
    const paper = job.background === "paper";
    if (paper) {
      ctx.fillStyle = colours.ground;
      ctx.fillRect(0, 0, layout.width + 1, layout.height + 1);
      strip(ctx, layout.width, colours);
    }
    write(ctx, layout.title, colours.ink);
    subtitle(ctx, spec, layout.subtitle, colours, paper);
    for (const [index, box] of layout.kpis.entries()) kpiCard(ctx, box, spec.kpis[index] as KpiSpec, colours, job.locale);
    const warnings = layout.panels.flatMap((box, index) => panelCard(ctx, box, index, job, colours, ratio));
    write(ctx, layout.foot.left, colours.quiet);
    ctx.textAlign = "right";
    write(ctx, layout.foot.right, colours.quiet);
    ctx.textAlign = "left";
    if (spec.sample) stamp(ctx, layout.width, colours);
    // The canvas' own encoder knows transparency; ours is for opaque pixels, and faster.
    return { png: paper ? encodePng(canvas.data(), width, height) : canvas.encodeSync("png"), warnings };
  } finally {
    release(canvas);
  }
}

/** Skia keeps the pixels until the collector comes by; a server would climb to gigabytes. */
function release(canvas: Canvas): void {
  canvas.width = 1;
  canvas.height = 1;
}

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
function subtitle(ctx: SKRSContext2D, spec: DashboardSpec, block: TextBlock, colours: Theme, paper: boolean): void {
  write(ctx, block, colours.muted);
  const name = spec.persona?.title;
  if (name === undefined || !block.lines[0]?.startsWith(name)) return;
  ctx.font = font(block.size, block.weight);
  const under = [block.x - 1, block.y - block.size, ctx.measureText(`${name} `).width, block.size * 1.3] as const;
  ctx.fillStyle = colours.ground;
  if (paper) ctx.fillRect(...under);
  else ctx.clearRect(...under);
  ctx.fillStyle = colours.text("accent");
  ctx.fillText(name, block.x, block.y);
}

function panelCard(
  ctx: SKRSContext2D,
  box: PanelBox,
  index: number,
  job: DrawingJob,
  colours: Theme,
  ratio: number,
): RenderWarning[] {
  const panel = job.spec.panels[index] as DashboardSpec["panels"][number];
  card(ctx, box.card, colours);
  write(ctx, box.title, colours.ink);
  write(ctx, box.subtitle, colours.muted);
  write(ctx, box.note, colours.muted);
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
    const { canvas, leftOut } = drawPanelChart(panel, plot, colours, job.locale, ratio);
    ctx.drawImage(canvas, plot.x, plot.y, plot.width, plot.height);
    release(canvas);
    if (leftOut === 0) return [];
    const message = `${panel.title}: ${leftOut} ${leftOut === 1 ? "label has" : "labels have"} no free place in this size; the data table has every number`;
    return [{ code: "LABELS_LEFT_OUT", panel: panel.title, message }];
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

function legend(
  ctx: SKRSContext2D,
  box: PanelBox,
  panel: DashboardSpec["panels"][number],
  locale: string,
  colours: Theme,
): number {
  const items = legendOf(panel, locale);
  if (items.length === 0 || (endsBeside(panel) && lineEnds(panel, box.plot.width, locale).named)) return 0;
  let [x, y] = [box.card.x + spacing.pad, box.plot.y + 16];
  for (const { text, role, key } of items) {
    ctx.font = font(13, 400);
    const width = 16 + ctx.measureText(text).width + 16;
    if (x + width > box.card.x + box.card.width - spacing.pad + 16 && x > box.card.x + spacing.pad)
      [x, y] = [box.card.x + spacing.pad, y + 20];
    ctx.fillStyle = colours.mark(role);
    ctx.save();
    ctx.translate(x, y - 9.5);
    ctx.fill(new Path2D(key));
    ctx.restore();
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
