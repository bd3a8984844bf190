import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import type { Rect } from "../layout/place-labels.ts";
import { figureCard } from "./figure-card.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";

type Cards = Extract<Drawing, { form: "cards" }>;

const GAP = 12;

/** Key figures: value large, unit small, change with its base, target, sparkline. As the cards get lower they say less, never smaller. */
export const cards: Form<Cards> = { layout };

function layout({ cards: list }: Cards, area: Rect, tools: FormTools): Layout {
  const across = columnsFor(list.length, area);
  const rows = Math.ceil(list.length / across);
  const size = {
    width: (area.width - GAP * (across - 1)) / across,
    height: Math.min(300, (area.height - GAP * (rows - 1)) / rows),
  };
  const top = area.y + Math.max(0, (area.height - rows * size.height - GAP * (rows - 1)) / 2);
  // All as high as the fullest, so that names and numbers of a row stand in line.
  const fullest = {
    delta: list.some(({ delta }) => delta !== null),
    target: list.some(({ target }) => (target ?? null) !== null),
  };
  const texts: Text[] = [];
  const lines: Line[] = [];
  const shapes: Mark[] = [];
  const marks = list.map((kpi, index): Mark => {
    const x = area.x + (index % across) * (size.width + GAP);
    const box = { x, y: top + Math.floor(index / across) * (size.height + GAP), ...size };
    const written = figureCard(kpi, box, tools, fullest);
    texts.push(...written.texts.filter(({ text }) => text !== ""));
    lines.push(...written.lines);
    shapes.push(...written.shapes);
    return { shape: "rect", box, fill: "transparent", stroke: tools.theme.line, radius: 10 };
  });
  return { marks, lines, shapes, texts };
}

/** As many columns as make the cards nearest to twice as wide as high. */
function columnsFor(count: number, area: Rect): number {
  let [best, found] = [Number.POSITIVE_INFINITY, 1];
  for (let across = 1; across <= Math.max(1, count); across++) {
    const rows = Math.ceil(count / across);
    const [width, height] = [(area.width - GAP * (across - 1)) / across, (area.height - GAP * (rows - 1)) / rows];
    if (width < 120 && across > 1) break;
    const empty = across * rows - count;
    const off = Math.abs(Math.log(width / Math.max(1, height) / 2)) + empty * 0.15;
    if (off < best) [best, found] = [off, across];
  }
  return found;
}
