import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { readable, TEXT_CONTRAST } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Form, Mark, Text } from "./form.ts";
import { say, sayLines, shorten, wrapped } from "./text.ts";

type Marimekko = Extract<Drawing, { form: "marimekko" }>;

const GAP = 2;
const FOOT = 42;

/** A market at a glance: columns as wide as they are large, cut into what they are made of; area is size. */
export const marimekko: Form<Marimekko> = ({ columns, parts }, area, { theme, locale, format, measure }) => {
  const totals = columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const whole = totals.reduce((sum, total) => sum + total, 0) || 1;
  const head = keyHeight();
  const height = area.height - FOOT - head;
  const gap = Math.min(GAP, area.width / columns.length / 4);
  const width = area.width - gap * (columns.length - 1);
  const texts: Text[] = [];
  const shapes: Mark[] = [];
  key();
  let x = area.x;
  const marks = columns.flatMap(({ label, values }, index) => {
    const total = totals[index] as number;
    const wide = Math.max(0, (width * total) / whole);
    const left = x;
    x += wide + gap;
    const size = formatNumber(total, format, locale);
    const name = wide > 30 ? wrapped(label, wide - 6, 1, 13, 400, measure) : [];
    const number = measure(size, 13, 600) <= wide - 4 ? size : "";
    texts.push(...sayLines(name, left + wide / 2, area.y + area.height - FOOT + 12, theme.ink, { align: "center" }));
    if (number !== "")
      texts.push(say(number, left + wide / 2, area.y + area.height - FOOT + 29, theme.muted, { weight: 600, align: "center" }));
    let y = area.y + head + height;
    return values.map((value, part): Mark => {
      const tall = total > 0 ? (height * value) / total : 0;
      y -= tall;
      const box = { x: left, y: y + GAP / 2, width: Math.max(0.5, wide), height: Math.max(0.5, tall - GAP) };
      const fill = theme.mark(parts[part]?.role ?? "neutral");
      const share = total > 0 ? formatNumber((value / total) * 100, { style: "percent" }, locale) : "";
      if (box.height >= 18 && measure(share, 13, 600) <= box.width - 6)
        texts.push(
          say(share, box.x + box.width / 2, box.y + box.height / 2, readable(theme.ink, fill, TEXT_CONTRAST), {
            weight: 600,
            align: "center",
          }),
        );
      return { shape: "rect", box, fill, radius: Math.min(2, box.width / 3, box.height / 3) };
    });
  });
  return { marks, lines: [], shapes, texts };

  function keyHeight(): number {
    let [x, rows] = [0, 1];
    for (const { name } of parts) {
      const wide = 31 + Math.min(measure(name, 13, 400), area.width - 31);
      if (x + wide > area.width && x > 0) [x, rows] = [0, rows + 1];
      x += wide;
    }
    return Math.min(rows, 3) * 20 + 4;
  }

  function key(): void {
    let [x, y] = [area.x, area.y + 9];
    for (const { name, role } of parts) {
      const text = shorten(name, area.width - 31, 13, 400, measure);
      const wide = 31 + measure(text, 13, 400);
      if (x + wide > area.x + area.width + 16 && x > area.x) [x, y] = [area.x, y + 20];
      if (y > area.y + head - 6 || text === "") return;
      shapes.push({ shape: "rect", box: { x, y: y - 5, width: 10, height: 10 }, fill: theme.mark(role) });
      texts.push(say(text, x + 15, y, theme.muted));
      x += wide;
    }
  }
};
