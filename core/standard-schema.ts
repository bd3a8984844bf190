import { z } from "zod";

/**
 * A schema of any library that follows the Standard Schema (https://standardschema.dev, version 1): the few members of it that
 * are used here.
 */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Validated<Output> | Promise<Validated<Output>>;
    /** What the library can tell of it as JSON Schema, which models read. */
    readonly jsonSchema?: { readonly input: (options: { readonly target: "draft-2020-12" }) => Record<string, unknown> };
  };
}

type Validated<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
      }[];
    };

/** As zod has it, which the framework checks data with: the same values pass, with the same issues at the same places. */
export function asZod<Output>(schema: StandardSchema<Output>): z.ZodType<Output> {
  if (schema instanceof z.ZodType) return schema as z.ZodType<Output>;
  const { validate, jsonSchema } = schema["~standard"];
  const checked = z.unknown().transform((value, context): Output => {
    const result = validate(value);
    if (result instanceof Promise) {
      context.addIssue({
        code: "custom",
        message: "is checked by a schema that answers later; a chart's data is checked at once",
      });
      return z.NEVER;
    }
    if (result.issues === undefined) return result.value;
    for (const { message, path = [] } of result.issues)
      context.addIssue({ code: "custom", message, path: path.map((part) => (typeof part === "object" ? part.key : part)) });
    return z.NEVER;
  });
  return jsonSchema === undefined ? checked : checked.meta(jsonSchema.input({ target: "draft-2020-12" }));
}
