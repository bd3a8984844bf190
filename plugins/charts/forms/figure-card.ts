import type { KpiSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { kpiFormats } from "../design-system/shared-format.ts";
import { toneOf } from "../design-system/tone.ts";
import type { Rect } from "../layout/place-labels.ts";
import { sparkline } from "../layout/sparkline.ts";
import { drawn } from "../locale/drawn.ts";
import { kpiWords } from "../locale/kpi-words.ts";
import type { FormTools, Line, Mark, Text } from "./form.ts";
import { say, shorten } from "./text.ts";

const PAD = 14;
const LINE = 18;
/** Lower cards have one line. */
const LOW = 58;

interface Written {
  readonly texts: readonly Text[];
  readonly lines: readonly Line[];
  readonly shapes: readonly Mark[];
}

/** What the fullest card of a row says beside name and number. */
interface Fullest {
  readonly delta: boolean;
  readonly target: boolean;
}

/** One key figure in its card: the lower it is, the less it says, never smaller. */
export const figureCard = (kpi: KpiSpec, box: Rect, tools: FormTools, fullest: Fullest): Written =>
  box.height >= LOW ? full(kpi, box, tools, fullest) : oneLine(kpi, box, tools);

function full(kpi: KpiSpec, box: Rect, { theme, locale, measure }: FormTools, fullest: Fullest): Written {
  const { number, unit, change, format } = kpiWords(kpi, locale);
  const k = box.height >= 170 && box.width >= 280 ? 1.45 : 1;
  const size = {
    name: Math.round(13 * Math.min(k, 1.25)),
    number: Math.round(28 * k),
    small: Math.round(13 * Math.min(k, 1.2)),
    line: LINE * k,
  };
  const [x, room] = [box.x + PAD, box.width - 2 * PAD];
  const [hasChange, hasTarget] = [box.height >= 78, box.height >= 100];
  const block = 18 + 34 * k + (fullest.delta && hasChange ? size.line : 0) + (fullest.target && hasTarget ? size.line : 0);
  const spark = box.width > 210 ? Math.min(130, room * 0.36) : 0;
  const high = Math.min(70 * k, box.height - 56);
  const left = room - spark - 10;
  const line = sparkline(spark === 0 ? [] : kpi.history, {
    x: x + left + 10,
    y: box.y + (box.height - high) / 2 + 8,
    width: spark - 6,
    height: high,
  });
  const width = line === null ? room : left;
  let y = box.y + Math.max(8, (box.height - block) / 2) + 9;
  const texts = [say(shorten(kpi.name, room, size.name, 400, measure), x, y, theme.muted, { size: size.name })];
  y += 29 * k;
  if (kpi.value === null) texts.push(say(number, x, y, theme.muted, { size: 18, weight: 600 }));
  else {
    const fits = measure(number, size.number, 700) + measure(unit, size.number * 0.54, 400) + 5 <= width;
    const big = fits ? size.number : 20;
    const first = say(number, x, y, theme.ink, { size: big, weight: 700 });
    texts.push(...both(first, unit, y + big / 7, Math.round(big * 0.54)));
  }
  y += 8 * k;
  if (hasChange && change !== null) {
    y += size.line;
    const first = say(change.text, x, y, theme[toneOf(change.good)], { size: size.small, weight: 600 });
    texts.push(...both(first, change.versus, y, size.small));
  }
  if (hasTarget && (kpi.target ?? null) !== null) {
    const text = targetOf(kpi, formatNumber(kpi.target, format, locale), locale);
    const colour = theme[toneOf(kpi.met)];
    texts.push(say(shorten(text, width, size.small, 400, measure), x, y + size.line, colour, { size: size.small }));
  }
  return { texts, ...drawnLine() };

  /** A text, and quiet behind it what belongs to it. */
  function both(first: Text, text: string, y: number, size: number): Text[] {
    const start = x + measure(first.text, first.size, first.weight) + 5;
    return [
      { ...first, text: shorten(first.text, width, first.size, first.weight, measure) },
      say(shorten(text, x + width - start, size, 400, measure), start, y, theme.muted, { size }),
    ];
  }

  function drawnLine(): Pick<Written, "lines" | "shapes"> {
    if (line === null) return { lines: [], shapes: [] };
    const { runs, end } = line;
    return {
      lines: runs.map((points) => ({ points, colour: theme.quiet, width: 1.5 })),
      shapes: [
        { shape: "circle", box: { x: end.x - 4, y: end.y - 4, width: 8, height: 8 }, fill: theme[toneOf(kpi.delta?.good)] },
      ],
    };
  }
}

const targetOf = ({ met }: KpiSpec, value: string, locale: string): string =>
  drawn(met === true ? "drawn.target-met" : met === false ? "drawn.target-missed" : "drawn.target", locale, { value });

function oneLine(kpi: KpiSpec, box: Rect, { theme, locale, measure }: FormTools): Written {
  if (box.height < 15) return { texts: [], lines: [], shapes: [] };
  const text =
    kpi.value === null ? drawn("drawn.no-data", locale) : formatNumber(kpi.value, kpiFormats(kpi, locale).value, locale);
  const y = box.y + box.height / 2;
  const width = measure(text, 14, 600);
  const texts = [
    say(shorten(kpi.name, box.width - width - 30, 13, 400, measure), box.x + 10, y, theme.muted),
    say(text, box.x + box.width - 10, y, theme.ink, { size: 14, weight: 600, align: "right" }),
  ];
  return { texts, lines: [], shapes: [] };
}
