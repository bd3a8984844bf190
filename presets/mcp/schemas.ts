import { z } from "zod";
import type { Json, ReportInput } from "../../core/index.ts";
import { limits, mib } from "../../core/limits.ts";
import { pictureFormats } from "../../core/ports/renderer.ts";
import {
  analysisChart,
  analysisDataset,
  analyzeOutput,
  compareOutput as answeredCompare,
  exportOutput as answeredExport,
  reportOutput as answeredReport,
  rerunOutput as answeredRerun,
  auditTrail,
  renderOutput as chartOutput,
  datasetDescription,
  health,
  renderError,
  runError,
} from "../../core/shapes/answers.ts";

/** The tools' shapes as schemas. Stable: fields are never removed, absent values are null. */
// Any JSON: a recursive schema would say no more and cost 4,000 characters of every client's context.
const json: z.ZodType<Json> = z.any();
const object = z.record(z.string(), json);
const format = z.enum(pictureFormats);

const name = z.string().max(limits.nameCharacters);
const drawnText = z.string().max(limits.drawnTextCharacters);

const dataset = z.union([
  name.describe('Name of a workspace file, with or without extension; "budget#Q2" is a sheet of a workbook'),
  z.object({ name, sheet: name.describe("Of a workbook") }),
  z.object({ run: name.describe("Execution id of an earlier run: its result as a table"), name: name.optional() }),
  z.object({
    name,
    format: z.enum(["csv", "json"]),
    content: z
      .string()
      .max(limits.inlineDatasetBytes)
      .describe(`The table itself, at most ${mib(limits.inlineDatasetBytes)}; all of a run ${mib(limits.inlineDatasetsBytes)}`),
  }),
]);

export const analysisInput = {
  persona: name.describe("diego, alvaro, martin, camille or rachel; list_templates names all"),
  // Each with what it brings stands in the tool's description.
  capability: name,
  code: z.string().describe("Python. The answer is the last expression, or `result` if assigned"),
  context: object.optional().describe("Becomes strategic_context, a dict"),
  datasets: z
    .array(dataset)
    .max(limits.datasetsPerRun)
    .optional()
    .describe('Each becomes datasets["name"], a DataFrame: CSV, JSON, XLSX, Parquet'),
  seed: z.int().min(0).max(4_294_967_295).optional().describe("Makes random and numpy.random repeat"),
  limits: z
    .object({ wallSeconds: z.number().positive().optional(), memoryMb: z.number().positive().optional() })
    .optional()
    .describe("Lower than the server's 30 s and 512 MB"),
  charts: z.array(format).optional().describe("Formats of charts drawn with strategic.chart; both when omitted"),
};

const drawingInput = {
  title: drawnText.optional().describe("Overrides the headline computed from the data"),
  subtitle: drawnText.optional(),
  source: drawnText.optional().describe("Shown at the foot"),
  formats: z.array(format).optional(),
  theme: z.enum(["light", "dark"]).optional(),
  width: z.int().optional().describe("CSS pixels, 320 to 4096"),
  height: z.int().optional().describe("CSS pixels, 320 to 4096"),
  locale: z.string().max(limits.localeCharacters).optional().describe("BCP 47: de, en, es, fr and ja speak; any writes numbers"),
  currency: z.string().max(limits.currencyCharacters).optional().describe("ISO 4217, such as USD"),
  background: z.enum(["paper", "transparent"]).optional().describe("Of the PNG"),
};

export const renderInput = {
  template: name.describe("Template id; list_templates names all, with schema and sample"),
  data: json.optional().describe("The template's data. Exactly one of data, sample and from"),
  sample: z.literal(true).optional().describe("Draw the template's sample data, stamped as such"),
  from: z.object({ executionId: name }).optional().describe("Draw the result of that run: nothing is retyped"),
  persona: name.optional(),
  ...drawingInput,
};

/** Said once, in run_analysis: again it would cost every client a thousand characters. It is checked all the same. */
const asInRunAnalysis: z.ZodType<z.infer<typeof dataset>> = z.any().superRefine((value, context) => {
  for (const issue of dataset.safeParse(value).error?.issues ?? []) context.addIssue({ code: "custom", message: issue.message });
});

export const analyzeAndRenderInput = {
  ...analysisInput,
  datasets: z.array(asInRunAnalysis).max(limits.datasetsPerRun).optional().describe("As in run_analysis"),
  template: name.describe("Draws the code's result (dict or table)"),
  ...drawingInput,
};

/** Pictures cross the wire as addresses, and `file` is where a copy lies, if anywhere. */
const picture = { png: z.string().nullable(), html: z.string().nullable(), file: z.string().nullable() };
/** Every code once more, and again for charts, would cost each client a thousand characters. docs/errors.md lists them. */
const code = { code: z.string() };

export const analysisOutput = analyzeOutput.extend({
  // As render_chart says them: described there.
  datasets: z.array(
    analysisDataset.extend({
      fields: z.array(object).describe("name, type"),
      notes: z.array(object).describe("column, kind, message, fix"),
    }),
  ),
  charts: z.array(analysisChart.extend({ ...picture, noData: z.array(object), warnings: z.array(object) })),
  error: runError.extend(code).nullable(),
});

export const renderOutput = chartOutput
  .omit({ text: true, disclosure: true })
  .extend({ ...picture, error: renderError.extend(code).nullable() });

/** Said once, where the single tools are described: their schemas again would cost every client 4,000 characters. */
const run = object.describe("As run_analysis answers");
export const analyzeAndRenderOutput = z.object({
  run,
  chart: object.nullable().describe("As render_chart answers; null when the run did not end ok"),
});

export const rerunInput = {
  executionId: name,
  datasets: z
    .array(asInRunAnalysis)
    .max(limits.datasetsPerRun)
    .optional()
    .describe("Tables in place of the run's own, in their order; omitted: its own as they are today"),
  charts: z.array(format).optional(),
};
export const rerunOutput = answeredRerun.extend({ run });

export const compareInput = { a: name.describe("Execution id, the earlier"), b: name, formats: z.array(format).optional() };
export const compareOutput = answeredCompare.extend({ chart: object.nullable().describe("As render_chart answers") });

const section = z.object({
  heading: drawnText,
  text: z
    .string()
    .max(limits.reportTextCharacters)
    .optional()
    .describe("Paragraphs; {{run.total|compact EUR}} writes a number of the section's run, {{EXECUTION_ID.path}} of any"),
  charts: z.array(name).max(limits.reportCharts).optional().describe("Chart ids; an execution id: all its charts"),
  table: z.object({ executionId: name, path: name.optional() }).optional(),
  notes: z.string().max(limits.reportTextCharacters).optional().describe("For the speaker"),
});

export const reportInput = {
  title: drawnText,
  subtitle: drawnText.optional(),
  audience: name.optional(),
  sections: z.array(section).min(1).max(limits.reportSections),
  formats: z.array(name).min(1).max(8).describe("pptx, html, pdf, md"),
  locale: z.string().max(limits.localeCharacters).optional(),
};
/** An outline from a file: the first thing that is wrong with it, in words. */
export function checkReportInput(given: unknown): { input: ReportInput; problem: null } | { input: null; problem: string } {
  const { data, error } = z.object(reportInput).safeParse(given);
  if (data !== undefined) return { input: data, problem: null };
  const [issue] = error.issues;
  return { input: null, problem: `${issue?.path.join(".") || "the outline"}: ${issue?.message}` };
}

const paths = z.record(z.string(), z.string().nullable());
export const reportOutput = answeredReport.omit({ title: true }).extend({
  files: z.record(z.string(), z.string()).describe("Link by format"),
  file: paths.describe("Where a copy lies, by format"),
});

export const exportInput = {
  executionId: name,
  path: name.optional().describe("Where in the result"),
  format: z.enum(["xlsx", "csv"]),
};
export const exportOutput = answeredExport.omit({ title: true }).extend({ uri: z.string(), file: z.string().nullable() });

export const describeInput = {
  name: name.describe("Name of a workspace file, with or without extension"),
  sheet: name.optional().describe("Of a workbook; the first that holds something when omitted"),
};

/** Of columns and notes the names of their fields alone: whole, they would cost every client five hundred characters. */
const notes = z.array(object).describe("column, kind, message, fix");
export const describeOutput = datasetDescription.extend({ notes });

export const listInput = {
  kind: z.enum(["templates", "personas", "datasets"]).optional(),
  persona: name.optional(),
  id: name.optional().describe("One template, with its JSON Schema and sample"),
  cursor: name.optional(),
};

export const listOutput = z.object({ items: z.array(object), nextCursor: z.string().nullable() });

export const auditInput = {
  executionId: name.optional(),
  persona: name.optional(),
  status: name.optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  limit: z.int().min(1).max(200).optional(),
  cursor: name.optional(),
  verify: z.boolean().optional().describe("Recompute the whole hash chain"),
};

export const auditOutput = auditTrail.extend({ records: z.array(object) });

export const healthOutput = health;
