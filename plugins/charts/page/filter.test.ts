import fc from "fast-check";
import { expect, test } from "vitest";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { draw } from "../tests/charts.ts";
import { categoriesOf, filtered, periodsOf } from "./filter.ts";
import { readState, type ViewState } from "./state.ts";

const view = (change: Partial<ViewState>): ViewState => ({ ...readState(""), ...change });
const LABELS = ["North", "South", "East", "West", "Centre"];
const values = (count: number) => fc.array(fc.option(fc.integer({ min: -99, max: 99 })), { minLength: count, maxLength: count });
const rows = (count: number) => fc.array(values(count), { minLength: 1, maxLength: 3 });

const panel = (id: string, labels: readonly string[], series: readonly (readonly (number | null)[])[]): PanelSpec =>
  draw(id, { labels, series: series.map((one, at) => ({ name: `S${at}`, values: one })) }).panels[0] as PanelSpec;

test("a category's filter leaves that category and its own numbers, whichever it is", () => {
  fc.assert(
    fc.property(rows(LABELS.length), fc.nat(LABELS.length - 1), (series, at) => {
      const whole = panel("bar", LABELS, series);
      const label = whole.labels[at] as string;
      const left = filtered(whole, view({ category: label }), []);
      expect(left.labels).toEqual([label]);
      expect(left.series.map(({ name, values: left }) => [name, left])).toEqual(
        whole.series.map(({ name, values: all }) => [name, [all[at] ?? null]]),
      );
      for (const one of left.series) for (const labelled of one.labelled) expect(labelled).toBe(0);
    }),
  );
});

test("a category that a panel does not have leaves it whole", () => {
  const whole = panel("bar", LABELS, [[1, 2, 3, 4, 5]]);
  expect(filtered(whole, view({ category: "Nowhere" }), [])).toBe(whole);
});

const months = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}`);

test("a period's filter leaves what lies between its ends, both included, each value beside its own label", () => {
  fc.assert(
    fc.property(rows(months.length), fc.nat(11), fc.nat(11), (series, one, other) => {
      const whole = panel("line", months, series);
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const left = filtered(whole, view({ from: whole.labels[from] as string, to: whole.labels[to] as string }), whole.labels);
      expect(left.labels).toEqual(whole.labels.filter((_, at) => at >= from && at <= to));
      expect(left.series.map(({ values: left }) => left)).toEqual(
        whole.series.map(({ values: all }) => all.filter((_, at) => at >= from && at <= to)),
      );
      for (const { labelled } of left.series) for (const at of labelled) expect(at).toBeLessThanOrEqual(to - from);
    }),
  );
});

test("an end that is left open or that nobody knows is the row's own end", () => {
  const whole = panel("line", months, [months.map((_, at) => at)]);
  const [third, tenth] = [whole.labels[2] as string, whole.labels[9] as string];
  const shown = (change: Partial<ViewState>) => filtered(whole, view(change), whole.labels).series[0]?.values;
  expect(shown({ from: third })).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(shown({ to: tenth })).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(shown({ from: "never", to: third })).toEqual([0, 1, 2]);
  expect(shown({ from: tenth, to: third })).toHaveLength(12);
});

test("marks that stand at a label go with it", () => {
  const drawn = draw("bar", {
    rows: LABELS.flatMap((region, at) => [
      { region, cost: at + 1 },
      { region, cost: 10 },
    ]),
    encoding: { x: "region", y: "cost", aggregate: "sum" },
  }).panels[0] as PanelSpec;
  const at = drawn.labels.indexOf("East");
  expect(filtered(drawn, view({ category: "East" }), []).behind?.marks).toEqual([drawn.behind?.marks[at]]);
});

test("a choice is offered only where two panels share it", () => {
  const [bars, others] = [panel("bar", LABELS, [[1, 2, 3, 4, 5]]), panel("bar", ["North", "East", "Moon"], [[1, 2, 3]])];
  expect(categoriesOf({ panels: [bars, others] })).toEqual(["North", "East"]);
  expect(categoriesOf({ panels: [bars] })).toEqual([]);
  expect(categoriesOf({ panels: [bars, others], filters: [] })).toEqual([]);
  const line = panel("line", months, [months.map(() => 1)]);
  expect(periodsOf({ panels: [line, panel("line", months, [months.map(() => 2)])] })).toEqual(line.labels);
  expect(periodsOf({ panels: [line, panel("line", months.slice(1), [months.slice(1).map(() => 2)])] })).toEqual([]);
  expect(periodsOf({ panels: [line] })).toEqual([]);
});

test("within fewer periods, time, notes, events and bands stand where their periods are", () => {
  const labels = ["Jan", "Feb", "Mar", "Apr", "May"];
  const whole: PanelSpec = {
    ...panel("line", labels, [[1, 2, 3, 4, 5]]),
    time: { at: [10, 20, 30, 40, 50], unit: "month", named: false, gap: 99 },
    notes: [
      { at: 0, series: 0, text: "gone" },
      { at: 3, series: 0, text: "stays" },
    ],
    events: [{ at: 2.5, label: "between" }],
    bands: [
      { along: "labels", from: 0, to: 3, label: "over" },
      { along: "labels", from: 0, to: 1, label: "gone" },
      { along: "values", from: 1, to: 2, label: "across" },
    ],
  };
  const cut = filtered(whole, view({ from: "Mar", to: "May" }), labels);
  expect(cut.time?.at).toEqual([30, 40, 50]);
  expect(cut.notes).toEqual([{ at: 1, series: 0, text: "stays" }]);
  expect(cut.events).toEqual([{ at: 0.5, label: "between" }]);
  expect(cut.bands?.map(({ from, to, label }) => [from, to, label])).toEqual([
    [0, 1, "over"],
    [1, 2, "across"],
  ]);
});
