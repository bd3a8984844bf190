import type { Rect } from "../layout/place-labels.ts";
import type { FormTools, Text } from "./form.ts";
import { labelled, sayLines, sideWidth, sizeFor, wrapped } from "./text.ts";

export interface Beside {
  /** Of the names, and of what is written in the rows. */
  readonly size: number;
  /** What the column of names takes of the area's width. */
  readonly side: number;
  readonly named: (index: number) => boolean;
  /** A row's name, around this middle; nothing where its row has no room for one. */
  readonly name: (index: number, y: number) => Text[];
}

/** Names in a column at the left of lying rows: as wide as the widest, at most this share of the area; of low rows every so many-th. */
export function besideRows(
  labels: readonly string[],
  row: number,
  area: Rect,
  share: number,
  { theme, measure }: Pick<FormTools, "theme" | "measure">,
): Beside {
  const size = sizeFor(row);
  const side = sideWidth(labels, area, share, measure, size);
  const named = labelled(labels.length, row);
  const name = (index: number, y: number): Text[] => {
    if (!named(index)) return [];
    const lines = wrapped(labels[index] ?? "", side - 10, row > 40 ? 2 : 1, size, 400, measure);
    return sayLines(lines, area.x + side - 10, y, theme.ink, { size, align: "right" });
  };
  return { size, side, named, name };
}
