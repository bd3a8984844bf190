import type { PanelSpec, Role } from "../../../../core/ports/dashboard-spec.ts";
import type { Look } from "../../../../core/ports/report-format.ts";
import { cut } from "../../../../core/text/cut.ts";
import { oneLine } from "../../text/clean.ts";
import type { Room } from "../../text/fit.ts";
import type { Words } from "../../words/words.ts";
import type { Column, NativeChart } from "./chart.ts";

/** What a panel became: a chart, what is written beneath it, and what no chart of PowerPoint's could show. */
export interface Native {
  readonly chart: NativeChart;
  /** A reader must know it: stands on the slide. */
  readonly remarks: readonly string[];
  /** What its colours stand for, where a legend of PowerPoint's would say a part twice. */
  readonly key?: readonly { readonly name: string; readonly colour: string }[];
  /** Told in the notes. */
  readonly leftOut: readonly string[];
}

export interface NativeTools {
  readonly look: Look;
  readonly words: Words;
  /** Of the chart, in inches. */
  readonly room: Room;
  /** Of its type, in points. */
  readonly size: number;
}

/** Null: PowerPoint has no such chart, or one that would say something else. Then the picture stands on the slide. */
export type Conversion = (panel: PanelSpec, tools: NativeTools) => Native | null;

const NAME_MAX = 80;

/** A name in a chart: one line, and no longer than a legend can bear. */
export const chartName = (text: string): string => cut(oneLine(text), NAME_MAX);

/** As PowerPoint writes colours. */
export const paint = (colour: string): string => colour.replace("#", "").toUpperCase();

export const paintOf = (look: Look, role: Role): string => paint(look.mark(role));

/** The chart's sheet, filled from the left. */
export class Sheet {
  readonly columns: Column[] = [];

  add(name: string, values: readonly (number | null)[], code: string): number {
    return this.columns.push({ name: chartName(name) || "–", values, code }) - 1;
  }
}

/** A list for a sentence: all of a few, the first of many. */
export function listed(items: readonly string[], words: Words, most = 6): string {
  const shown = items.slice(0, most).map((item) => cut(oneLine(item), NAME_MAX));
  const rest = items.length - shown.length;
  return [...shown, ...(rest > 0 ? [words("more", { count: rest })] : [])].join("; ");
}
