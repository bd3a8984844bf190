import { expect, test } from "vitest";
import { challenge, wrong } from "./canary.ts";

const right = [3 * Math.PI, -3, 3 / 7, Math.sqrt(3), 27, 3, "3", "2000-01-04"];
const tables = [6_000_000_003, 45, 1.5];

test("right answers, with and without tables", () => {
  expect(wrong(3, right)).toEqual([]);
  expect(wrong(3, [...right, ...tables])).toEqual([]);
});

test.each([...right, ...tables].map((value, index) => [index, value] as const))(
  "value %i, %s, answered otherwise is named",
  (index) => {
    const answers = [...right, ...tables].with(index, 1);
    expect(wrong(3, answers)).toHaveLength(1);
  },
);

test("values left out, or too many, are wrong", () => {
  expect(wrong(3, [])).not.toEqual([]);
  expect(wrong(3, [...right, 6_000_000_003])).not.toEqual([]);
  expect(wrong(3, [...right, ...tables, 1])).not.toEqual([]);
});

test("other code, context and seed are other questions; the same job is the same one", () => {
  const job = { code: "1", contextJson: "{}", seed: null };
  const jobs = [job, { ...job, code: "2" }, { ...job, contextJson: "[]" }, { ...job, seed: 1 }];
  expect(new Set(jobs.map(challenge)).size).toBe(4);
  expect(challenge({ ...job })).toBe(challenge(job));
  for (const code of "abcdefghij") expect(challenge({ ...job, code })).toBeGreaterThanOrEqual(2);
});
