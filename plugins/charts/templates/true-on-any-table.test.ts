import { expect, test } from "vitest";
import { grainOf } from "../../../core/charts/claims/time.ts";
import type { Claim } from "../../../core/ports/claim.ts";
import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import { context, templates } from "../tests/charts.ts";
import { randomFrom, scrambled } from "../tests/random-tables.ts";

/** Tables through every template: what is drawn holds, and nothing of it is silly. */
const full = process.env.TEST_FULL === "1";
const TABLES = full ? 100_000 : 4_000;
const TRIES = 12;
const each = Math.ceil(TABLES / templates.length);

test.each(templates.map((template) => [template.id, template] as const))(
  `%s says only what holds, of ${each} random tables`,
  (id, template) => {
    let [drawn, spoken] = [0, 0];
    for (let seed = 1; drawn < each && seed <= each * TRIES; seed++) {
      const parsed = template.input.safeParse(scrambled(template.sample, randomFrom(seed * 7919)));
      if (!parsed.success) continue;
      drawn++;
      const spec = template.build(parsed.data, context);
      const told = `${id}, seed ${seed}: ${spec.title}`;
      // A claim that its finder made and the checker refused is a fault of the finder.
      expect(spec.refused ?? 0, told).toBe(0);
      for (const text of texts(spec)) expect(text, told).toSatisfy(isClean);
      expect(titles(spec).length, `${told}: ${titles(spec).join(" | ")}`).toBe(new Set(titles(spec)).size);
      for (const { series } of spec.panels)
        if (series.length > 1) expect(spec.title, told).not.toBe(series.map(({ name }) => name).join(", "));
      for (const { claim = [], title } of [spec, ...spec.panels]) {
        spoken += claim.length;
        for (const one of claim) expect(sillyIn(one, title), told).toBeNull();
      }
    }
    // Of a template that takes few of them, such as one with names that refer to each other, fewer are drawn.
    expect(drawn).toBeGreaterThan(each / 10);
    // A cloud of random points has no direction.
    if (id !== "scatter") expect(spoken).toBeGreaterThan(0);
  },
  full ? 600_000 : 60_000,
);

const texts = (spec: DashboardSpec): string[] => [
  spec.title,
  spec.subtitle,
  ...spec.panels.flatMap((one) => [one.title, one.subtitle]),
];

/** No title repeats what stands above it. Two panels of one measure without a finding may have one name. */
const titles = (spec: DashboardSpec): string[] => [
  spec.title,
  ...spec.panels.flatMap(({ title, neutralTitle }) => (title === neutralTitle ? [] : [title])),
];

const isClean = (text: string): boolean => !/NaN|undefined|null|Infinity|\[object|\bfunction\b/.test(text);

/** What a reader would laugh at or be misled by, though it is true; null where there is nothing of it. */
function sillyIn(claim: Claim, title: string): string | null {
  if (claim.measure.trim() === "") return "no measure";
  const named = claim.kind === "ends" ? [claim.high.label, claim.low.label] : "label" in claim ? [claim.label] : [];
  if (named.some((label) => /^others?( \(\d+\))?$/i.test(label))) return "names a rest";
  if (/(?<![\d.,])100\s?%/.test(title) && "share" in claim && claim.share < 100) return "rounded up to all";
  if (claim.kind === "trend") {
    const { first, last } = claim;
    const [from, to] = [first.value, last.value];
    if (grainOf([first.label, last.label]) === null && !/^(Q\d|[A-Z][a-z]{2})$/.test(first.label)) return "names are no time";
    if ((from < 0 || to < 0) && /\b(rose|fell)\b/.test(title) && title.startsWith(claim.measure)) return "a loss rose or fell";
    const numbers = /from (\S+) to (\S+?),/.exec(title);
    if (numbers !== null && numbers[1] === numbers[2]) return "from a number to the same";
  }
  return null;
}
