import { limits } from "../limits.ts";
import type { Caller } from "../parts.ts";
import type { ArtifactEntry, ArtifactKind, ArtifactStore } from "../ports/artifact-store.ts";
import { type PictureFormat, pictureFormats } from "../ports/renderer.ts";
import { isFigure } from "./figure-id.ts";
import type { Keeping } from "./keeping.ts";
import type { KeptChart } from "./kept.ts";

/** What is kept for somebody, and in which forms it can be read. */
export interface KeptEntry {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly title: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** "json" of a run; "png", "html" and "json" of a chart, the last what it is drawn from; of a report the one that it was written in. */
  readonly formats: readonly string[];
}

/** One of the formats that a list names. */
export interface KeptWanted {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly format: string;
  /** Of a picture; as large as it is when left out. */
  readonly mostBytes?: number;
}

/** A report's file is kept under the report's id and its format. */
export const reportFile = (id: string, format: string): string => `${id}-${format}`;
const REPORT_FILE = /^(?<id>.+)-(?<format>\w+)$/;

export async function listKept(store: ArtifactStore, { owner }: Caller, kind?: ArtifactKind): Promise<readonly KeptEntry[]> {
  const entries = await store.list({ owner, count: limits.listedArtifacts, ...(kind !== undefined && { kind }) });
  return entries.map(readable);
}

function readable({ kind, id, title, createdAt }: ArtifactEntry): KeptEntry {
  const entry = { kind, id, title, createdAt };
  if (kind === "run") return { ...entry, formats: ["json"] };
  if (kind === "chart") return { ...entry, formats: isFigure(id) ? ["png"] : [...pictureFormats, "json"] };
  const { id: report = id, format = "" } = REPORT_FILE.exec(id)?.groups ?? {};
  return { ...entry, id: report, formats: [format] };
}

/** Null: nothing of that name is kept for the caller. */
export async function readKept(
  store: ArtifactStore,
  { results, pictures }: Keeping,
  { kind, id, format, mostBytes }: KeptWanted,
  caller: Caller,
): Promise<Uint8Array | null> {
  const { owner, client, signal } = caller;
  if (kind === "run") {
    const run = format === "json" ? await results.run(owner, id) : null;
    return run === null ? null : Buffer.from(JSON.stringify(run.result));
  }
  if (kind === "chart" && format === "json") return chartJson(await results.chart(owner, id));
  if (kind === "chart" && format === "png" && mostBytes !== undefined)
    return pictures.readSmall(owner, id, mostBytes, { client, signal });
  if (kind === "chart") return isPicture(format) ? pictures.read(owner, id, format, { client, signal }) : null;
  return (await store.get({ owner, kind, id: reportFile(id, format) }))?.body ?? null;
}

/** Null: nothing of ours drew it. */
function chartJson(chart: KeptChart | null): Uint8Array | null {
  if (chart === null || chart.drawn === null) return null;
  const { chartId, executionId, title, headline, template, drawn } = chart;
  return Buffer.from(JSON.stringify({ chartId, executionId, title, headline, template, spec: drawn.spec }));
}

const isPicture = (format: string): format is PictureFormat => pictureFormats.some((one) => one === format);
