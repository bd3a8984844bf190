import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over } from "../design-system/colour.ts";
import type { Theme } from "../design-system/theme.ts";
import type { Rect } from "../layout/place-labels.ts";
import type { FormTools, Ground, Line, Text } from "./form.ts";
import { say, shorten } from "./text.ts";

type Scatter = Extract<Drawing, { form: "scatter" }>;

interface Scales {
  readonly plot: Rect;
  readonly px: (x: number) => number;
  readonly py: (y: number) => number;
}

/** Bands and lines that a caller wants behind the points, each with its words; what lies beyond the axes is cut there. */
export function marked(
  { bands = [], lines: wanted = [] }: Pick<Scatter, "bands" | "lines">,
  { plot, px, py }: Scales,
  taken: readonly Text[],
  theme: Theme,
  measure: FormTools["measure"],
): { readonly grounds: Ground[]; readonly lines: Line[]; readonly texts: Text[] } {
  const texts: Text[] = [];
  const within = (value: number, from: number, size: number) => Math.min(from + size, Math.max(from, value));
  const across = (value: number) => within(px(value), plot.x, plot.width);
  const up = (value: number) => within(py(value), plot.y, plot.height);
  const fill = over(theme.quiet, theme.card, 0.12);
  const grounds = bands.flatMap(({ axis, low, high, label }): Ground[] => {
    const box =
      axis === "x"
        ? { x: across(low), y: plot.y, width: across(high) - across(low), height: plot.height }
        : { x: plot.x, y: up(high), width: plot.width, height: up(low) - up(high) };
    if (box.width <= 0 || box.height <= 0) return [];
    const text = label === "" || box.height < 18 ? "" : shorten(label, box.width - 12, 13, 400, measure);
    if (text !== "") texts.push(say(text, box.x + 6, box.y + 10, theme.muted));
    return [{ box, fill }];
  });
  const lines = wanted.map(({ axis, value, label }): Line => {
    const [from, to] =
      axis === "x"
        ? [
            { x: across(value), y: plot.y },
            { x: across(value), y: plot.y + plot.height },
          ]
        : [
            { x: plot.x, y: up(value) },
            { x: plot.x + plot.width, y: up(value) },
          ];
    const text = shorten(label, plot.width / 3, 13, 400, measure);
    const above = to.y - 9 > plot.y + 6 ? to.y - 9 : to.y + 10;
    if (text !== "")
      texts.push(
        axis === "x"
          ? say(text, from.x > plot.x + plot.width / 2 ? from.x - 6 : from.x + 6, plot.y + 10, theme.muted, {
              align: from.x > plot.x + plot.width / 2 ? "right" : "left",
            })
          : say(text, plot.x + plot.width - 4, above, theme.muted, { align: "right" }),
      );
    return { points: [from, to], colour: theme.quiet, width: 1.5, dashed: true };
  });
  return { grounds, lines, texts: apart(texts, taken, measure) };
}

/** First come, first said: a text that would lie over another is left out. */
function apart(texts: readonly Text[], taken: readonly Text[], measure: FormTools["measure"]): Text[] {
  const kept: Text[] = [];
  const span = ({ text, x, align, size, weight }: Text): [number, number] => {
    const width = measure(text, size, weight);
    return align === "right" ? [x - width, x] : align === "center" ? [x - width / 2, x + width / 2] : [x, x + width];
  };
  for (const text of texts) {
    const [from, to] = span(text);
    const over = [...taken, ...kept].some(
      (one) => Math.abs(one.y - text.y) < 16 && span(one)[0] < to + 4 && from < span(one)[1] + 4,
    );
    if (!over) kept.push(text);
  }
  return kept;
}
