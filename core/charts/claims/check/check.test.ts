import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Basis, Claim } from "../../../ports/claim.ts";
import { change, countOf, target, verdict } from "../find/counts.ts";
import { bottom, ends, gap, leads, top } from "../find/extremes.ts";
import { constant, crossing, overTime } from "../find/over-time.ts";
import { latestShare, loss, pareto, part, share, shareChange } from "../find/shares.ts";
import { correlated, middleHalf } from "../find/spread.ts";
import { bridge } from "../find/steps.ts";
import { holds } from "./check.ts";

/** What is found holds, and what a faulty finder would have found does not: for every kind of claim. */
const about = { measure: "Sales", format: { style: "number" } } as const;
const months = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}`);
const one = (labels: readonly string[], values: readonly (number | null)[], name = "v"): Basis => ({
  name: "rows",
  labels,
  series: [{ name, values }],
});
const two = (labels: readonly string[], a: readonly number[], b: readonly number[]): Basis => ({
  name: "rows",
  labels,
  series: [
    { name: "a", values: a },
    { name: "b", values: b },
  ],
});

const rising = one(months.slice(0, 5), [10, 12, 11, 15, 20]);
const names = ["N", "S", "E", "W"];
const places = one(names, [8, 6, 5, 4]);
const shares = two(months.slice(0, 3), [10, 20, 30], [90, 60, 30.5]);
const spread = one(
  Array.from({ length: 30 }, (_, at) => `${at}`),
  Array.from({ length: 30 }, (_, at) => (at * 7) % 30),
);
const cloud = two(
  Array.from({ length: 12 }, (_, at) => `${at}`),
  Array.from({ length: 12 }, (_, at) => at),
  Array.from({ length: 12 }, (_, at) => at * 2 + (at % 3)),
);
const figures: Basis = {
  name: "rows",
  labels: ["Revenue", "Churn", "Score"],
  series: [
    { name: "value", values: [5, 2, 4] },
    { name: "previous", values: [4, 1, 4] },
    { name: "up", values: [1, -1, 1] },
  ],
};
const steps: Basis = {
  name: "rows",
  labels: ["Q1", "New", "Lost", "Q2"],
  series: [
    { name: "steps", values: [null, 5, -2, null] },
    { name: "levels", values: [10, null, null, 13] },
  ],
};
const links: Basis = {
  name: "rows",
  labels: [],
  series: [],
  links: [
    ["a", "b"],
    ["b", "c"],
    ["a", "c"],
  ],
};

const found: readonly (readonly [string, Claim | null, Basis, readonly Partial<Claim>[]])[] = [
  [
    "trend",
    overTime(rising, "v", about),
    rising,
    [
      { first: { label: "2026-01", value: 11 } },
      { last: { label: "2026-05", value: 10 } },
      { last: { label: "2026-04", value: 15 } },
      { first: { label: "2026-05", value: 20 }, last: { label: "2026-01", value: 10 } },
    ],
  ],
  [
    "lowest",
    overTime(one(months.slice(0, 5), [282, 100, -802, 150, 234]), "v", about),
    one(months.slice(0, 5), [282, 100, -802, 150, 234]),
    [{ value: 100, label: "2026-02" }, { label: "2026-02" }, { kind: "highest" }],
  ],
  [
    "held",
    overTime(
      one(
        months,
        months.map((_, at) => 100 + (at % 2)),
      ),
      "v",
      about,
    ),
    one(
      months,
      months.map((_, at) => 100 + (at % 2)),
    ),
    [{ last: { label: "2026-12", value: 100 } }, { first: { label: "2026-02", value: 101 } }],
  ],
  ["same", constant(one(names, [3, 3, 3, 3]), "v", about), one(names, [3, 3, 3, 3]), [{ value: 4 }]],
  [
    "crossing",
    crossing(rising, "v", { label: "hurdle", value: 13 }, about),
    rising,
    [{ at: "2026-03" }, { at: "2026-05" }, { line: { label: "hurdle", value: 16 } }],
  ],
  [
    "ends",
    ends(places, "v", about, { whole: true }),
    places,
    [{ high: { label: "S", value: 6 } }, { low: { label: "E", value: 5 } }, { high: { label: "S", value: 8 } }],
  ],
  ["highest", top(places, "v", about), places, [{ label: "S" }, { label: "S", value: 6 }, { value: 9 }]],
  ["lowest of things", bottom(places, "v", about), places, [{ label: "E", value: 5 }]],
  [
    "leads",
    leads(shares, about),
    shares,
    [
      { series: "a", value: 30 },
      { at: "2026-02", value: 60 },
    ],
  ],
  [
    "gap",
    gap(two(names, [5, 9, 3, 2], [1, 2, 3, 4]), "a", "b", about),
    two(names, [5, 9, 3, 2], [1, 2, 3, 4]),
    [{ label: "N", value: 4 }, { value: 8 }, { series: "b", less: "a" }],
  ],
  ["share", share(places, "v", about), places, [{ share: 40 }, { label: "S", share: (6 / 23) * 100 }]],
  [
    "share of the last",
    latestShare(shares, about),
    shares,
    [{ series: "a", share: (30 / 60.5) * 100 }, { share: (180.5 / 240.5) * 100 }, { at: "2026-01", share: 90 }],
  ],
  [
    "change of share",
    shareChange(shares, about),
    shares,
    [{ first: { label: "2026-01", value: 12 } }, { last: { label: "2026-02", value: 25 } }],
  ],
  [
    "loss",
    loss(one(["Visits", "Baskets", "Orders"], [100, 20, 15]), "v", about),
    one(["Visits", "Baskets", "Orders"], [100, 20, 15]),
    [{ from: "Baskets", to: "Orders", share: 75 }, { share: 25 }],
  ],
  [
    "pareto",
    pareto(one([...names, "Other"], [40, 30, 8, 2, 20]), "v", null, about),
    one([...names, "Other"], [40, 30, 8, 2, 20]),
    [{ count: 3 }, { of: 5 }, { share: 82.5 }, { whole: 50 }],
  ],
  [
    "part",
    part(one(["spent", "budget"], [30, 40]), "v", "spent", "budget", about),
    one(["spent", "budget"], [30, 40]),
    [{ share: 70 }, { part: "budget", whole: "spent", share: 133 }],
  ],
  ["count", countOf(places, [{ series: "v", is: ">", than: 5 }], about), places, [{ count: 3 }, { of: 5 }, { names: ["E"] }]],
  ["verdict", verdict(figures, about), figures, [{ better: 2, same: 0 }, { worse: [] }, { of: 2 }]],
  ["target", target(places, "v", "N", 10, about), places, [{ value: 9 }, { label: "S" }]],
  [
    "change",
    change(two(names, [1, 2, 3, 4], [2, 2, 3, 5]), "a", "b", about),
    two(names, [1, 2, 3, 4], [2, 2, 3, 5]),
    [{ to: 13 }, { from: 12, to: 10 }, { percent: 30 }],
  ],
  ["correlation", correlated(cloud, "a", "b", about), cloud, [{ r: 0.5 }, { r: -0.99 }, { n: 11 }]],
  ["middle half", middleHalf(spread, "v", about), spread, [{ low: 10 }, { high: 25 }, { n: 29 }]],
  [
    "bridge",
    bridge(steps, about),
    steps,
    [{ most: { label: "Lost", value: -2 } }, { to: { label: "Q2", value: 12 } }, { from: { label: "Q1", value: 9 } }],
  ],
  [
    "chain",
    { ...about, basis: "rows", kind: "chain", path: ["a", "b", "c"] },
    links,
    [{ path: ["a", "c"] }, { path: ["a", "b", "c", "d"] }, { path: ["c", "b", "a"] }],
  ],
];

describe("what a finder found holds, and what a faulty one would have found is refused", () => {
  test.each(found)("%s", (_, claim, basis, faults) => {
    expect(claim).not.toBeNull();
    expect(holds(claim as Claim, [basis])).toBe(true);
    for (const fault of faults)
      expect({ fault, held: holds({ ...(claim as Claim), ...fault } as Claim, [basis]) }).toEqual({ fault, held: false });
  });

  test("every kind of claim is among them", () => {
    const kinds = new Set(found.map(([, claim]) => claim?.kind));
    expect([...kinds].sort()).toEqual(
      [
        ...["bridge", "chain", "change", "correlation", "count-of", "crossing", "ends", "gap", "held", "highest", "latest-share"],
        ...[
          "leads",
          "loss",
          "lowest",
          "middle-half",
          "pareto",
          "part",
          "same",
          "share",
          "share-change",
          "target",
          "trend",
          "verdict",
        ],
      ].sort(),
    );
  });
});

test("a claim of a basis that is not there, that two have, or without a measure does not hold", () => {
  const claim = top(places, "v", about) as Claim;
  expect(holds(claim, [])).toBe(false);
  expect(holds(claim, [places, places])).toBe(false);
  expect(holds({ ...claim, measure: " " }, [places])).toBe(false);
});

const value = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.constantFrom(null, 0, 100, 101, 1e12, 1e-9),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
);

test("of any row over time, what is found holds", () => {
  let spoken = 0;
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), (row) => {
      const basis = one(months.slice(0, row.length), row);
      const claim = overTime(basis, "v", about);
      if (claim === null) return;
      spoken++;
      expect(holds(claim, [basis])).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(spoken).toBeGreaterThan(500);
});

test("of any things beside each other, what is found holds", () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 9 }), fc.array(value, { minLength: 9, maxLength: 9 }), (a, b) => {
      const labels = a.map((_, at) => `Store ${at}`);
      const basis: Basis = {
        name: "rows",
        labels,
        series: [
          { name: "a", values: a },
          { name: "b", values: b.slice(0, a.length) },
        ],
      };
      const claims = [
        ...[
          ends(basis, "a", about),
          top(basis, "a", about),
          bottom(basis, "a", about),
          gap(basis, "a", "b", about),
          share(basis, "a", about),
        ],
        ...[
          loss(basis, "a", about),
          pareto(basis, "a", null, about),
          countOf(basis, [{ series: "a", is: "<", than: "b" }], about),
        ],
        ...[change(basis, "a", "b", about), correlated(basis, "a", "b", about), constant(basis, "a", about)],
      ];
      for (const claim of claims)
        if (claim !== null) expect({ claim, held: holds(claim, [basis]) }).toEqual({ claim, held: true });
    }),
    { numRuns: 2000 },
  );
});

test.each(["Other", "others", "Others (7)", "Other costs", "all the rest", "Rest of world", "その他", "—", "n/a", "Sonstige"])(
  "%s is a rest: no finder names it, and the checker lets nobody",
  (rest) => {
    const parts = one([rest, "Search"], [60, 40]);
    expect([share(parts, "v", about), top(parts, "v", about)]).toEqual([null, null]);
    expect(holds({ ...about, basis: "rows", kind: "share", series: "v", label: rest, share: 60 }, [parts])).toBe(false);
  },
);

test.each(["Otherwise", "Restaurants", "Miscarriages", "Unknown Pleasures"])("%s is none", (name) => {
  const parts = one([name, "Search"], [60, 40]);
  expect(holds(share(parts, "v", about) as Claim, [parts])).toBe(true);
});
