import type { DashboardSpec, KpiSpec, PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { type Framed, frame } from "./frame.ts";
import { kpiStrip, STRIP_HEIGHT } from "./kpis.ts";
import { notesOf } from "./notes.ts";
import { boxesIn, GAP } from "./panel-grid.ts";
import { panelItems } from "./panel-items.ts";
import type { Pen } from "./pen.ts";
import type { Placed } from "./placed.ts";
import type { Item, Slide } from "./slide.ts";

export interface Grid {
  readonly spec: DashboardSpec;
  readonly rows: readonly (readonly PanelSpec[])[];
  readonly kpis: readonly KpiSpec[];
}

/** Up to four panels, the key figures over them. Null where a panel has no room after all. */
export function gridSlide(placed: Placed, framed: Framed, { spec, rows, kpis }: Grid, pen: Pen): Slide | null {
  const { body } = frame(framed, pen);
  const items: Item[] = kpis.length === 0 ? [] : kpiStrip(kpis, { ...body, h: STRIP_HEIGHT }, pen);
  const top = kpis.length === 0 ? 0 : STRIP_HEIGHT + GAP;
  const leftOut: string[] = [];
  for (const [panel, box] of boxesIn(rows, { ...body, y: body.y + top, h: body.h - top })) {
    const laid = panelItems(spec, panel, box, pen);
    if (laid === null) return null;
    items.push(...laid.items);
    leftOut.push(...laid.leftOut);
  }
  for (const what of leftOut) pen.warn(pen.words("not-shown", { what }));
  const notes = notesOf({ chart: placed.chart, panels: rows.flat(), kpis, leftOut, notes: placed.notes }, pen);
  return frame({ ...framed, notes }, pen).slide(items);
}
