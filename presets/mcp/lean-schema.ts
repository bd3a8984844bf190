import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import type { z } from "zod";
import { limits } from "../../core/limits.ts";
import { type Issue, plainIssues } from "../../core/text/plain-issues.ts";

interface Dialect {
  readonly target: string;
}

type JsonSchema = { readonly [key: string]: unknown };

/**
 * The same schema, told to clients in fewer words: every one of them stands in each model's context. It validates as before.
 * Left out is what a model does nothing with (the dialect, lengths of names, kinds of keys), and that no other fields come: later
 * versions add some.
 */
export function lean<S extends z.ZodType>(
  schema: S,
  { described = true, example }: Lean = {},
): StandardSchemaWithJSON<z.input<S>, z.output<S>> {
  const standard = schema["~standard"];
  const { jsonSchema } = standard;
  const told = {
    input: once((options) => (described ? slim : undescribed)(jsonSchema.input(options))),
    output: once((options) => named(slim(jsonSchema.output(options)))),
  };
  return { "~standard": { ...standard, jsonSchema: told, validate: inPlainWords(standard, example) } };
}

interface Lean {
  /** False: the fields are described under another tool. */
  readonly described?: boolean;
  /** A call that works, told to who sent one that does not. */
  readonly example?: object;
}

type Standard<Output> = StandardSchemaWithJSON<unknown, Output>["~standard"];

/** Every wrong place in words, and at the end a call that would do. */
function inPlainWords<Output>({ validate }: Standard<Output>, example: object | undefined): Standard<Output>["validate"] {
  return async (value) => {
    const found = await validate(value);
    if (found.issues === undefined) return found;
    const told = plainIssues(found.issues as readonly Issue[], value).map(({ keys: path, problem: message }) => ({
      path,
      message,
    }));
    return { issues: [...told, ...(example === undefined ? [] : [{ path: ["for example"], message: JSON.stringify(example) }])] };
  };
}

/** A server is built for each request over HTTP, and asks each time: what is told depends on the dialect alone. */
function once(tell: (options: Dialect) => JsonSchema): (options: Dialect) => JsonSchema {
  const told = new Map<string, JsonSchema>();
  return (options) => {
    const known = told.get(options.target) ?? tell(options);
    told.set(options.target, known);
    return known;
  };
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
  const { anyOf, ...beside } = rest as { anyOf?: readonly unknown[] };
  const [one, nothing] = (anyOf ?? []).map(names) as { type?: unknown; enum?: readonly unknown[] }[];
  if (anyOf?.length === 2 && typeof one?.type === "string" && nothing?.type === "null")
    return { ...one, ...beside, type: [one.type, "null"], ...(one.enum && { enum: [...one.enum, null] }) };
  return Object.fromEntries(Object.entries(said).map(([key, within]) => [key, names(within)]));
}

/** Where each field is described under another tool. */
function undescribed(schema: JsonSchema): JsonSchema {
  const bare = (value: unknown, isProperties = false): unknown => {
    if (Array.isArray(value)) return value.map((item) => bare(item));
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value).filter(([key]) => isProperties || key !== "description");
    return Object.fromEntries(kept.map(([key, said]) => [key, bare(said, key === "properties" && !isProperties)]));
  };
  return bare(slim(schema)) as JsonSchema;
}

/** Longer texts are bounded for a reason that a caller should know. */
const NAME_LENGTH = limits.drawnTextCharacters;

function slim(schema: JsonSchema): JsonSchema {
  return within(schema) as JsonSchema;
}

function within(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => within(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key, said]) => isProperties || !without(key, said, value));
  return Object.fromEntries(kept.map(([key, said]) => [key, within(said, key === "properties" && !isProperties)]));
}

const without = (key: string, said: unknown, beside: object): boolean =>
  key === "$schema" ||
  // A format says it shorter, and every whole number is a safe one.
  (key === "pattern" && "format" in beside) ||
  ((key === "minimum" || key === "maximum") && Math.abs(Number(said)) === Number.MAX_SAFE_INTEGER) ||
  key === "propertyNames" ||
  (key === "additionalProperties" && (said === false || JSON.stringify(said) === "{}")) ||
  (key === "maxLength" && typeof said === "number" && said <= NAME_LENGTH);
