import { createHash, randomUUID } from "node:crypto";
import type { Keeping } from "../artifacts/keeping.ts";
import type { KeptChart } from "../artifacts/kept.ts";
import { recorded } from "../audit/recorded.ts";
import { isStrategicError, StrategicError, toldOf } from "../errors.ts";
import { limits } from "../limits.ts";
import type { Caller, Parts } from "../parts.ts";
import type { DashboardSpec } from "../ports/dashboard-spec.ts";
import type { RenderOptions } from "../ports/renderer.ts";
import type { Report, ReportFormat, ReportTools } from "../ports/report-format.ts";
import type { ReportOutput, ReportWarning } from "../shapes/answers.ts";
import type { ReportInput } from "../shapes/inputs.ts";
import { keepFile } from "./keep-file.ts";
import { outlined } from "./outline.ts";
import { sourcesOf } from "./sources.ts";

/** Every picture of a report, whatever size it was drawn in for itself. */
const PICTURE = { theme: "light", width: 1600, height: 900, scale: 2 } as const;

interface Written {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly warnings: readonly ReportWarning[];
}

/** Runs and charts to one outline, the outline to every format; on record, and kept. Throws for what can't be made. */
export async function createReport(
  parts: Parts,
  keeping: Keeping,
  clock: () => Date,
  input: ReportInput,
  caller: Caller,
): Promise<ReportOutput> {
  checkSize(input);
  caller.onPhase({ kind: "writing" });
  const formats = [...new Set(input.formats)].map((id) => parts.registry.reportFormat(id));
  const sources = await sourcesOf(keeping.results, caller.owner, input);
  const { locale = "en" } = input;
  const [id, generatedAt] = [randomUUID(), clock().toISOString()];
  const look = parts.renderer.look({ theme: PICTURE.theme, locale });
  const draw = drawer(parts, locale, caller);
  const pictureOf = (chart: KeptChart) => whole(chart, draw);
  const { report, warnings } = outlined(input, sources, { id, generatedAt, locale, look, pictureOf });
  const specs = report.sections.flatMap(({ charts }) => charts.flatMap(({ spec }) => spec ?? []));
  const tools: ReportTools = {
    look,
    picture: (spec, size) => draw(spec, { ...size, background: "bare" }),
    page: () => parts.renderer.page(specs, { theme: PICTURE.theme, locale }),
    signal: caller.signal,
  };
  let failure: StrategicError | null = null;
  const written = await recorded<Written | null>(parts.audit, {
    intent: () => ({
      ...{ executionId: id, kind: "report", startedAt: generatedAt, principal: caller.principal, client: caller.client },
      ...{ persona: null, capability: null, template: null, codeSha256: null, code: null, limits: null, layers: [] },
      datasets: report.method.runs.flatMap(({ datasets }) => datasets.map(({ name, sha256 }) => ({ name, sha256 }))),
      versions: parts.sandbox.stats().versions,
    }),
    work: async () => {
      try {
        return await inEvery(formats, (id) => parts.registry.reportFormat(id), report, tools);
      } catch (error) {
        failure = asFailure(error);
        return null;
      }
    },
    outcomeOf: (done) => ({
      endedAt: clock().toISOString(),
      status: done === null ? "crashed" : "ok",
      errorCode: failure?.code ?? null,
      reason: failure?.message ?? null,
      // By these, a file can be held to the trail.
      usage: { runs: report.method.runs.map(({ executionId }) => executionId), files: hashes(done?.files ?? {}) },
    }),
    unrecorded: (error) => {
      failure = error;
      return null;
    },
  });
  if (written === null) throw failure ?? new StrategicError("RENDER_FAILED", "The report could not be written.");
  const told: ReportWarning[] = [...warnings, ...written.warnings];
  for (const [format, bytes] of Object.entries(written.files)) {
    const unkept = await keepFile(parts.artifacts, caller, { id, format, bytes, title: report.title, createdAt: generatedAt });
    if (unkept !== null) told.push({ code: "NOT_KEPT", section: null, message: unkept });
  }
  return { reportId: id, title: report.title, files: written.files, warnings: told };
}

/** Where one can't be written on this machine, the one that it names in its place is. */
async function inEvery(
  formats: readonly ReportFormat[],
  formatOf: (id: string) => ReportFormat,
  report: Report,
  tools: ReportTools,
): Promise<Written> {
  const files: Record<string, Uint8Array> = {};
  const warnings: ReportWarning[] = [];
  const write = async (format: ReportFormat): Promise<void> => {
    if (tools.signal.aborted) throw new StrategicError("ABORTED", "Cancelled before the report was written.");
    const { bytes, leftOut } = await format.write(report, tools);
    files[format.id] = bytes;
    warnings.push(...leftOut.map((message) => ({ code: "LEFT_OUT", section: null, message: `${format.id}: ${message}` })));
  };
  for (const format of formats) {
    try {
      await write(format);
    } catch (error) {
      const instead = isStrategicError(error) && error.code === "FORMAT_UNAVAILABLE" ? String(error.details.instead ?? "") : "";
      if (instead === "") throw error;
      warnings.push({ code: "FORMAT_UNAVAILABLE", section: null, message: toldOf(error) });
      if (files[instead] === undefined && !formats.some(({ id }) => id === instead)) await write(formatOf(instead));
    }
  }
  return { files, warnings };
}

/** As it was shown, whatever size that was in; a library's own picture as it is. */
async function whole({ drawn, png }: KeptChart, draw: Draw): Promise<Uint8Array> {
  return drawn === null ? Buffer.from(png ?? "", "base64") : draw(drawn.spec, PICTURE);
}

type Draw = (spec: DashboardSpec, options: Partial<RenderOptions>) => Promise<Uint8Array>;

const drawer =
  ({ renderer }: Parts, locale: string, { client, signal }: Caller): Draw =>
  async (spec, options) => {
    const { png } = await renderer.render(spec, { ...PICTURE, locale, formats: ["png"], ...options }, { client, signal });
    if (png === null) throw new StrategicError("RENDER_FAILED", "The renderer drew no picture.");
    return png;
  };

const hashes = (files: Written["files"]): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([format, bytes]) => [format, createHash("sha256").update(bytes).digest("hex")]));

const asFailure = (error: unknown): StrategicError =>
  isStrategicError(error)
    ? error
    : new StrategicError("RENDER_FAILED", `The report could not be written: ${toldOf(error)}`, { cause: error });

/** What a report takes. A caller over MCP has met the schema; a program has not. */
function checkSize({ title, sections, formats }: ReportInput): void {
  const wrong = (message: string, path: string) => new StrategicError("INVALID_INPUT", message, { details: { path } });
  if (title.trim() === "") throw wrong("A report needs a title.", "title");
  if (sections.length === 0) throw wrong("A report needs at least one section.", "sections");
  if (sections.length > limits.reportSections)
    throw wrong(`A report has at most ${limits.reportSections} sections, not ${sections.length}.`, "sections");
  if (formats.length === 0) throw wrong("Name at least one format.", "formats");
  const charts = sections.reduce((sum, section) => sum + (section.charts?.length ?? 0), 0);
  if (charts > limits.reportCharts) throw wrong(`A report has at most ${limits.reportCharts} charts, not ${charts}.`, "sections");
}
