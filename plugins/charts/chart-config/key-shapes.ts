import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";

/** Never colour alone: each of several lines has a point shape of its own, in the plot and in the key. */
const SHAPES = [
  { point: "circle", key: "M5 0A5 5 0 0 1 5 10A5 5 0 0 1 5 0Z" },
  { point: "rectRot", key: "M5 0L10 5L5 10L0 5Z" },
  { point: "triangle", key: "M5 0.5L10 9.5L0 9.5Z" },
  { point: "rect", key: "M1 1H9V9H1Z" },
  { point: "crossRot", key: "M1.5 0L5 3.5L8.5 0L10 1.5L6.5 5L10 8.5L8.5 10L5 6.5L1.5 10L0 8.5L3.5 5L0 1.5Z" },
  { point: "cross", key: "M4 0H6V4H10V6H6V10H4V6H0V4H4Z" },
] as const;

const SQUARE = "M0 0H10V10H0Z";
const severalLines = ({ kind, series }: PanelSpec): boolean => kind === "line" && series.length > 1;

/** By its place among those that are told apart. */
function shapeOf({ series }: PanelSpec, at: number): (typeof SHAPES)[number] {
  const place = series.slice(0, at).filter(({ context }) => context !== true).length;
  return SHAPES[place % SHAPES.length] as (typeof SHAPES)[number];
}

/** Chart.js' name of a series' point. */
export const pointStyle = (panel: PanelSpec, series: number): (typeof SHAPES)[number]["point"] =>
  severalLines(panel) ? shapeOf(panel, series).point : "circle";

/** SVG path of its key, in a square of ten. */
export const keyPath = (panel: PanelSpec, series: number): string => (severalLines(panel) ? shapeOf(panel, series).key : SQUARE);
