import type { DashboardSpec, KpiSpec, PanelSpec, RenderWarning } from "../../../core/ports/dashboard-spec.ts";
import { themeFor } from "../brand/brand.ts";
import type { Theme } from "../design-system/theme.ts";
import { layOut, spacing, type TextBlock } from "../layout/layout.ts";
import type { Measure } from "../layout/wrap.ts";
import { drawn } from "../locale/drawn.ts";
import type { Paint, Sheet } from "./paint.ts";
import { kpiCard } from "./paint-kpi.ts";
import { panelCard } from "./paint-panel.ts";
import { font, type Ink, write } from "./paint-text.ts";

const LOGO = { height: 40, most: 200, top: 28 } as const;

/** A whole dashboard on one sheet: the server's PNG, and the picture that a page's reader saves. */
export function paintDashboard(paint: Paint, sheet: Sheet): RenderWarning[] {
  const { ctx } = paint;
  const { spec } = sheet;
  const measure: Measure = (text, size, weight) => {
    ctx.font = font(size, weight);
    return ctx.measureText(text).width;
  };
  const logoWidth = paint.logo === undefined ? 0 : Math.min(LOGO.most, LOGO.height * paint.logo.ratio);
  const bare = sheet.background === "bare";
  const layout = layOut(spec, { ...sheet, bare, aside: logoWidth === 0 ? 0 : logoWidth + 24 }, measure);
  const colours = themeFor(sheet.theme, spec, sheet.brand);
  const ratio = sheet.scale / layout.unit;
  ctx.scale(ratio, ratio);
  const paper = sheet.background === "paper";
  if (paper) {
    ctx.fillStyle = colours.ground;
    ctx.fillRect(0, 0, layout.width + 1, layout.height + 1);
    strip(ctx, layout.width, colours);
  }
  if (!bare) {
    write(ctx, layout.title, colours.ink);
    subtitle(ctx, spec, layout.subtitle, colours, paper);
  }
  for (const [index, box] of layout.kpis.entries()) kpiCard(ctx, box, spec.kpis[index] as KpiSpec, colours, sheet.locale);
  const warnings = layout.panels.flatMap((box, index) =>
    panelCard(paint, box, spec.panels[index] as PanelSpec, colours, sheet.locale, ratio, !bare),
  );
  if (bare) return warnings;
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
