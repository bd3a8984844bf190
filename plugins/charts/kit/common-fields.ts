import { z } from "zod";
import { seen } from "../../../core/text/seen.ts";
import { recordsSchema, tableSchema } from "../rows/frame.ts";

/** Fields that every template takes, and the pieces its own fields are made of. Units stand in each description. */
export const label = z.string().max(500).transform(seen);
export const labels = z
  .array(z.union([label, z.number().transform(String)]))
  .min(1)
  .max(2000);

/** A number or a gap: NaN, null and infinities arrive as null and are drawn as gaps. */
export const value = z.number().nullable();
export const values = z.array(value).max(2000);

export const kpi = z.object({
  name: label,
  value: value.describe("In `unit`"),
  unit: z.string().max(20).optional().describe("%, USD or another currency code, or any unit text"),
  previous: value.optional().describe("Same unit; draws the delta"),
  target: value.optional(),
  history: values.optional().describe("Same unit, oldest first; draws the sparkline"),
  higher_is_better: z.boolean().optional().describe("Decides whether a rise is drawn as good"),
  base: z.string().max(40).optional().describe('What the delta is against, such as "January"'),
});

export const common = {
  kpis: z.array(kpi).max(6).optional(),
  reference: z
    .array(z.object({ panel: z.string(), value: z.number(), label }))
    .optional()
    .describe("Reference lines; value in the panel's unit"),
  unit: z.string().max(20).optional().describe('"ratio" for percentages given as 0…1; else the unit of the values'),
  currency: z.string().max(3).optional().describe("ISO 4217"),
  period: z.string().max(200).optional(),
  source: z.string().max(500).optional(),
  as_of: z.string().max(100).optional(),
  rows: z
    .union([recordsSchema, tableSchema])
    .optional()
    .describe("The rows behind the numbers: a click on a mark shows those whose column holds its label"),
};

const commonFields = z.object(common);
export type Common = z.infer<typeof commonFields>;

/** Every named row as long as the labels it is drawn over; `field` is what its numbers are called. */
export function equalRows<T extends z.ZodType>(schema: T, rows: string, over: string, field = "values"): T {
  return schema.superRefine((data, context) => {
    const record = data as Record<string, unknown[] | undefined>;
    const wanted = record[over]?.length;
    (record[rows] as Record<string, unknown[]>[] | undefined)?.forEach((row, index) => {
      const found = row[field]?.length;
      if (found !== wanted)
        context.addIssue({
          code: "custom",
          path: [rows, index, field],
          message: `has ${found} values where ${over} has ${wanted}`,
        });
    });
  });
}

/** Arrays of equal length: says which differ, and by how much. */
export function sameLength<T extends z.ZodType>(schema: T, ...fields: string[]): T {
  return schema.superRefine((data, context) => {
    const record = data as Record<string, unknown[] | undefined>;
    const [first, ...rest] = fields.filter((field) => record[field] !== undefined);
    for (const field of rest) {
      const [wanted, found] = [record[first as string]?.length, record[field]?.length];
      if (wanted !== found)
        context.addIssue({ code: "custom", path: [field], message: `has ${found} values where ${first} has ${wanted}` });
    }
  });
}

/** Both ends of every edge are among what it joins; `called` is what one of them goes by, such as "the id of no node". */
export function knownEnds<T extends z.ZodType>(schema: T, names: (data: z.output<T>) => readonly string[], called: string): T {
  return schema.superRefine((data, context) => {
    const known = new Set(names(data));
    (data as { edges?: { source: string; target: string }[] }).edges?.forEach((edge, index) => {
      for (const end of ["source", "target"] as const)
        if (!known.has(edge[end]))
          context.addIssue({ code: "custom", path: ["edges", index, end], message: `${JSON.stringify(edge[end])} is ${called}` });
    });
  });
}
