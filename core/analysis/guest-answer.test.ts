import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../limits.ts";
import type { GuestError, Json } from "../ports/sandbox.ts";
import { flat, okOutcome } from "../testing/index.ts";
import { cut } from "../text/cut.ts";
import { bounded } from "./guest-answer.ts";

const of = (more: Partial<typeof okOutcome>) => bounded({ ...okOutcome, ...more });
const failing = (error: GuestError) => flat(bounded({ ...okOutcome, status: "guest-error", error }));
const x = (length: number) => "x".repeat(length);

test("an ordinary answer stays as it is", () => {
  const error = { type: "E", message: "m", line: 1, column: 2, source: "s", hint: "h" };
  const outcome = {
    ...okOutcome,
    stdout: "o",
    stderr: "e",
    tripwires: ["t"],
    datasets: [
      {
        ...{ name: "n", rows: 1, columns: 2, assumed: { a: [1, null, true] } },
        notes: [{ column: null, kind: "k", message: "m", fix: "f" }],
        fields: [{ name: "n", type: "t" }],
      },
    ],
  };
  expect(bounded(outcome)).toEqual(outcome);
  const limit = { ...outcome, status: "limit", limit: "memory", reason: "r", error } as const;
  expect(bounded(limit)).toEqual(limit);
  expect(bounded({ ...limit, error: null })).toEqual({ ...limit, error: null });
  const bare = { ...error, source: null, hint: null, line: null, column: null };
  expect(failing(bare).error).toEqual(bare);
});

test.each(["stdout", "stderr"] as const)(
  "%s may be as long as the limit; what is longer is cut, and said to be, once",
  (name) => {
    expect(of({ [name]: x(limits.outputBytes) }).truncated).toEqual([]);
    const longer = of({ [name]: x(limits.outputBytes + 1), truncated: [name, "warnings"] });
    expect([longer[name].length, longer.truncated]).toEqual([limits.outputBytes, [name, "warnings"]]);
    expect(of({ [name]: x(limits.outputBytes + 1) }).truncated).toEqual([name]);
  },
);

test("texts of an error and the reason are cut where the table of limits says", () => {
  const error = { type: x(9999), message: x(9999), line: 1, column: 2, source: x(9999), hint: x(9999) };
  const limit = { status: "limit", limit: "memory", reason: x(9999) } as const;
  const { error: told, reason } = flat(bounded({ ...okOutcome, ...limit, error }));
  expect(failing(error).error).toEqual(told);
  expect(flat(bounded({ ...okOutcome, status: "crashed", reason: x(9999) })).reason).toBe(reason);
  expect([told?.type, told?.message, told?.source, told?.hint, reason].map((text) => text?.length)).toEqual([
    limits.nameCharacters,
    limits.messageCharacters,
    limits.messageCharacters,
    limits.hintCharacters,
    limits.messageCharacters,
  ]);
});

test("of many things as many as the table of limits says", () => {
  const chart = { template: "t", data: 1, options: {} };
  const table = { name: "n", rows: 1, columns: 1, assumed: null };
  const { charts, datasets, tripwires } = of({
    charts: Array(99).fill(chart),
    datasets: Array(99).fill(table),
    tripwires: Array(99).fill(x(999)),
  });
  expect([charts.length, datasets.length, tripwires.length, tripwires[0]?.length]).toEqual([
    limits.chartsPerRun,
    limits.datasetsPerRun,
    limits.tripwiresTold,
    limits.nameCharacters,
  ]);
});

test("charts that figures were read back into do not count as those that the code asked for, and none is left out in silence", () => {
  const chart = { template: "t", data: 1, options: {} };
  const png = new Uint8Array();
  const asked = Array(64).fill(chart);
  const read = Array.from({ length: 16 }, (_, at) => ({ ...chart, figure: at + 1 }));
  const figures = read.map(({ figure }) => ({ title: `${figure}`, png }));
  const all = { charts: [...asked, ...read], figures, stderr: "e" };
  expect(of(all)).toEqual({ ...okOutcome, ...all });
  // A sandbox that keeps no bound of its own.
  const more = of({
    charts: [...asked, chart, ...read, chart],
    figures: Array(70).fill(figures[0]),
    stderr: x(limits.outputBytes),
  });
  expect([more.charts.length, more.figures?.length]).toEqual([80, 64]);
  expect(more.stderr).toMatch(
    /^2 charts were left out: a run draws 64 at most\n6 figures were left out: a run draws 64 at most\nx/,
  );
  expect([more.stderr.length, more.truncated]).toEqual([limits.outputBytes, ["stderr"]]);
});

const assumed = (value: Json) => of({ datasets: [{ name: "n", rows: 1, columns: 1, assumed: value }] }).datasets[0]?.assumed;

test("what was assumed of a table is told to a depth, a length and a number, and that there is more", () => {
  expect(assumed([[["deep"]]])).toEqual([[["deep"]]]);
  expect(assumed([[[["deeper"]]]])).toEqual([[["…"]]]);
  expect(assumed(x(500))).toBe(`${x(399)}…`);
  expect(assumed({ [x(300)]: 1 })).toEqual({ [`${x(199)}…`]: 1 });
  const list = (length: number) => Array.from({ length }, (_, at) => at);
  // The runtime's own "… and so many more" is one entry beyond, and stays.
  expect(assumed(list(101))).toEqual(list(101));
  expect(assumed(list(103))).toEqual([...list(101), "… and 2 more"]);
  const object = (length: number) => Object.fromEntries(list(length).map((at) => [`k${at}`, at]));
  expect(assumed(object(101))).toEqual(object(101));
  expect(assumed(object(103))).toEqual({ ...object(101), "…": "and 2 more" });
});

test("a cut text is as long as it may be, ends in …, and holds no half letters", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", "😀", "漢"), maxLength: 30 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 20 }), (whole, most) => {
      const short = cut(whole, most);
      if (whole.length <= most) expect(short).toBe(whole);
      else {
        expect(short.endsWith("…")).toBe(true);
        expect(whole.startsWith(short.slice(0, -1))).toBe(true);
        expect([most, most - 1]).toContain(short.length);
        expect(short.isWellFormed()).toBe(true);
        if (short.length < most) expect(whole.codePointAt(short.length - 1)).toBeGreaterThan(0xffff);
      }
    }),
  );
});
