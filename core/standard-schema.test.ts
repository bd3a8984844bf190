import { expect, test } from "vitest";
import { z } from "zod";
import { defineTemplate } from "./index.ts";
import type { StandardSchema } from "./standard-schema.ts";
import { fakeApp, numbers } from "./tests/fake-app.ts";

/** A library of three lines: what is checked is a list of numbers, and half of each is answered. */
const halves = (later = false): StandardSchema<{ values: number[] }> => ({
  "~standard": {
    version: 1,
    vendor: "three-lines",
    validate(value) {
      const { values } = (value ?? {}) as { values?: unknown };
      const list = Array.isArray(values) ? values : [];
      const wrong = list.findIndex((one) => typeof one !== "number");
      const result =
        wrong >= 0 || list.length === 0
          ? { issues: [{ message: "wants a number", path: wrong >= 0 ? ["values", { key: wrong }] : ["values"] }] }
          : { value: { values: list.map((one: number) => one / 2) } };
      return later ? Promise.resolve(result) : result;
    },
    jsonSchema: { input: () => ({ type: "object", properties: { values: { type: "array" } } }) },
  },
});
const template = (input: StandardSchema<{ values: number[] }>) =>
  defineTemplate({
    ...numbers,
    id: "halves",
    aliases: [],
    input,
    sample: { values: [2, 4] },
    build: ({ values }, context) => numbers.build({ values }, context),
  });

test("a template's data may be checked by any library that follows the Standard Schema, and is what that answers", async () => {
  await using app = await fakeApp({ charts: [numbers, template(halves())] });
  expect((await app.render({ template: "halves", data: { values: [2, 8] } })).title).toBe("1 4");
  expect(await app.render({ template: "halves", data: { values: [2, "x"] } })).toMatchObject({
    ok: false,
    error: { code: "INVALID_DATA", path: "values.1", expected: "wants a number" },
  });
  expect(app.templates({ id: "halves" })[0]?.schema).toMatchObject({ type: "object", properties: { values: { type: "array" } } });
});

test("one that answers later is refused in words, not waited for", async () => {
  await using app = await fakeApp({ charts: [numbers, template(halves(true))] });
  expect(await app.render({ template: "halves", data: { values: [2] } })).toMatchObject({
    ok: false,
    error: { expected: expect.stringContaining("answers later") },
  });
});

test("zod's own schemas stay as they are", () => {
  const input = z.object({ values: z.array(z.number()) });
  expect(defineTemplate({ ...numbers, input, sample: { values: [1] } }).input).toBe(input);
});
