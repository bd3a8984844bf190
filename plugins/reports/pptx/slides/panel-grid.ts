import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import type { Box } from "./slide.ts";

/** Two rows have room on a slide: with a third nobody reads the charts from a chair. */
const ROWS_MAX = 2;
export const GAP = 0.13;

/** Two columns, filled row by row; a row's last panel takes what is left, so that no quarter stays empty. As on the page. */
function rowsOf(panels: readonly PanelSpec[]): PanelSpec[][] {
  const rows: PanelSpec[][] = [];
  let open: PanelSpec[] = [];
  for (const panel of panels) {
    if (panel.span === 2 && open.length > 0) {
      rows.push(open);
      open = [];
    }
    open.push(panel);
    if (panel.span === 2 || open.length === 2) {
      rows.push(open);
      open = [];
    }
  }
  return open.length > 0 ? [...rows, open] : rows;
}

/** What needs the height of a slide: points with names, lines with names at both ends, the answers of a survey. */
const LARGE = new Set(["scatter", "slope", "diverging"]);

export const isLarge = ({ drawing }: PanelSpec): boolean => drawing !== undefined && LARGE.has(drawing.form);

/** The rows of each slide. A large panel has one to itself; the others share as few as have room for them, as evenly as may be. */
export function slidesOf(panels: readonly PanelSpec[]): PanelSpec[][][] {
  const groups: PanelSpec[][] = [];
  for (const panel of panels) {
    const open = groups.at(-1);
    if (open === undefined || isLarge(panel) || isLarge(open[0] as PanelSpec)) groups.push([panel]);
    else open.push(panel);
  }
  return groups.flatMap((group) => {
    const rows = rowsOf(group);
    const each = Math.ceil(rows.length / Math.ceil(rows.length / ROWS_MAX));
    return Array.from({ length: Math.ceil(rows.length / each) }, (_, at) => rows.slice(at * each, (at + 1) * each));
  });
}

/** A box for each panel. */
export function boxesIn(rows: readonly (readonly PanelSpec[])[], { x, y, w, h }: Box): Map<PanelSpec, Box> {
  const height = (h - GAP * (rows.length - 1)) / Math.max(1, rows.length);
  const boxes = new Map<PanelSpec, Box>();
  for (const [r, row] of rows.entries()) {
    const width = (w - GAP * (row.length - 1)) / row.length;
    for (const [c, panel] of row.entries())
      boxes.set(panel, { x: x + c * (width + GAP), y: y + r * (height + GAP), w: width, h: height });
  }
  return boxes;
}
