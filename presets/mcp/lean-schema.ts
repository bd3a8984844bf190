import type { z } from "zod";

type JsonSchema = { readonly [key: string]: unknown };

/**
 * The same schema, told to clients in fewer words: every one of them stands in each model's context. It validates as before.
 * Left out is what a model does nothing with (the dialect, lengths of names, kinds of keys), and that no other fields come: later
 * versions add some.
 */
export function lean<S extends z.ZodType>(schema: S): S {
  const standard = schema["~standard"];
  const { jsonSchema } = standard as unknown as Record<"jsonSchema", Record<"input" | "output", (options: object) => JsonSchema>>;
  const told = {
    input: (options: object) => slim(jsonSchema.input(options)),
    output: (options: object) => named(slim(jsonSchema.output(options))),
  };
  return { "~standard": { ...standard, jsonSchema: told } } as unknown as S;
}

/** Of what an answer's fields hold the names alone: a model reads them when they come. All are always there; that is said once, in the documents. */
function named({ required: _required, ...schema }: JsonSchema): JsonSchema {
  const { properties = {} } = schema as { properties?: Record<string, unknown> };
  return { ...schema, properties: Object.fromEntries(Object.entries(properties).map(([key, said]) => [key, names(said)])) };
}

function names(said: unknown): unknown {
  if (Array.isArray(said)) return said.map(names);
  if (typeof said !== "object" || said === null) return said;
  const { properties, required: _required, ...rest } = said as { properties?: object; required?: unknown; description?: string };
  if (properties !== undefined) return { ...rest, description: rest.description ?? Object.keys(properties).join(", ") };
  return Object.fromEntries(Object.entries(said).map(([key, within]) => [key, names(within)]));
}

/** Longer texts are bounded for a reason that a caller should know. */
const NAME_LENGTH = 1000;

function slim(schema: JsonSchema): JsonSchema {
  return within(schema) as JsonSchema;
}

function within(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => within(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key, said]) => isProperties || !without(key, said));
  return Object.fromEntries(kept.map(([key, said]) => [key, within(said, key === "properties" && !isProperties)]));
}

const without = (key: string, said: unknown): boolean =>
  key === "$schema" ||
  key === "propertyNames" ||
  (key === "additionalProperties" && (said === false || JSON.stringify(said) === "{}")) ||
  (key === "maxLength" && typeof said === "number" && said <= NAME_LENGTH);
