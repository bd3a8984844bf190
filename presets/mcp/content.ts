import type { AnalyzeOutput, Capability, RenderOutput } from "../../core/index.ts";
import { datasetLines } from "./dataset-lines.ts";
import { fenced, fencedLines, oneLine } from "./untrusted.ts";
import type { WiredAnalysis, WiredRender } from "./wire.ts";

/** What people and models read: short text first, one bounded image, then links. Text from data or guest stands fenced. */
export type Content =
  | { type: "text"; text: string }
  | { type: "image"; data: string; mimeType: string }
  | { type: "resource_link"; uri: string; name: string; title?: string; mimeType: string };

/** Of an answer: clients refuse one that is much longer than a megabyte, and base64 takes a third more. */
const IMAGES_MAX = 700 * 1024;
const MESSAGE_SHOWN = 1000;
const HINT_SHOWN = 400;
/** Of warnings, violations and names: more are in the structured answer. */
const LINES_SHOWN = 20;

/** How the run's capability words what was finished. */
export const summaryOf = (capabilities: readonly Capability[], id: string): string =>
  capabilities.find((capability) => capability.id === id)?.summary ?? "Analysis";

export function analysisText(output: AnalyzeOutput, wired: WiredAnalysis, summary: string): string {
  const parts = [output.disclosure, statusLine(output, summary)];
  const violations = output.violations.map(
    ({ rule, line, column, message, hint }) =>
      `- line ${line}, column ${column} (${oneLine(rule)}): ${oneLine(message)} ${oneLine(hint, HINT_SHOWN)}`,
  );
  parts.push(...fencedLines("outside the scope", few(violations)));
  if (output.error !== null && output.violations.length === 0) parts.push(errorText(output.error));
  parts.push(...fencedLines("tables", datasetLines(output.datasets)));
  if (output.status === "ok" && output.result !== null) parts.push(fenced("result", JSON.stringify(wired.result)));
  if (output.stdout !== "") parts.push(fenced("stdout", output.stdout));
  if (output.stderr !== "") parts.push(fenced("stderr", output.stderr));
  const drawn = wired.charts.map(({ template, title, file, png, html }) =>
    [`${oneLine(template)}: ${oneLine(title)}`, oneLine(file ?? png ?? html ?? "not drawn")].join("; "),
  );
  parts.push(...fencedLines("charts", few(drawn)));
  const warned = wired.charts.flatMap(({ title, warnings, noData }) =>
    [
      ...noData.map(({ panel, field }) => `No data for "${oneLine(panel)}": ${oneLine(field)} is missing`),
      ...warnings.map((warning) => oneLine(String(warning.message))),
    ].map((said) => `${oneLine(title)}: ${said}`),
  );
  parts.push(...fencedLines("chart warnings", few(warned)));
  if (output.truncated.length > 0) parts.push(`Truncated: ${output.truncated.join(", ")}.`);
  return parts.join("\n\n");
}

export function renderText(output: RenderOutput, wired: WiredRender): string {
  const { error, reason, noData, warnings } = output;
  if (!output.ok) {
    const said = [reason, error?.path && `at ${oneLine(error.path)}`, error?.expected]
      .filter((part) => typeof part === "string" && part !== "")
      .map((part) => oneLine(part as string, HINT_SHOWN));
    if (error?.example !== null && error?.example !== undefined)
      said.push(`For example: ${oneLine(JSON.stringify(error.example), HINT_SHOWN)}`);
    return [output.disclosure, `Not drawn: ${error?.code ?? "INVALID_DATA"}.`, ...fencedLines("reason", said)].join("\n\n");
  }
  // One fence: what matters most comes first, where nothing is cut.
  const said = [
    oneLine(output.headline ?? output.title ?? output.template),
    ...few(noData.map(({ panel, field }) => `No data for "${oneLine(panel)}": ${oneLine(field)} is missing.`)),
    ...few(warnings.map(({ message }) => `Warning: ${oneLine(message)}`)),
    "",
    output.text,
  ];
  const parts = [output.disclosure, fenced("chart data", said.join("\n"))];
  // Some clients show a model neither pictures nor links.
  const link = wired.png ?? wired.html;
  if (wired.file !== null) parts.push(`File: ${wired.file}`);
  else if (link !== null) parts.push(`Link: ${link}`);
  return parts.join("\n\n");
}

interface Drawn {
  readonly id: string;
  readonly template: string;
  readonly bytes: Uint8Array | null;
  readonly png: string | null;
  readonly html: string | null;
}

/** A chart's picture in at most so many bytes; null where that can't be. */
type Small = (id: string, mostBytes: number) => Promise<Uint8Array | null>;

/** All pictures, smaller where there is no room for them as they are; and links to all, named by their template: a title is the data's. */
export async function pictures(charts: readonly Drawn[], small: Small): Promise<Content[]> {
  const content: Content[] = [];
  const [smaller, none]: [string[], string[]] = [[], []];
  for (const [at, { id, whole, most }] of shares(charts).entries()) {
    if (whole === null) continue;
    const shown = whole.length <= most ? whole : await small(id, most).catch(() => null);
    const about = `${nameOf(charts, at)} (${Math.ceil(whole.length / 1024)} kB)`;
    if (shown !== whole) (shown === null ? none : smaller).push(about);
    if (shown !== null) content.push({ type: "image", data: Buffer.from(shown).toString("base64"), mimeType: "image/png" });
  }
  const why = `because an answer carries ${IMAGES_MAX / 1024} kB of pictures`;
  const told = [
    ...(smaller.length > 0 ? [`Shown smaller here, ${why}: ${smaller.join(", ")}.`] : []),
    ...(none.length > 0 ? [`Not shown here, ${why}: ${none.join(", ")}.`] : []),
  ];
  if (told.length > 0) content.push({ type: "text", text: `${told.join(" ")} The links below lead to them as they are.` });
  for (const [at, { png, html }] of charts.entries()) {
    const name = nameOf(charts, at);
    if (png !== null) content.push({ type: "resource_link", uri: png, name, mimeType: "image/png" });
    if (html !== null)
      content.push({ type: "resource_link", uri: html, name: `${name} (interactive)`, mimeType: "text/html;profile=strategic" });
  }
  return content;
}

/** How much room each may take: an equal part, and what those leave over that need less. */
function shares(
  charts: readonly Drawn[],
): readonly { readonly id: string; readonly whole: Uint8Array | null; readonly most: number }[] {
  const most = new Map<Drawn, number>();
  let room = IMAGES_MAX;
  const bySize = charts.filter(({ bytes }) => bytes !== null).toSorted((a, b) => sizeOf(a) - sizeOf(b));
  for (const [at, chart] of bySize.entries()) {
    const share = Math.min(sizeOf(chart), Math.floor(room / (bySize.length - at)));
    most.set(chart, share);
    room -= share;
  }
  return charts.map((chart) => ({ id: chart.id, whole: chart.bytes, most: most.get(chart) ?? 0 }));
}

const sizeOf = ({ bytes }: Drawn): number => bytes?.length ?? 0;

const nameOf = (charts: readonly Drawn[], at: number): string => {
  const template = charts[at]?.template ?? "";
  return charts.length === 1 ? template : `${template} ${at + 1}`;
};

function statusLine({ status, usage, executionId, limit }: AnalyzeOutput, summary: string): string {
  const what = {
    ok: `${summary}: finished`,
    rejected: "Rejected before execution",
    "guest-error": "The code raised an error",
    limit: `Stopped at the ${limit} limit`,
    busy: "Not run: the server is busy",
    aborted: "Cancelled",
    crashed: "The interpreter ended early",
    unsafe: "Not run: the sandbox is not safe",
  }[status];
  return `${what}. Execution ${executionId}, ${usage.wallMs.toFixed(0)} ms, ${usage.peakMemoryMb.toFixed(0)} MB.`;
}

function errorText({ code, type, message, line, column, source, hint, known }: NonNullable<AnalyzeOutput["error"]>): string {
  const where = line === null ? "" : ` at line ${line}${column === null ? "" : `, column ${column}`}`;
  const said = [`${type === null ? "" : `${oneLine(type)}: `}${oneLine(message, MESSAGE_SHOWN)}`];
  if (source !== null) said.push(oneLine(source));
  if (hint !== null) said.push(`Hint: ${oneLine(hint, HINT_SHOWN)}`);
  if (known.length > 0) said.push(`Known: ${few(known.map((name) => oneLine(name))).join(", ")}`);
  return `${code}${where}:\n${fenced("message", said.join("\n"))}`;
}

const few = (lines: readonly string[]): string[] =>
  lines.length <= LINES_SHOWN ? [...lines] : [...lines.slice(0, LINES_SHOWN), `… and ${lines.length - LINES_SHOWN} more`];
