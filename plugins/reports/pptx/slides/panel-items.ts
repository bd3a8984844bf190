import type { DashboardSpec, PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { cut } from "../../../../core/text/cut.ts";
import { oneLine } from "../../text/clean.ts";
import { fitted, inOneLine, LINE } from "../../text/fit.ts";
import type { Native } from "../native/native.ts";
import { nativeOf } from "../native/of-panel.ts";
import type { Pen } from "./pen.ts";
import type { Box, Item } from "./slide.ts";

const ALT_MAX = 500;
const PAD = 0.14;

interface Laid {
  readonly items: readonly Item[];
  readonly leftOut: readonly string[];
}

/** What a picture says to who can't see it. */
export const altOf = (title: string, panel: PanelSpec | null): string =>
  cut(oneLine([panel?.title ?? "", panel?.subtitle ?? "", title].filter(Boolean).join(". ")), ALT_MAX);

/** Whether PowerPoint can draw it in this room; nothing that is missing needs a chart. */
export const isNative = (panel: PanelSpec, room: { w: number; h: number }, size: number, pen: Pen): boolean =>
  panel.missing !== null || nativeOf(panel, { ...pen, room, size }) !== null;

/** One panel of several: its card, its finding, its chart and what must be known of it. */
export function panelItems(spec: DashboardSpec, panel: PanelSpec, box: Box, pen: Pen): Laid | null {
  const { colours } = pen;
  const inside = { x: box.x + PAD, w: box.w - 2 * PAD };
  const title = fitted(
    oneLine(panel.title),
    { w: inside.w, h: box.h > 3 ? 0.5 : 0.44 },
    { largest: 14, smallest: 11, bold: true },
  );
  const subtitle = inOneLine(oneLine(panel.subtitle), 10.5, inside.w);
  const head = (title.lines * title.size * LINE + (subtitle === "" ? 0 : 10.5 * LINE)) / 72 + 0.02;
  const texts = [
    { text: title.text, size: title.size, colour: colours.ink, bold: true },
    ...(subtitle === "" ? [] : [{ text: subtitle, size: 10.5, colour: colours.muted }]),
  ];
  const name = `Panel ${panel.id}`;
  const card: Item[] = [
    { kind: "card", name, box, fill: colours.card, line: colours.line },
    { kind: "text", name: `${name}, title`, box: { ...inside, y: box.y + 0.08, h: head }, paragraphs: texts },
  ];
  const room = { ...inside, y: box.y + 0.16 + head, h: box.h - head - 0.24 };
  if (panel.missing !== null) return { items: [...card, noData(panel.missing, room, name, pen)], leftOut: [] };
  const drawn = chartItems(panel, room, { size: box.h > 3 ? 11 : 10, title: spec.title, name }, pen);
  return drawn === null ? null : { items: [...card, ...drawn.items], leftOut: drawn.leftOut };
}

interface Drawn {
  readonly size: number;
  readonly title: string;
  readonly name: string;
}

/** The chart in its room, and beneath it what a reader must know. */
export function chartItems(panel: PanelSpec, room: Box, { size, title, name }: Drawn, pen: Pen): Laid | null {
  const asked = (h: number): Native | null => nativeOf(panel, { ...pen, room: { w: room.w, h }, size });
  const first = asked(room.h);
  if (first === null) return null;
  const said = oneLine([panel.note ?? "", ...first.remarks].filter(Boolean).join(" "));
  const type = size > 11 ? 11 : 9.5;
  const note = fitted(said, { w: room.w, h: (type * LINE * 2.05) / 72 }, { largest: type, smallest: 9 });
  const taken = said === "" ? 0 : (note.lines * note.size * LINE) / 72 + 0.06;
  const native = taken === 0 ? first : asked(room.h - taken);
  if (native === null) return null;
  const keyed = native.key === undefined ? 0 : (size * LINE) / 72 + 0.06;
  const box = { ...room, y: room.y + keyed, h: room.h - taken - keyed };
  const foot = { x: room.x, y: box.y + box.h + 0.04, w: room.w, h: taken - 0.04 };
  return {
    items: [
      ...(native.key === undefined
        ? []
        : [
            {
              kind: "key",
              name: `${name}, key`,
              box: { ...room, h: keyed - 0.06 },
              names: native.key,
              size,
              colour: pen.colours.muted,
            } as const,
          ]),
      { kind: "chart", name: `${name}, chart`, box, chart: native.chart, size, alt: altOf(title, panel) },
      ...(said === ""
        ? []
        : [
            {
              kind: "text",
              name: `${name}, note`,
              box: foot,
              paragraphs: [{ text: note.text, size: note.size, colour: pen.colours.muted }],
            } as const,
          ]),
    ],
    leftOut: [...native.leftOut, ...(note.cut ? [said] : [])].map((what) =>
      panel.title === "" ? what : `${oneLine(panel.title)}: ${what}`,
    ),
  };
}

const noData = (field: string, box: Box, name: string, { words, colours }: Pen): Item => {
  const told = fitted(words("no-data", { field: oneLine(field) }), box, { largest: 13, smallest: 10 });
  return {
    kind: "text",
    name: `${name}, no data`,
    box,
    anchor: "middle",
    align: "center",
    paragraphs: [{ text: told.text, size: told.size, colour: colours.muted }],
  };
};
