import type { AnalyzeOutput, RenderOutput } from "../../core/index.ts";
import type { WiredAnalysis, WiredRender } from "./wire.ts";

/** What people and models read: short text first, one bounded image, then links. Text from data or guest stands fenced. */
export type Content =
  | { type: "text"; text: string }
  | { type: "image"; data: string; mimeType: string }
  | { type: "resource_link"; uri: string; name: string; title?: string; mimeType: string };

const IMAGE_MAX = 700 * 1024;
const OUTPUT_SHOWN = 4000;

export function analysisText(output: AnalyzeOutput, wired: WiredAnalysis): string {
  const parts = [output.disclosure, statusLine(output)];
  for (const { rule, line, column, message, hint } of output.violations)
    parts.push(`- line ${line}, column ${column} (${rule}): ${message} ${hint}`);
  if (output.error !== null && output.violations.length === 0) parts.push(errorText(output.error));
  if (output.status === "ok" && output.result !== null) parts.push(fenced("result", JSON.stringify(wired.result)));
  if (output.stdout !== "") parts.push(fenced("stdout", output.stdout));
  if (output.stderr !== "") parts.push(fenced("stderr", output.stderr));
  if (output.truncated.length > 0) parts.push(`Truncated: ${output.truncated.join(", ")}.`);
  return parts.join("\n\n");
}

export function renderText(output: RenderOutput, wired: WiredRender): string {
  if (!output.ok) {
    const { error } = output;
    const parts = [output.disclosure, `Not drawn: ${output.reason ?? error?.code}.`];
    if (error?.path) parts.push(`At \`${error.path}\`: ${error.expected ?? "something else was expected"}.`);
    else if (error?.expected) parts.push(error.expected);
    if (error?.example !== null && error?.example !== undefined)
      parts.push(`For example: ${JSON.stringify(error.example).slice(0, 500)}`);
    return parts.join("\n\n");
  }
  const parts = [output.disclosure, output.headline ?? output.title ?? output.template, fenced("chart data", output.text)];
  for (const { panel, field } of output.noData) parts.push(`No data for "${panel}": ${field} is missing.`);
  for (const { message } of output.warnings) parts.push(`Warning: ${message}`);
  if (wired.file !== null) parts.push(`File: ${wired.file}`);
  return parts.join("\n\n");
}

/** The first picture that is small enough to travel inline; all of them as links. */
export function pictures(
  charts: readonly {
    readonly title: string;
    readonly bytes: Uint8Array | null;
    readonly png: string | null;
    readonly html: string | null;
  }[],
): Content[] {
  const inline = charts.find(({ bytes }) => bytes !== null && bytes.length <= IMAGE_MAX);
  const content: Content[] = inline?.bytes
    ? [{ type: "image", data: Buffer.from(inline.bytes).toString("base64"), mimeType: "image/png" }]
    : [];
  for (const { title, png, html } of charts) {
    if (png !== null) content.push({ type: "resource_link", uri: png, name: title, mimeType: "image/png" });
    if (html !== null)
      content.push({ type: "resource_link", uri: html, name: `${title} (interactive)`, mimeType: "text/html;profile=strategic" });
  }
  return content;
}

/** A fence longer than any inside: text from data can't close it. */
function fenced(what: string, text: string): string {
  const shown =
    text.length > OUTPUT_SHOWN
      ? `${text.slice(0, OUTPUT_SHOWN)}\n… ${text.length - OUTPUT_SHOWN} characters more in the structured answer`
      : text;
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${what} (untrusted output):\n${fence}\n${shown}\n${fence}`;
}

function statusLine({ status, usage, executionId, limit }: AnalyzeOutput): string {
  const what = {
    ok: "Finished",
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
  const parts = [`${type ?? code}${where}:`, fenced("message", source === null ? message : `${message}\n${source}`)];
  if (hint !== null) parts.push(`Hint: ${hint}`);
  if (known.length > 0) parts.push(`Known: ${known.slice(0, 20).join(", ")}`);
  return parts.join("\n");
}
