import type { KpiSpec } from "../../../../core/ports/dashboard-spec.ts";
import { oneLine } from "../../text/clean.ts";
import { fitted, inOneLine } from "../../text/fit.ts";
import type { Pen } from "./pen.ts";
import type { Box, Item, Paragraph } from "./slide.ts";

/** As many as pictures have. */
const MOST = 6;
const GAP = 0.12;
const PAD = 0.12;

export const STRIP_HEIGHT = 0.82;

/** Key figures side by side, as text that can be edited. */
export function kpiStrip(kpis: readonly KpiSpec[], box: Box, pen: Pen): Item[] {
  const shown = kpis.slice(0, MOST);
  const w = (box.w - GAP * (shown.length - 1)) / Math.max(1, shown.length);
  return shown.flatMap((kpi, at): Item[] => {
    const own = { x: box.x + at * (w + GAP), y: box.y, w, h: box.h };
    const inside = { x: own.x + PAD, y: own.y + 0.06, w: w - 2 * PAD, h: own.h - 0.1 };
    return [
      { kind: "card", name: `Key figure ${at + 1}`, box: own, fill: pen.colours.ground, line: pen.colours.line },
      { kind: "text", name: `Key figure ${at + 1}, text`, box: inside, paragraphs: textsOf(kpi, inside.w, pen) },
    ];
  });
}

function textsOf(kpi: KpiSpec, width: number, pen: Pen): Paragraph[] {
  const { look, colours } = pen;
  const value = fitted(look.number(kpi.value, kpi.format), { w: width, h: 0 }, { largest: 20, smallest: 12, bold: true });
  const more = inOneLine(moreOf(kpi, pen), 10.5, width);
  const good = kpi.delta?.good ?? null;
  const tone = good === null ? colours.muted : good ? colours.good : colours.bad;
  return [
    { text: inOneLine(oneLine(kpi.name), 11, width), size: 11, colour: colours.muted },
    { text: value.text, size: value.size, colour: colours.ink, bold: true },
    ...(more === "" ? [] : [{ text: more, size: 10.5, colour: tone }]),
  ];
}

/** What it changed by, against what, and what it should be. */
function moreOf({ delta, target, format }: KpiSpec, { look, words }: Pen): string {
  const arrow = delta === null || delta.value === 0 ? "" : delta.value > 0 ? "▲ " : "▼ ";
  const base = oneLine(delta?.base ?? "");
  const change =
    delta === null
      ? ""
      : `${arrow}${look.number(delta.value, delta.format)} ${base.startsWith("vs ") ? base : words("versus", { base })}`;
  const aim = (target ?? null) === null ? "" : words("target", { value: look.number(target ?? null, format) });
  return [change, aim].filter(Boolean).join(" · ");
}
