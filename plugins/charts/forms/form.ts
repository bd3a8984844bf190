import type { Drawing, NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import type { Theme } from "../design-system/theme.ts";
import type { Rect } from "../layout/place-labels.ts";

/**
 * All that is known of a form, in the file of its name. A new one: its data as a member of `Drawing` in `core/ports`, its file here,
 * its line in `index.ts`; the types ask for all three, `forms.test.ts` for a drawing of it. What a form leaves out it does not have:
 * no least width, no table in the picture's place, nothing that a filter of the rows could draw anew.
 */
export interface Form<D extends Drawing = Drawing> {
  /** Its data as marks, lines and texts in a rectangle: pure geometry, the same for the PNG and the page. */
  readonly layout: (drawing: D, area: Rect, tools: FormTools) => Layout;
  /** Pixels that it needs to keep its words: a page draws it no narrower, and lets it scroll in its card. */
  readonly minWidth?: (drawing: D) => number;
  /** What a page shows in the picture's place. */
  readonly asTable?: (drawing: D) => WrittenTable;
  /** The drawing with other values of its marks, one each in their order: what a filter leaves of the rows behind it. */
  readonly redraw?: (drawing: D, values: readonly (number | null)[]) => Redrawn<D>;
}

export interface WrittenTable {
  /** Numbers stand at the right, words at the left. */
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

export interface Redrawn<D extends Drawing> {
  readonly drawing: D;
  /** The marks that are left, by their index before. */
  readonly left: readonly number[];
}

export interface FormTools {
  readonly theme: Theme;
  readonly locale: string;
  readonly format: NumberFormat;
  /** Width in pixels; sizes are 11 to 30, weights 400, 600 and 700. */
  readonly measure: (text: string, size: number, weight: number) => number;
}

export interface Layout {
  /** One per label of the panel, in its order: what a pointer or an arrow key finds. */
  readonly marks: readonly Mark[];
  /** Drawn below the marks. */
  readonly lines: readonly Line[];
  /** Drawn above the marks; nothing finds them. */
  readonly shapes?: readonly Mark[];
  /** Drawn last. */
  readonly texts: readonly Text[];
  /** Fields and bands, drawn first. */
  readonly grounds?: readonly Ground[];
  /** How many labels found no free place. */
  readonly leftOut?: number;
}

export interface Mark {
  readonly shape: "rect" | "circle" | "polygon";
  /** Bounding box; the circle's too. */
  readonly box: Rect;
  /** Corners, for a polygon. */
  readonly points?: readonly Point[];
  /** Colours, not roles: a form may shade. "transparent" for what is only found. */
  readonly fill: string;
  readonly stroke?: string;
  readonly radius?: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly points: readonly Point[];
  readonly colour: string;
  readonly width: number;
  readonly dashed?: boolean;
  readonly arrow?: boolean;
  /** Through the points as a smooth curve. */
  readonly curved?: boolean;
}

export interface Ground {
  readonly box: Rect;
  readonly fill: string;
}

export interface Text {
  readonly text: string;
  readonly x: number;
  /** Middle of the line. */
  readonly y: number;
  readonly size: number;
  readonly weight: 400 | 600 | 700;
  readonly align: "left" | "center" | "right";
  readonly colour: string;
}
