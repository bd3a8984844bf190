import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import { type Measure, wrap } from "./wrap.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TextBlock {
  readonly lines: readonly string[];
  readonly size: number;
  readonly weight: number;
  readonly x: number;
  /** Baseline of the first line. */
  readonly y: number;
  readonly lineHeight: number;
}

export interface PanelBox {
  readonly card: Box;
  readonly title: TextBlock;
  readonly subtitle: TextBlock;
  readonly plot: Box;
  /** What a reader must know of it, at the foot. */
  readonly note: TextBlock;
}

export interface Layout {
  /** Design pixels per CSS pixel: small pictures are drawn smaller, never clipped. */
  readonly unit: number;
  readonly width: number;
  readonly height: number;
  readonly title: TextBlock;
  readonly subtitle: TextBlock;
  readonly kpis: readonly Box[];
  readonly panels: readonly PanelBox[];
  readonly foot: { readonly left: TextBlock; readonly right: TextBlock };
}

export const spacing = { margin: 56, gap: 15, pad: 18, strip: 6, radius: 15, kpi: 98 } as const;
const PLOT_LEAST = 190;

interface Size {
  readonly width: number;
  readonly height: number;
  /** Taken beside the title, in design pixels. */
  readonly aside?: number;
  /** The panels from edge to edge: no title, key figures or foot. */
  readonly bare?: boolean;
}

export function layOut(spec: DashboardSpec, size: Size, measure: Measure): Layout {
  const narrow = 1100 / size.width;
  let unit = Math.max(Math.min(1, 1600 / size.width, 900 / size.height), narrow);
  // Smaller type needs fewer lines, so a few rounds settle it.
  for (let round = 0; round < 8; round++) {
    const drawn = at(spec, { ...size, width: size.width * unit, height: size.height * unit }, unit, measure);
    const lack = PLOT_LEAST - Math.min(...drawn.panels.map(({ plot }) => plot.height), PLOT_LEAST);
    if (lack <= 0) return drawn;
    unit *= 1.12;
  }
  return at(spec, { ...size, width: size.width * unit, height: size.height * unit }, unit, measure);
}

function at(spec: DashboardSpec, size: Size, unit: number, measure: Measure): Layout {
  const { width, height, aside = 0, bare = false } = size;
  if (bare) {
    const none = block("", 13, 400, 0, 0, 0, measure);
    const panels = grid(spec, { x: 0, y: 0, width, height }, measure);
    return { unit, width, height, title: none, subtitle: none, kpis: [], panels, foot: { left: none, right: none } };
  }
  const { margin, gap, kpi } = spacing;
  const inner = width - 2 * margin;
  const headed = inner - (spec.sample ? 190 : 0) - aside;
  const title = block(spec.title, 30, 700, margin, 59, headed, measure);
  const subtitle = block(subtitleOf(spec), 16, 400, margin, below(title) + 2, headed, measure);
  let top = below(subtitle) + 8;
  const kpis = spec.kpis.slice(0, 6).map((_, index, all) => {
    const each = (inner - gap * (all.length - 1)) / all.length;
    return { x: margin + index * (each + gap), y: top, width: each, height: kpi };
  });
  if (kpis.length > 0) top += kpi + gap;
  const footed = (inner - 40) / 2;
  const footLines = Math.max(
    wrap(spec.foot.left, 13, 400, footed, measure).length,
    wrap(spec.foot.right, 13, 400, footed, measure).length,
    1,
  );
  const footTop = height - 14 - footLines * 18;
  const left = block(spec.foot.left, 13, 400, margin, footTop + 6, footed, measure);
  const right = block(spec.foot.right, 13, 400, width - margin, footTop + 6, footed, measure);
  const panels = grid(spec, { x: margin, y: top, width: inner, height: footTop - 20 - top }, measure);
  return { unit, width, height, title, subtitle, kpis, panels, foot: { left, right } };
}

/** Two columns, filled row by row; a row's last panel takes what is left, so that no quarter stays empty. */
export function rowsOf(panels: DashboardSpec["panels"]): (readonly number[])[] {
  const rows: number[][] = [];
  const open: number[] = [];
  panels.forEach((panel, index) => {
    if (panel.span === 2 && open.length > 0) rows.push(open.splice(0));
    open.push(index);
    if (panel.span === 2 || open.length === 2) rows.push(open.splice(0));
  });
  if (open.length > 0) rows.push(open);
  return rows;
}

function grid(spec: DashboardSpec, area: Box, measure: Measure): PanelBox[] {
  const { gap, pad } = spacing;
  const rows = rowsOf(spec.panels);
  const height = (area.height - gap * (rows.length - 1)) / rows.length;
  return rows.flatMap((row, r) => {
    const width = (area.width - gap * (row.length - 1)) / row.length;
    return row.map((index, c) => {
      const panel = spec.panels[index] as DashboardSpec["panels"][number];
      const card = { x: area.x + c * (width + gap), y: area.y + r * (height + gap), width, height };
      const title = block(panel.title, 17, 600, card.x + pad, card.y + 32, width - 2 * pad, measure);
      const subtitle = block(panel.subtitle, 13, 400, card.x + pad, below(title) - 1, width - 2 * pad, measure);
      const plotTop = below(subtitle) - 4;
      const told = wrap(panel.note ?? "", 12, 400, width - 2 * pad, measure).length * 15;
      const note = block(panel.note ?? "", 12, 400, card.x + pad, card.y + height - told + 2, width - 2 * pad, measure);
      return {
        card,
        title,
        subtitle,
        plot: { x: card.x + pad - 6, y: plotTop, width: width - 2 * pad + 12, height: card.y + height - plotTop - 12 - told },
        note,
      };
    });
  });
}

const subtitleOf = (spec: DashboardSpec): string => [spec.persona?.title, spec.subtitle].filter(Boolean).join(" · ");

const below = (text: TextBlock): number => text.y + text.lines.length * text.lineHeight;

function block(text: string, size: number, weight: number, x: number, y: number, width: number, measure: Measure): TextBlock {
  return { lines: wrap(text, size, weight, width, measure), size, weight, x, y, lineHeight: Math.round(size * 1.25) };
}
