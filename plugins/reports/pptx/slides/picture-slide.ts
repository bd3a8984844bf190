import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { oneLine } from "../../text/clean.ts";
import { type Framed, frame } from "./frame.ts";
import { notesOf } from "./notes.ts";
import { altOf } from "./panel-items.ts";
import type { Pen } from "./pen.ts";
import { ratioOf, within } from "./pictures.ts";
import type { Placed } from "./placed.ts";
import type { Slide } from "./slide.ts";
import { shared } from "./texts.ts";

/** A picture as large as it fits: of one panel, or of the whole chart (null), which says itself what it is of. Its numbers are in the notes. */
export function pictureSlide(placed: Placed, base: Framed, png: Uint8Array, panel: PanelSpec | null, pen: Pen): Slide {
  const { spec } = placed.chart;
  const own = panel === null ? [] : [panel.title === spec?.title ? "" : panel.title, panel.subtitle].map(oneLine).filter(Boolean);
  const framed = { ...base, subtitle: panel === null ? "" : own.join(" · ") || (base.subtitle ?? "") };
  const panels = panel === null ? (spec?.panels ?? []) : [panel];
  const kpis = panel === null ? (spec?.kpis ?? []) : [];
  const notes = notesOf({ chart: placed.chart, panels, kpis, leftOut: [], notes: placed.notes }, pen);
  const { room, items } = shared(frame(framed, pen).body, placed.text, pen);
  const box = within(ratioOf(png), room);
  return frame({ ...framed, notes }, pen).slide([
    { kind: "picture", name: "Picture", box, png, alt: altOf(base.title, panel) },
    ...items,
  ]);
}
