import type { DashboardSpec, KpiSpec, PanelSpec, RenderWarning } from "../../../core/ports/dashboard-spec.ts";
import { type PageBrand, themeFor } from "../brand/brand.ts";
import { legendOf } from "../chart-config/legend.ts";
import { endsBeside, lineEnds } from "../chart-config/line-ends.ts";
import type { Theme, ThemeName } from "../design-system/theme.ts";
import { type Box, layOut, type Measure, type PanelBox, spacing, type TextBlock } from "../layout/layout.ts";
import { drawn } from "../locale/drawn.ts";
import { kpiCard } from "./paint-kpi.ts";
import { card, fitted, font, type Ink } from "./paint-text.ts";
import { writtenTable } from "./table-of.ts";

/** What the server's canvas and a browser's bring each in its own way. */
export interface Paint {
  readonly ctx: Ink;
  /** One panel's chart, already on a canvas of its own. */
  readonly chart: (panel: PanelSpec, box: Box, colours: Theme, locale: string, ratio: number) => Painted;
  readonly path: (svg: string) => Path2D;
  readonly logo?: { readonly ratio: number; readonly place: (box: Box) => void };
}

const LOGO = { height: 40, most: 200, top: 28 } as const;

interface Painted {
  /** Labels that found no free place. */
  readonly leftOut: number;
  /** Onto the sheet, once: what it was drawn on is free then. */
  readonly place: (box: Box) => void;
}

export interface Sheet {
  readonly spec: DashboardSpec;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly theme: ThemeName;
  readonly background: "paper" | "transparent";
  readonly locale: string;
  readonly brand: PageBrand;
}

/** A whole dashboard on one sheet: the server's PNG, and the picture that a page's reader saves. */
export function paintDashboard(paint: Paint, sheet: Sheet): RenderWarning[] {
  const { ctx } = paint;
  const { spec } = sheet;
  const measure: Measure = (text, size, weight) => {
    ctx.font = font(size, weight);
    return ctx.measureText(text).width;
  };
  const logoWidth = paint.logo === undefined ? 0 : Math.min(LOGO.most, LOGO.height * paint.logo.ratio);
  const layout = layOut(spec, { ...sheet, aside: logoWidth === 0 ? 0 : logoWidth + 24 }, measure);
  const colours = themeFor(sheet.theme, spec, sheet.brand);
  const ratio = sheet.scale / layout.unit;
  ctx.scale(ratio, ratio);
  const paper = sheet.background === "paper";
  if (paper) {
    ctx.fillStyle = colours.ground;
    ctx.fillRect(0, 0, layout.width + 1, layout.height + 1);
    strip(ctx, layout.width, colours);
  }
  write(ctx, layout.title, colours.ink);
  subtitle(ctx, spec, layout.subtitle, colours, paper);
  for (const [index, box] of layout.kpis.entries()) kpiCard(ctx, box, spec.kpis[index] as KpiSpec, colours, sheet.locale);
  const warnings = layout.panels.flatMap((box, index) => panelCard(paint, box, index, sheet, colours, ratio));
  write(ctx, layout.foot.left, colours.quiet);
  ctx.textAlign = "right";
  write(ctx, layout.foot.right, colours.quiet);
  ctx.textAlign = "left";
  const right = layout.width - spacing.margin;
  if (spec.sample) stamp(ctx, right - (logoWidth === 0 ? 0 : logoWidth + 24), colours, sheet.locale);
  if (paint.logo !== undefined)
    paint.logo.place({ x: right - logoWidth, y: LOGO.top, width: logoWidth, height: logoWidth / paint.logo.ratio });
  return warnings;
}

function write(ctx: Ink, block: TextBlock, colour: string): void {
  ctx.font = font(block.size, block.weight);
  ctx.fillStyle = colour;
  for (const [index, line] of block.lines.entries()) ctx.fillText(line, block.x, block.y + index * block.lineHeight);
}

function strip(ctx: Ink, width: number, colours: Theme): void {
  const gradient = ctx.createLinearGradient(0, 0, width, 0);
  gradient.addColorStop(0, colours.strip[0]);
  gradient.addColorStop(1, colours.strip[1]);
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, width, spacing.strip);
}

/** The persona's name in its colour, where the first line holds it whole. */
function subtitle(ctx: Ink, spec: DashboardSpec, block: TextBlock, colours: Theme, paper: boolean): void {
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

function panelCard(paint: Paint, box: PanelBox, index: number, job: Sheet, colours: Theme, ratio: number): RenderWarning[] {
  const { ctx } = paint;
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
    ctx.fillText(drawn("drawn.no-data", job.locale), x, y);
    ctx.font = font(13, 400);
    ctx.fillText(drawn("drawn.missing", job.locale, { field: panel.missing }), x, y + 22);
    ctx.textAlign = "left";
    return [];
  }
  const used = legend(paint, box, panel, job.locale, colours);
  const plot = { ...box.plot, y: box.plot.y + used, height: box.plot.height - used };
  try {
    const { leftOut, place } = paint.chart(panel, plot, colours, job.locale, ratio);
    place(plot);
    if (leftOut === 0) return [];
    const message = `${panel.title}: ${leftOut} ${leftOut === 1 ? "label has" : "labels have"} no free place in this size; the data table has every number`;
    return [{ code: "LABELS_LEFT_OUT", panel: panel.title, message }];
  } catch (error) {
    tableInPlace(ctx, plot, panel, job.locale, colours);
    return [{ code: "PANEL_FAILED", panel: panel.title, message: error instanceof Error ? error.message : String(error) }];
  }
}

/** What can't be drawn is written: the first rows of its table, never an empty card. */
function tableInPlace(ctx: Ink, plot: Box, panel: DashboardSpec["panels"][number], locale: string, colours: Theme): void {
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
  { ctx, path }: Paint,
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
    ctx.fill(path(key));
    ctx.restore();
    ctx.fillStyle = colours.muted;
    ctx.fillText(text, x + 16, y);
    x += width;
  }
  return y - box.plot.y + 6;
}

function stamp(ctx: Ink, right: number, colours: Theme, locale: string): void {
  const words = drawn("drawn.sample-data", locale);
  ctx.font = font(15, 700);
  const [w, h] = [Math.max(148, ctx.measureText(words).width + 32), 32];
  const x = right - w;
  ctx.beginPath();
  ctx.roundRect(x, 34, w, h, 8);
  ctx.strokeStyle = colours.bad;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.fillStyle = colours.bad;
  ctx.font = font(15, 700);
  ctx.textAlign = "center";
  ctx.fillText(words, x + w / 2, 55);
  ctx.textAlign = "left";
}
