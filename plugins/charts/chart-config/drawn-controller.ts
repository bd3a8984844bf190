import { type Chart, type ChartDataset, type CommonElementOptions, DatasetController, Element } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Theme } from "../design-system/theme.ts";
import type { Ground, Layout, Line, Mark, Text } from "../forms/form.ts";
import { formOf } from "../forms/index.ts";
import { noteLeftOut } from "./left-out.ts";
import { panelFormats } from "./panel-formats.ts";

/** What a drawn panel's dataset carries beside its values. */
interface DrawnDataset {
  readonly panel: PanelSpec;
  readonly theme: Theme;
  readonly locale: string;
}

/** Chart.js' own way to be told of another type of chart. */
declare module "chart.js" {
  interface ChartTypeRegistry {
    drawn: {
      chartOptions: unknown;
      datasetOptions: CommonElementOptions & DrawnDataset;
      defaultDataPoint: number | null;
      metaExtensions: object;
      parsedDataType: never;
      scales: never;
    };
  }
}

/** One mark: found by the pointer, walked by the arrow keys, pointed at by the tooltip, as any of Chart.js' own. */
class DrawnMark extends Element {
  static id = "drawnMark";
  declare mark: Mark | undefined;

  inRange(x: number, y: number): boolean {
    const { mark } = this;
    if (mark === undefined) return false;
    const { box } = mark;
    if (x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height) return false;
    return mark.shape !== "polygon" || inPolygon(mark.points ?? [], x, y);
  }

  inXRange(x: number): boolean {
    return this.mark !== undefined && x >= this.mark.box.x && x <= this.mark.box.x + this.mark.box.width;
  }

  inYRange(y: number): boolean {
    return this.mark !== undefined && y >= this.mark.box.y && y <= this.mark.box.y + this.mark.box.height;
  }

  getCenterPoint(): { x: number; y: number } {
    return { x: this.x, y: this.y };
  }

  override tooltipPosition(): { x: number; y: number } {
    return this.getCenterPoint();
  }
}

class DrawnController extends DatasetController {
  static id = "drawn";
  static defaults = { datasetElementType: false, dataElementType: "drawnMark" };
  #layout: Layout | null = null;

  override initialize(): void {
    this.enableOptionSharing = false;
    super.initialize();
  }

  // No scales: the form brings its own.
  override linkScales(): void {}

  override parse(): void {
    this._cachedMeta._parsed = [];
  }

  override update(): void {
    const { panel, theme, locale } = this.getDataset() as ChartDataset & DrawnDataset;
    const { chartArea, ctx } = this.chart;
    const area = { x: chartArea.left, y: chartArea.top, width: chartArea.width, height: chartArea.height };
    const drawing = panel.drawing as NonNullable<PanelSpec["drawing"]>;
    this.#layout = formOf(drawing).layout(drawing, area, {
      theme,
      locale,
      format: panelFormats(panel, locale).label,
      measure(text, size, weight) {
        ctx.font = font(size, weight);
        return ctx.measureText(text).width;
      },
    });
    noteLeftOut(this.chart, this.#layout.leftOut ?? 0);
    this._cachedMeta.data.forEach((element, index) => {
      const mark = this.#layout?.marks[index];
      const box = mark?.box ?? { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };
      Object.assign(element, { mark, x: box.x + box.width / 2, y: box.y + box.height / 2 });
    });
  }

  override draw(): void {
    if (this.#layout === null) return;
    const { ctx } = this.chart;
    const { theme } = this.getDataset() as ChartDataset & DrawnDataset;
    const active = new Set(this.chart.getActiveElements().map(({ index }) => index));
    ctx.save();
    for (const ground of this.#layout.grounds ?? []) drawGround(ctx, ground);
    for (const line of this.#layout.lines) drawLine(ctx, line);
    this.#layout.marks.forEach((mark, index) => {
      if (this.chart.getDataVisibility(index)) drawMark(ctx, mark, active.has(index) ? theme.ink : null);
    });
    for (const shape of this.#layout.shapes ?? []) drawMark(ctx, shape, null);
    for (const text of this.#layout.texts) drawText(ctx, text);
    ctx.restore();
  }
}

export const drawnParts = [DrawnController, DrawnMark];

type Context = Chart["ctx"];

const font = (size: number, weight: number) => `${weight} ${size}px Inter, sans-serif`;

function drawGround(ctx: Context, { box, fill }: Ground): void {
  ctx.fillStyle = fill;
  ctx.fillRect(box.x, box.y, box.width, box.height);
}

function drawMark(ctx: Context, mark: Mark, outline: string | null): void {
  const { box } = mark;
  ctx.beginPath();
  if (mark.shape === "circle") ctx.arc(box.x + box.width / 2, box.y + box.height / 2, box.width / 2, 0, 2 * Math.PI);
  else if (mark.shape === "rect") ctx.roundRect(box.x, box.y, box.width, box.height, mark.radius ?? 0);
  else {
    for (const { x, y } of mark.points ?? []) ctx.lineTo(x, y);
    ctx.closePath();
  }
  ctx.fillStyle = mark.fill;
  ctx.fill();
  if (outline === null && mark.stroke === undefined) return;
  ctx.strokeStyle = outline ?? (mark.stroke as string);
  ctx.lineWidth = outline === null ? 1.5 : 2.5;
  ctx.stroke();
}

function drawLine(ctx: Context, { points, colour, width, dashed, arrow, curved }: Line): void {
  const [first, ...rest] = points;
  if (first === undefined || rest.length === 0) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(dashed === true ? [6, 5] : []);
  ctx.beginPath();
  ctx.moveTo(first.x, first.y);
  let from = first;
  for (const to of rest) {
    if (curved === true) ctx.bezierCurveTo((from.x + to.x) / 2, from.y, (from.x + to.x) / 2, to.y, to.x, to.y);
    else ctx.lineTo(to.x, to.y);
    from = to;
  }
  ctx.stroke();
  ctx.setLineDash([]);
  if (arrow !== true) return;
  const [end, before] = [points.at(-1), points.at(-2)] as [typeof first, typeof first];
  const angle = curved === true ? (end.x >= before.x ? 0 : Math.PI) : Math.atan2(end.y - before.y, end.x - before.x);
  ctx.beginPath();
  ctx.moveTo(end.x, end.y);
  for (const turn of [-0.45, 0.45]) ctx.lineTo(end.x - 9 * Math.cos(angle + turn), end.y - 9 * Math.sin(angle + turn));
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
}

function drawText(ctx: Context, { text, x, y, size, weight, align, colour }: Text): void {
  if (text === "") return;
  ctx.font = font(size, weight);
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y + 1);
}

function inPolygon(points: readonly { x: number; y: number }[], x: number, y: number): boolean {
  let inside = false;
  points.forEach((a, index) => {
    const b = points[(index + 1) % points.length] as typeof a;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
}
