import { z } from "zod";
import { label } from "./common-fields.ts";

const place = z.union([label, z.number().transform(String)]);

/** What draws the eye in a chart of labels and values, and what is written into it. */
export const emphasis = {
  highlight: z
    .array(place)
    .max(50)
    .optional()
    .describe("Names of series, or labels of bars, to draw in colour; the others are grey"),
  notes: z
    .array(z.object({ at: place, series: label.optional(), text: z.string().max(120) }))
    .max(12)
    .optional()
    .describe("Words at a point: a label (or date), and its series where there are several"),
  events: z
    .array(z.object({ at: place, label: z.string().max(80) }))
    .max(12)
    .optional()
    .describe("What happened when: a line at a label or date"),
  bands: z
    .array(
      z.union([
        z.object({ from: place, to: place, label: z.string().max(80).optional() }),
        z.object({ low: z.number(), high: z.number(), label: z.string().max(80).optional() }),
      ]),
    )
    .max(8)
    .optional()
    .describe("Shaded: from one label or date to another, or between two values"),
  target: z
    .union([z.number(), z.object({ value: z.number(), label: z.string().max(80) })])
    .optional()
    .describe("A dashed line across, in `unit`"),
  sort: z.enum(["value", "ascending", "label", "none"]).optional().describe('Order of bars: "value" puts the largest first'),
  stack: z.literal("100%").optional().describe("Parts as percent of their whole"),
  index: z.number().positive().optional().describe("Each series as this number (100) at its first value: how they moved"),
  scale: z.enum(["linear", "log"]).optional().describe("Of the values' axis; log needs values above zero"),
  min: z.number().optional().describe("Where the values' axis of a line begins; bars and areas begin at zero"),
};

export type Emphasis = z.infer<z.ZodObject<typeof emphasis>>;
