import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { readable, TEXT_CONTRAST } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import type { Form, FormTools, Layout, Mark, Text } from "./form.ts";
import { keyOf } from "./key.ts";
import { say, sayLines, wrapped } from "./text.ts";

type Marimekko = Extract<Drawing, { form: "marimekko" }>;

const GAP = 2;
const FOOT = 42;
const KEY_ROWS = 3;

/** A market at a glance: columns as wide as they are large, cut into what they are made of; area is size. */
export const marimekko: Form<Marimekko> = { layout };

function layout({ columns, parts }: Marimekko, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const totals = columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const whole = totals.reduce((sum, total) => sum + total, 0) || 1;
  const key = keyOf(
    parts.map(({ name, role }) => ({ name, fill: theme.mark(role) })),
    { ...area, y: area.y + 9 },
    { shape: "rect", name: 15, next: 16, rows: KEY_ROWS },
    { theme, measure },
  );
  const head = key.height + 4;
  const height = area.height - FOOT - head;
  const gap = Math.min(GAP, area.width / columns.length / 4);
  const width = area.width - gap * (columns.length - 1);
  const texts: Text[] = [...key.texts];
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
  return { marks, lines: [], shapes: key.shapes, texts };
}
