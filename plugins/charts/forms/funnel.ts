import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over, readable, TEXT_CONTRAST } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { besideRows } from "./beside-rows.ts";
import type { Form, FormTools, Layout, Mark, Text } from "./form.ts";
import { redrawParts } from "./redraw-parts.ts";
import { say, shorten } from "./text.ts";

type Funnel = Extract<Drawing, { form: "funnel" }>;

const RATES = 76;

/** Centred bars, names at the left; what goes on from one stage to the next stands between their rows. */
export const funnel: Form<Funnel> = { layout, redraw: redrawParts };

function layout({ items, conversion }: Funnel, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const row = Math.min(110, area.height / Math.max(1, items.length));
  const { size, side, named, name } = besideRows(
    items.map(({ label }) => label),
    row,
    area,
    0.3,
    { theme, measure },
  );
  const rates = conversion === true && items.length > 1 ? Math.min(RATES, area.width * 0.24) : 0;
  const top = area.y + Math.max(0, (area.height - row * items.length) / 2);
  const width = area.width - side - rates;
  const middle = area.x + side + width / 2;
  const largest = items.reduce((most, { value }) => Math.max(most, value), 0);
  const texts: Text[] = [];
  const marks = items.map(({ value }, index): Mark => {
    const y = top + (index + 0.5) * row;
    const long = Math.max(2, (Math.max(0, value) / (largest || 1)) * width);
    const high = Math.max(1, row * 0.66);
    const fill = over(theme.mark("accent"), theme.card, 1 - 0.45 * (index / Math.max(1, items.length - 1)));
    const box = { x: middle - long / 2, y: y - high / 2, width: long, height: high };
    texts.push(...name(index, y));
    if (named(index)) texts.push(...amount(value, box, fill, y));
    const before = items[index - 1]?.value;
    if (rates > 0 && before !== undefined && before > 0 && row >= 16) texts.push(passing(value / before, y - row / 2));
    return { shape: "rect", box, fill, stroke: theme.mark("accent"), radius: Math.min(4, high / 3) };
  });
  return { marks, lines: [], texts };

  function amount(value: number, box: { x: number; width: number }, fill: string, y: number): Text[] {
    const text = formatNumber(value, format, locale);
    const needed = measure(text, size + 1, 600);
    if (needed + 12 <= box.width) {
      const colour = readable(theme.ink, fill, TEXT_CONTRAST);
      return [say(text, middle, y, colour, { size: size + 1, weight: 600, align: "center" })];
    }
    const x = box.x + box.width + 6;
    const room = area.x + side + width - x;
    return needed <= room ? [say(text, x, y, theme.ink, { size: size + 1, weight: 600 })] : [];
  }

  function passing(share: number, y: number): Text {
    const text = `↓ ${formatNumber(share * 100, { style: "percent" }, locale)}`;
    return say(shorten(text, rates - 4, size, 600, measure), area.x + area.width - 2, y, theme.muted, {
      size,
      weight: 600,
      align: "right",
    });
  }
}
