import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { spread } from "../layout/spread.ts";
import { scale } from "./axis.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";
import { say, shorten } from "./text.ts";

type Slope = Extract<Drawing, { form: "slope" }>;

const HEAD = 26;
const LINE = 17;
/** Between a point and its name: room for a line to one that had to give way. */
const LEADER_WIDE = 34;
const LEADER_NARROW = 12;

/** A line from before to after for each: who rises, who falls, and how steeply. Names and numbers stand at both ends. */
export const slope: Form<Slope> = { layout };

function layout({ columns, items }: Slope, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const leader = area.width < 520 ? LEADER_NARROW : LEADER_WIDE;
  const write = (value: number) => formatNumber(value, format, locale);
  const room = Math.floor((area.height - HEAD) / LINE);
  // Labels that have no line of their own are left out: the strongest moves keep theirs.
  const named = new Set(
    [...items.keys()].toSorted((a, b) => moved(items[b]) - moved(items[a])).slice(0, Math.max(1, Math.min(items.length, room))),
  );
  const side = Math.min(
    area.width * 0.36,
    Math.max(
      ...items.map(({ label, before, after }) => measure(`${label}  ${write(before)}${write(after)}`, 13, 600) + leader),
      60,
    ),
  );
  const all = items.flatMap(({ before, after }) => [before, after]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const at = scale(low, high === low ? low + 1 : high, area.y + area.height - 12, area.y + HEAD + 12);
  const [left, right] = [area.x + side, area.x + area.width - side];
  const texts: Text[] = [];
  for (const [index, x] of [left, right].entries()) {
    const head = shorten(columns[index] as string, side, 13, 600, measure);
    if (head !== "")
      texts.push(say(head, x, area.y + HEAD / 2 - 2, theme.muted, { weight: 600, align: index === 0 ? "right" : "left" }));
  }
  const lines: Line[] = [left, right].map((x) => ({
    points: [
      { x, y: area.y + HEAD },
      { x, y: area.y + area.height },
    ],
    colour: theme.line,
    width: 1,
  }));
  const shapes: Mark[] = [];
  const marks = items.map(({ before, after, role }): Mark => {
    const [a, b] = [at(before), at(after)];
    const colour = theme.mark(role);
    lines.push({
      points: [
        { x: left, y: a },
        { x: right, y: b },
      ],
      colour,
      width: role === "reference" ? 1.5 : 3,
    });
    for (const [x, y] of [
      [left, a],
      [right, b],
    ] as const)
      shapes.push({ shape: "circle", box: { x: x - 4, y: y - 4, width: 8, height: 8 }, fill: colour });
    const points = [
      { x: left, y: a - 5 },
      { x: right, y: b - 5 },
      { x: right, y: b + 5 },
      { x: left, y: a + 5 },
    ];
    const box = { x: left, y: Math.min(a, b) - 5, width: right - left, height: Math.abs(a - b) + 10 };
    return { shape: "polygon", box, points, fill: "transparent" };
  });
  ends("before", left - leader, "right");
  ends("after", right + leader, "left");
  return { marks, lines, shapes, texts, leftOut: items.length - named.size };

  function ends(end: "before" | "after", x: number, align: "left" | "right"): void {
    const order = [...named].toSorted((a, b) => at(value(a, end)) - at(value(b, end)));
    const places = spread(
      order.map((index) => at(value(index, end))),
      LINE,
      area.y + HEAD + 8,
      area.y + area.height - 8,
    );
    order.forEach((index, place) => {
      const item = items[index] as Slope["items"][number];
      const number = write(item[end]);
      const name = shorten(item.label, side - measure(number, 13, 600) - leader - 8, 13, 400, measure);
      const colour = item.role === "reference" ? theme.muted : theme.text(item.role);
      const y = places[place] as number;
      const gap = measure(number, 13, 600) + 6;
      texts.push(say(number, x, y, colour, { weight: 600, align }));
      const own = at(item[end]);
      // A name that had to give way is tied to its point.
      if (Math.abs(y - own) > 6) {
        const way = align === "left" ? -1 : 1;
        lines.push({
          points: [
            { x: x + way * 2, y },
            { x: x + way * (leader - 7), y: own },
          ],
          colour: theme.quiet,
          width: 0.75,
        });
      }
      if (name !== "") texts.push(say(name, align === "left" ? x + gap : x - gap, y, colour, { align }));
    });
  }

  function value(index: number, end: "before" | "after"): number {
    return items[index]?.[end] ?? 0;
  }
}

const moved = (item: Slope["items"][number] | undefined): number =>
  item === undefined ? 0 : (item.role === "reference" ? 0 : 1e300) + Math.abs(item.after - item.before);
