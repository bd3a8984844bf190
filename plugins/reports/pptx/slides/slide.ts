import type { Room } from "../../text/fit.ts";
import type { NativeChart } from "../native/chart.ts";

/** A deck as data: everything has its place before PowerPoint is asked to draw anything. In inches, from the top left. */
export interface Slide {
  readonly master: "title" | "content";
  readonly title: { readonly text: string; readonly size: number; readonly box: Box };
  readonly items: readonly Item[];
  /** For whoever presents it, line by line. */
  readonly notes: readonly string[];
}

export interface Box extends Room {
  readonly x: number;
  readonly y: number;
}

export interface Paragraph {
  readonly text: string;
  /** In points. */
  readonly size: number;
  /** Six hex digits. */
  readonly colour: string;
  readonly bold?: boolean;
  /** What stays free beneath it, in points. */
  readonly after?: number;
}

interface ItemOf<Kind extends string> {
  readonly kind: Kind;
  readonly box: Box;
  /** In PowerPoint's list of what is on a slide. */
  readonly name: string;
}

export type Item =
  | (ItemOf<"text"> & {
      readonly paragraphs: readonly Paragraph[];
      readonly align?: "left" | "right" | "center";
      readonly anchor?: "top" | "middle" | "bottom";
      /** Of its frame. */
      readonly line?: string;
    })
  /** Squares of colour with their names, in one line. */
  | (ItemOf<"key"> & {
      readonly names: readonly { readonly name: string; readonly colour: string }[];
      readonly size: number;
      readonly colour: string;
    })
  /** A card that something stands on. */
  | (ItemOf<"card"> & { readonly fill: string; readonly line: string })
  | (ItemOf<"chart"> & { readonly chart: NativeChart; readonly size: number; readonly alt: string })
  | (ItemOf<"picture"> & { readonly png: Uint8Array; readonly alt: string })
  | (ItemOf<"table"> & {
      readonly widths: readonly number[];
      readonly heights: readonly number[];
      readonly size: number;
      readonly rows: readonly (readonly TableText[])[];
      /** Whether its first row names the columns. */
      readonly headed: boolean;
    });

export interface TableText {
  readonly text: string;
  readonly align?: "left" | "right";
  readonly bold?: boolean;
  readonly muted?: boolean;
}
