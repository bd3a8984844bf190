import { z } from "zod";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { rowsOverTime } from "../../kit/rows-over-time.ts";
import type { MessageKey } from "../../locale/words.ts";

const input = sameLength(
  z.object({
    months: labels,
    debt_score: values.describe("0 to 100, lower is better"),
    code_coverage: values.describe("Percent of lines"),
    complexity_score: values.describe("Mean cyclomatic complexity, lower is better"),
    targets: z
      .object({
        debt_score: z.number().optional(),
        code_coverage: z.number().optional(),
        complexity_score: z.number().optional(),
      })
      .optional()
      .describe("Drawn as lines, in the same units"),
    ...common,
  }),
  "months",
  "debt_score",
  "code_coverage",
  "complexity_score",
);

const score = { style: "number" } as const;
const percent = { style: "percent" } as const;

export const technicalDebtTrends = defineChart({
  id: "technical_debt_trends",
  title: "Technical debt",
  purpose: "Debt, test coverage and complexity over time",
  persona: "martin",
  panels: ["Debt score", "Code coverage", "Complexity"],
  input,
  sample: {
    months: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    debt_score: [64, 62, 63, 58, 54, 49],
    code_coverage: [71, 72, 72, 75, 77, 79],
    complexity_score: [14.2, 14.0, 14.3, 13.1, 12.4, 11.8],
    targets: { debt_score: 45, code_coverage: 80, complexity_score: 12 },
    period: "January–June 2026",
  },
  build(data, pen) {
    const one = (id: keyof NonNullable<typeof data.targets>, measure: MessageKey, subtitle: MessageKey) => {
      const target = data.targets?.[id];
      const references = target === undefined ? [] : [{ value: target, label: pen.word("in.target") }];
      return { id, measure: pen.word(measure), subtitle: pen.word(subtitle), values: data[id], field: id, references };
    };
    const complexity = one("complexity_score", "complexity", "mean-cyclomatic-complexity-lower-is-better");
    return rowsOverTime(pen, data.months, [
      { ...one("debt_score", "debt-score", "0-to-100-lower-is-better"), format: score, higherIsBetter: false, span: 2 },
      { ...one("code_coverage", "code-coverage", "percent-of-lines"), format: percent, higherIsBetter: true, span: 1 },
      { ...complexity, format: score, higherIsBetter: false, span: 1 },
    ]);
  },
});
