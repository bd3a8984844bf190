import type { DashboardSpec, PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import type { ReportChart, ReportTools } from "../../../../core/ports/report-format.ts";
import { oneLine } from "../../text/clean.ts";
import { type Framed, frame } from "./frame.ts";
import { gridSlide } from "./grid-slide.ts";
import { notesOf } from "./notes.ts";
import { isLarge, slidesOf } from "./panel-grid.ts";
import { chartItems, isNative, panelItems } from "./panel-items.ts";
import { type Pen, withAccent } from "./pen.ts";
import { pictureSlide } from "./picture-slide.ts";
import { panelPicture } from "./pictures.ts";
import type { Placed } from "./placed.ts";
import type { Slide } from "./slide.ts";
import { shared } from "./texts.ts";

/** Where a panel of four lies: what is a chart there is one everywhere. */
const QUARTER = { w: 5.6, h: 1.5 };
const WHOLE = { w: 8, h: 4 };

/** Whether it leaves room for text at its side: one chart, and not a page of them. */
export const standsAlone = ({ spec }: ReportChart): boolean =>
  spec === null || (spec.panels.length === 1 && spec.kpis.length === 0);

/** The slides of one chart: editable where PowerPoint has such charts, else its picture. */
export async function chartSlides(placed: Placed, report: Pen, tools: ReportTools): Promise<Slide[]> {
  const { spec } = placed.chart;
  const pen = withAccent(report, spec?.persona?.accent ?? null);
  const whole = async () => [pictureSlide(placed, framedOf(placed, pen), await placed.chart.picture(), null, pen)];
  if (spec === null) return whole();
  const alone = standsAlone(placed.chart);
  const single = alone ? singleSlide(placed, spec, pen) : null;
  if (single !== null) return [single];
  const editable = alone ? [] : spec.panels.filter((panel) => isNative(panel, isLarge(panel) ? WHOLE : QUARTER, 10, pen));
  const drawn = spec.panels.filter((panel) => !editable.includes(panel));
  const grids = editable.length === 0 && spec.kpis.length === 0 ? [] : slidesOf(editable);
  const of = grids.length + drawn.length;
  const framed = (at: number) => framedOf(placed, pen, at, of);
  const slides: Slide[] = [];
  for (const [at, rows] of grids.entries()) {
    const slide = gridSlide(placed, framed(at), { spec, rows, kpis: at === 0 ? spec.kpis : [] }, pen);
    if (slide === null) return whole();
    slides.push(slide);
  }
  for (const panel of drawn) {
    const own = framed(slides.length);
    const bytes = await panelPicture(spec, panel, frame(own, pen).body, tools.picture);
    slides.push(pictureSlide(placed, own, bytes, panel, pen));
  }
  return slides;
}

/** What stands around a chart: its own claim for a title. Several slides of one chart are counted. */
function framedOf({ chart, kicker }: Placed, { words }: Pen, at = 0, of = 1): Framed {
  const { spec, executionId } = chart;
  const run = executionId === null ? words("in-the-call") : words("run", { run: executionId.slice(0, 8) });
  return {
    title: spec?.title ?? chart.title,
    part: { part: at + 1, of },
    kicker,
    subtitle: [spec?.persona?.title ?? "", spec?.subtitle ?? ""].filter(Boolean).join(" · "),
    foot: spec?.foot ?? { left: "", right: run },
    sample: spec?.sample ?? false,
  };
}

/** One chart over the whole body, or with text at its right. */
function singleSlide(placed: Placed, spec: DashboardSpec, pen: Pen): Slide | null {
  const panel = spec.panels[0] as PanelSpec;
  const base = framedOf(placed, pen);
  const subtitle = [panel.title === spec.title ? "" : panel.title, panel.subtitle, base.subtitle ?? ""]
    .map(oneLine)
    .filter(Boolean);
  const framed = { ...base, subtitle: [...new Set(subtitle)].join(" · ") };
  const { room, items } = shared(frame(framed, pen).body, placed.text, pen);
  const laid =
    panel.missing === null
      ? chartItems(panel, room, { size: 14, title: spec.title, name: "Chart" }, pen)
      : panelItems(spec, panel, room, pen);
  if (laid === null) return null;
  for (const what of laid.leftOut) pen.warn(pen.words("not-shown", { what }));
  const notes = notesOf({ chart: placed.chart, panels: [panel], kpis: [], leftOut: laid.leftOut, notes: placed.notes }, pen);
  return frame({ ...framed, notes }, pen).slide([...laid.items, ...items]);
}
