import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { lean } from "./lean-schema.ts";

const schema = z.object({
  maxLength: z.string().max(200),
  propertyNames: z.record(z.string(), z.number()),
  text: z.string().max(4_000_000).optional(),
});
const of = (one: StandardSchemaWithJSON) => one["~standard"].jsonSchema.input({ target: "draft-2020-12" });

test("a schema is told without what a model does nothing with; fields of such names stay", () => {
  expect(of(lean(schema))).toEqual({
    type: "object",
    properties: {
      maxLength: { type: "string" },
      propertyNames: { type: "object", additionalProperties: { type: "number" } },
      text: { type: "string", maxLength: 4_000_000 },
    },
    required: ["maxLength", "propertyNames"],
  });
  expect(of(schema)).toHaveProperty("$schema");
});

test("of what an answer's fields hold the names are told, and they are checked as before", async () => {
  const answer = z.object({
    error: z.object({ code: z.string(), line: z.number() }).nullable(),
    limit: z.enum(["wall", "memory"]).nullable(),
    any: z.union([z.string(), z.object({ c: z.string() }), z.null()]),
    rows: z.array(z.object({ a: z.number(), within: z.object({ b: z.number() }) })),
  });
  const standard = lean(answer)["~standard"];
  expect(standard.jsonSchema.output({ target: "draft-2020-12" })).toEqual({
    type: "object",
    properties: {
      error: { type: ["object", "null"], description: "code, line" },
      limit: { type: ["string", "null"], enum: ["wall", "memory", null] },
      any: { anyOf: [{ type: "string" }, { type: "object", description: "c" }, { type: "null" }] },
      rows: { type: "array", items: { type: "object", description: "a, within" } },
    },
  });
  expect(await lean(answer)["~standard"].validate({ error: { code: 1 }, limit: null, any: null, rows: [] })).toMatchObject({
    issues: [{ path: ["error", "code"] }, { path: ["error", "line"] }],
  });
});

test("it validates as before", async () => {
  const validate = (value: unknown) => lean(schema)["~standard"].validate(value);
  expect(await validate({ maxLength: "x", propertyNames: { a: 1 } })).toEqual({
    value: { maxLength: "x", propertyNames: { a: 1 } },
  });
  expect(await validate({ maxLength: "x".repeat(201), propertyNames: {} })).toMatchObject({ issues: [{ path: ["maxLength"] }] });
  expect(await validate({ maxLength: "x", propertyNames: { a: "b" } })).toMatchObject({
    issues: [{ path: ["propertyNames", "a"] }],
  });
});
