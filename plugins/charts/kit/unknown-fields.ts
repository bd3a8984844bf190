import { z } from "zod";
import { nearestFirst } from "../../../core/text/nearest.ts";

interface Unknown {
  readonly code: "UNKNOWN_FIELD";
  readonly message: string;
}

/** What a schema leaves aside without a word: each field that it does not know, with the name that was probably meant. */
export function unknownFields(schema: z.ZodType, data: unknown): Unknown[] {
  const known = fieldsOf(schema);
  if (known === null || data === null || typeof data !== "object" || Array.isArray(data)) return [];
  return Object.keys(data)
    .filter((name) => !known.includes(name))
    .slice(0, 10)
    .map((name) => ({
      code: "UNKNOWN_FIELD",
      message: `${JSON.stringify(name.slice(0, 60))} is no field of this chart and changes nothing; nearest is ${JSON.stringify(nearestFirst(name, known)[0] ?? "")}`,
    }));
}

function fieldsOf(schema: z.ZodType): readonly string[] | null {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (!(schema instanceof z.ZodIntersection)) return null;
  const [left, right] = [fieldsOf(schema.def.left as z.ZodType), fieldsOf(schema.def.right as z.ZodType)];
  return left === null || right === null ? null : [...left, ...right];
}
