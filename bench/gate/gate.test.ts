import { describe, expect, test } from "vitest";
import type { Control } from "../control/control.ts";
import type { Group } from "../scenario.ts";
import { type Figure, figure } from "../statistics.ts";
import { ATTEMPTS, confirm, measureGroups } from "./attempts.ts";
import { accept, type Baseline } from "./baseline.ts";
import { explain } from "./explain.ts";
import { judge, judgeAll } from "./judge.ts";

const baseline = (ratio: number, spread = 0.05): Baseline => ({
  machine: "planted",
  accepted: "2026-11-22",
  rounds: 5,
  ratios: { warm: { ratio, spread } },
});
const found = (ratio: number, bounds: Parameters<typeof figure>[2] = {}): Figure => ({
  ...figure("warm analysis", [20, 22, 24], bounds),
  compared: { id: "warm", ratio, control: 10 },
});
const kinds = (one: Figure, accepted: Baseline | null) => judge(one, accepted).map(({ kind }) => kind);

describe("planted figures", () => {
  test("over a ceiling fails, whatever the ratio", () => {
    expect(kinds(found(2, { ceiling: 10 }), baseline(2))).toEqual(["ceiling"]);
    expect(kinds(found(2, { ceiling: 30 }), baseline(2))).toEqual([]);
  });

  test("of what should be many, too few fails", () => {
    expect(kinds(found(2, { ceiling: 30, moreIsBetter: true }), baseline(2))).toEqual(["ceiling"]);
  });

  test.each([
    [10, []],
    [24, []],
    [30, ["regression"]],
    [-40, []],
  ])("%d %% slower than accepted", (percent, expected) => {
    expect(kinds(found(2 * (1 + percent / 100)), baseline(2))).toEqual(expected);
  });

  test("where the accepted rounds lay far apart, the bound is as far", () => {
    expect(kinds(found(2.7), baseline(2, 0.26))).toEqual([]);
    expect(kinds(found(2.9), baseline(2, 0.26))).toEqual(["regression"]);
  });

  test("a ratio that is no number is no pass", () => {
    expect(kinds(found(Number.NaN), baseline(2))).toEqual(["regression"]);
  });

  test("a scenario that nobody accepted, and one that is gone, fail", () => {
    expect(kinds(found(2), null)).toEqual(["not accepted"]);
    expect(judgeAll([], baseline(2))).toEqual([{ kind: "not measured", id: "warm" }]);
  });
});

test("accepted are the median of the better half of the rounds and the furthest of them from it", () => {
  const rounds = [2, 3.4, 2.2, 2.9, 1.9].map((ratio) => [found(ratio)]);
  expect(accept(rounds)).toEqual({ warm: { ratio: 2, spread: 0.1 } });
});

test("a failing gate says scenario, measured, limit and what to do next", () => {
  const text = explain(judgeAll([found(2.6, { ceiling: 10 })], baseline(2)), ATTEMPTS);
  expect(text).toContain("2 faults");
  expect(text).toMatch(/warm analysis: p95 24 ms, and the ceiling is at most 10 ms\. Next: /);
  expect(text).toMatch(/warm analysis: 2\.6 times the control, 30 % over the accepted 2 \(limit 2\.500\).* Next: /);
});

describe("a scenario with planted times, through the whole gate", () => {
  /** Each opening of the group takes the next time; the last one stays. */
  async function faultsOf(...times: readonly number[]): Promise<{ kinds: string[]; opened: number }> {
    let opened = 0;
    const group: Group = {
      name: "planted",
      async open() {
        const time = times[Math.min(opened++, times.length - 1)] as number;
        return {
          scenarios: [
            {
              control: "work",
              samples: { quick: 8, full: 8 },
              warmUps: 1,
              pid: null,
              once: async (index) => [time + (index % 3)],
              parts: [{ id: "warm", title: "planted", compared: true }],
            },
          ],
          close: async () => {},
        };
      },
    };
    const control: Control = { measure: async () => 10, best: () => 10, cpu: () => 0, close: async () => {} };
    const run = { control, quick: true, say: () => {} };
    const figures = await confirm(await measureGroups([group], run), baseline(10), run);
    return { kinds: judgeAll(figures, baseline(10)).map(({ kind }) => kind), opened };
  }

  test("30 % slower every time: fails, after it was measured three times", async () => {
    expect(await faultsOf(130)).toEqual({ kinds: ["regression"], opened: ATTEMPTS });
  });

  test("10 % slower: passes at once", async () => {
    expect(await faultsOf(110)).toEqual({ kinds: [], opened: 1 });
  });

  test("slow once and not again: noise", async () => {
    expect(await faultsOf(180, 104)).toEqual({ kinds: [], opened: 2 });
  });
});
