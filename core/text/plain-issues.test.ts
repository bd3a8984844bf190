import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { plainIssues } from "./plain-issues.ts";

const dataset = z.union([
  z.string().max(5),
  z.object({ name: z.string(), sheet: z.string() }),
  z.object({ run: z.string() }),
  z.object({ name: z.string(), format: z.enum(["csv", "json"]), content: z.string() }),
]);
const schema = z.object({
  persona: z.string(),
  datasets: z.array(dataset).max(2).optional(),
  seed: z.int().min(0).max(10).optional(),
  share: z.number().gt(0).lt(1).optional(),
  sample: z.literal(true).optional(),
  value: z.union([z.number(), z.null()]).optional(),
  code: z
    .string()
    .refine((code) => code !== "no", "is a word that is not taken")
    .optional(),
});

const said = (value: unknown) =>
  plainIssues(schema.safeParse(value).error?.issues ?? [], value).map(({ path, problem }) => `${path}: ${problem}`);

test.each([
  [{}, ["persona: is missing: text"]],
  [{ persona: 5 }, ["persona: must be text, is 5"]],
  [5, [": must be an object, is 5"]],
  [{ persona: "p", seed: -1 }, ["seed: must be 0 or more, is -1"]],
  [{ persona: "p", seed: 11 }, ["seed: must be 10 or less, is 11"]],
  [{ persona: "p", seed: 1.5 }, ["seed: must be a whole number, is 1.5"]],
  [{ persona: "p", share: "0.3" }, ['share: must be a number, is the text "0.3"']],
  [{ persona: "p", share: 0 }, ["share: must be above 0, is 0"]],
  [{ persona: "p", share: 1 }, ["share: must be below 1, is 1"]],
  [{ persona: "p", sample: false }, ["sample: must be true, is false"]],
  [{ persona: "p", value: "x" }, ['value: must be a number or null, is the text "x"']],
  [{ persona: "p", code: "no" }, ["code: is a word that is not taken"]],
  [{ persona: "p", datasets: "sales" }, ['datasets: must be a list, is the text "sales"']],
  [{ persona: "p", datasets: ["a", "b", "c"] }, ["datasets: must be 2 entries or fewer, is a list"]],
  [{ persona: "p", datasets: ["toolong"] }, ['datasets.0: must be 5 characters or fewer, is the text "toolong"']],
  [
    { persona: "p", datasets: [{ name: "a", format: "xls", content: "x" }] },
    ['datasets.0.format: must be one of csv, json, is the text "xls"'],
  ],
  [
    { persona: "p", datasets: [{ name: "a", format: "xls" }] },
    ['datasets.0.format: must be one of csv, json, is the text "xls"', "datasets.0.content: is missing: text"],
  ],
  [{ persona: "p", datasets: [{ name: "a", sheet: 2 }] }, ["datasets.0.sheet: must be text, is 2"]],
  [
    { persona: 1, seed: "x", sample: 0 },
    ["persona: must be text, is 1", 'seed: must be a number, is the text "x"', "sample: must be true, is 0"],
  ],
])("%j is told at every place", (value, words) => {
  expect(said(value)).toEqual(words);
});

test("whatever is wrong, each place is told once, in a line, and nothing long is said back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const told = said(value);
      expect(told.length > 0).toBe(!schema.safeParse(value).success);
      for (const line of told) {
        expect(line.length).toBeLessThan(300);
        expect(line).not.toMatch(/Invalid input|undefined/);
      }
    }),
  );
});
