import { z } from "zod";
import { common, kpi as field } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { figureClaims } from "../../kit/figure-claims.ts";
import { figuresPanel } from "../../kit/figures-panel.ts";
import { givenKpi } from "../../kit/key-figures.ts";
import { shaped } from "../../kit/shaped.ts";
import { numberIn, textIn } from "../../rows/frame.ts";

const { kpis: _row, ...rest } = common;
const own = z.object({ kpis: z.array(field).min(1, "is empty: give at least one figure").max(24), ...rest });

export const kpi = defineChart({
  id: "kpi",
  title: "Key figures",
  purpose: "A few key figures, each with its change and its target",
  panels: ["Value, change and target"],
  // A row per figure: x its name, y its value, series its unit, size its target; of one row alone, a figure per column.
  input: shaped(own, (columns, notes) => {
    const { frame } = columns;
    const numbers = columns.numeric();
    if (frame.rows.length === 1 && columns.encoding.y === undefined && numbers.length > 1) {
      columns.unused(notes, ...numbers);
      return { kpis: numbers.map((at) => ({ name: frame.columns[at]?.name ?? "", value: numberIn(frame.rows[0]?.[at]) })) };
    }
    const [value, unit, target] = [columns.number("y"), columns.encoded("series"), columns.encoded("size")];
    const name = columns.words("x", value);
    columns.unused(notes, name, value);
    return {
      kpis: frame.rows.map((row, index) => ({
        name: name === null ? `${frame.columns[value]?.name ?? ""} ${index + 1}` : textIn(row[name]),
        value: numberIn(row[value]),
        ...(unit !== null && { unit: textIn(row[unit]) }),
        ...(target !== null && { target: numberIn(row[target]) }),
      })),
    };
  }),
  sample: {
    kpis: [
      {
        name: "Availability",
        value: 99.93,
        unit: "%",
        previous: 99.87,
        target: 99.9,
        history: [99.81, 99.85, 99.87, 99.93],
        higher_is_better: true,
        base: "May",
      },
      {
        name: "Lead time",
        value: 3.2,
        unit: "days",
        previous: 4.1,
        target: 3,
        history: [5.8, 4.9, 4.1, 3.2],
        higher_is_better: false,
        base: "May",
      },
      {
        name: "Change failures",
        value: 6.4,
        unit: "%",
        previous: 5.9,
        target: 5,
        history: [8.2, 7.1, 5.9, 6.4],
        higher_is_better: false,
        base: "May",
      },
      {
        name: "Cloud cost",
        value: 412_000,
        unit: "EUR",
        previous: 421_000,
        target: 400_000,
        history: [448_000, 436_000, 421_000, 412_000],
        higher_is_better: false,
        base: "May",
      },
    ],
    period: "June 2026",
  },
  build(data, pen) {
    const cards = data.kpis.map((one) => givenKpi(one, pen.currency, pen));
    const { bases, met, moved } = figureClaims(data.kpis, pen);
    const said = { id: "chart", neutral: pen.word("key-figures"), claims: [met, moved], span: 2 } as const;
    const panel = figuresPanel(
      { ...said, subtitle: pen.word("say-the-direction-colour-whether-it-is-good") },
      cards,
      data.kpis,
      pen,
    );
    return { panels: [panel], bases, common: { ...data, kpis: undefined } };
  },
});
