/** A chart as PowerPoint draws it and its reader can edit: a sheet of numbers, and what is drawn of which column. */
export type NativeChart = CategoryChart | PointChart;

export interface CategoryChart {
  readonly kind: "categories";
  readonly categories: Categories;
  readonly columns: readonly Column[];
  /** From the back. */
  readonly plots: readonly Plot[];
  /** Of bars that lie, the first category is on top. */
  readonly lying: boolean;
  /** Null where there is none to be had: pies. */
  readonly axis: ValueAxis | null;
  readonly second: ValueAxis | null;
  readonly legend: "none" | "top" | "right";
  /** Its first and last categories stand at the plot's edges, not in the middle of their share. */
  readonly edged: boolean;
  /** Of the chart's area, where the plot lies; null leaves it to PowerPoint. */
  readonly inner: { readonly x: number; readonly y: number; readonly w: number; readonly h: number } | null;
}

export type Categories =
  | { readonly texts: readonly string[] }
  /** Where days lie apart as they do. Since 1970-01-01. */
  | { readonly days: readonly number[]; readonly code: string };

export interface Column {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** How a spreadsheet writes its numbers. */
  readonly code: string;
}

interface PlotOf<Kind extends string> {
  readonly kind: Kind;
  readonly series: readonly Series[];
  readonly second?: boolean;
}

export type Plot =
  | (PlotOf<"bar"> & {
      readonly stacked: boolean /** Per cent of a bar's width. */;
      readonly gap: number;
      readonly overlap: number;
    })
  | (PlotOf<"area"> & { readonly stacked: boolean })
  | PlotOf<"line">
  | PlotOf<"radar">
  | PlotOf<"pie">
  /** Hole: per cent of its width. */
  | (PlotOf<"doughnut"> & { readonly hole: number });

export interface Series {
  /** Index in `columns`. */
  readonly column: number;
  /** Colours are six hex digits without the "#". Null: nothing is drawn of it. */
  readonly colour: string | null;
  /** From 0 to 100, of an area. */
  readonly opaque?: number;
  /** In points. */
  readonly width?: number;
  readonly dashed?: boolean;
  readonly marker?: boolean;
  /** What differs of single points. */
  readonly points?: ReadonlyMap<number, PointLook>;
  readonly labels?: Labels;
  /** Not in the legend. */
  readonly unnamed?: boolean;
}

export interface PointLook {
  readonly colour?: string;
  readonly dashed?: boolean;
  readonly marker?: boolean;
}

export type Place = "outEnd" | "ctr" | "inEnd" | "t" | "b" | "l" | "r" | "bestFit";

export interface Labels {
  /** Where its number is written. */
  readonly at: ReadonlyMap<number, LabelLook>;
  readonly code: string;
  readonly colour: string;
  readonly bold?: boolean;
}

export interface LabelLook {
  /** Left out: where PowerPoint puts it. */
  readonly place?: Place;
  readonly colour?: string;
  /** Name of the series, or of the category, beside the number or in its place. */
  readonly show?: "value" | "series" | "series-value" | "category-value";
  /** Words of our own in place of a number. */
  readonly text?: string;
}

export interface ValueAxis {
  /** Left out: as far as the numbers reach, also after they were edited. */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly log?: boolean;
  readonly code: string;
  readonly shown: boolean;
  /** Where the axis of categories crosses it: bars begin there. */
  readonly crossed?: number;
  readonly title?: string;
}

export interface PointChart {
  readonly kind: "points";
  readonly groups: readonly PointGroup[];
  readonly x: ValueAxis;
  readonly y: ValueAxis;
  /** Circles as large as their third number. */
  readonly bubbles: boolean;
  readonly legend: "none" | "top";
  readonly sizeName: string;
  /** Where the axes cross, and are seen: a plot in four fields. */
  readonly cross: { readonly x: number; readonly y: number } | null;
}

export interface PointGroup {
  readonly name: string;
  readonly points: readonly DrawnPoint[];
  readonly colour: string;
  readonly mark: "circle" | "none";
  readonly line?: "dashed" | "solid";
  readonly unnamed?: boolean;
}

export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  readonly size: number | null;
  /** Written beside it. */
  readonly text: string | null;
  readonly place: Place;
}
