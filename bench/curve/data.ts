import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analysis, type Measured, spawnServer } from "../server.ts";
import { figure } from "../statistics.ts";
import { logLogSlope } from "./log-log.ts";

const WARM_UPS = 3;
const SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000] as const;
export type Way = "context" | "dataset in the call" | "dataset file";
export const WAYS: readonly Way[] = ["context", "dataset in the call", "dataset file"];

interface Sent {
  readonly way: Way;
  readonly bytes: number;
  readonly p50: number | null;
  readonly p95: number | null;
  /** Why it was not taken. */
  readonly refused: string | null;
}

export interface DataCurve {
  readonly sent: readonly Sent[];
  /** Cost grows with bytes to this power, from 100 kB on, where the fixed cost of a call no longer hides it. */
  readonly slopes: Readonly<Record<Way, number | null>>;
}

/** The same rows by each way in, counted and added up by the guest. */
export async function dataCurve(say: (line: string) => void): Promise<DataCurve> {
  const workspace = mkdtempSync(join(tmpdir(), "bench-data-"));
  for (const bytes of SIZES) writeFileSync(join(workspace, `d${bytes}.csv`), csvOf(bytes));
  const server = await spawnServer({ STRATEGIC_PYTHON_WORKSPACE: workspace });
  try {
    for (let index = 0; index < WARM_UPS; index++) await measured(server, "context", 1000);
    const sent: Sent[] = [];
    for (const way of WAYS) {
      for (const bytes of SIZES) sent.push(await measured(server, way, bytes));
      say(`curve: data as ${way}`);
    }
    const slopes = Object.fromEntries(WAYS.map((way) => [way, slopeOf(sent.filter((one) => one.way === way))]));
    return { sent, slopes: slopes as Record<Way, number | null> };
  } finally {
    await server.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}

async function measured(server: Measured, way: Way, bytes: number): Promise<Sent> {
  const { args, rows } = callOf(way, bytes);
  const taken: number[] = [];
  for (let index = 0; index < (bytes > 1_000_000 ? 6 : 22); index++) {
    const started = performance.now();
    const found = await refusal(server, args, rows);
    if (found !== null) return { way, bytes, p50: null, p95: null, refused: found };
    // The first two warm the way.
    if (index > 1) taken.push(performance.now() - started);
  }
  const { p50, p95 } = figure("", taken);
  return { way, bytes, p50, p95, refused: null };
}

async function refusal(server: Measured, args: Record<string, unknown>, rows: number): Promise<string | null> {
  try {
    const answer = await server.call("run_analysis", args);
    const data = answer.structuredContent as
      | { status?: string; result?: unknown; error?: { message: string } | null }
      | undefined;
    if (data?.status === "ok" && data.result !== rows) throw new Error(`${JSON.stringify(data.result)} is not ${rows} rows`);
    if (data?.status === "ok") return null;
    const { content } = answer as { content?: { text?: string }[] };
    return (data?.error?.message ?? content?.[0]?.text ?? "refused").split("\n")[0]?.slice(0, 160) ?? "refused";
  } catch (error) {
    if (error instanceof Error && /is not \d+ rows/.test(error.message)) throw error;
    return (error instanceof Error ? error.message : String(error)).split("\n")[0]?.slice(0, 160) ?? "refused";
  }
}

function callOf(way: Way, bytes: number): { args: Record<string, unknown>; rows: number } {
  const csv = csvOf(bytes);
  const rows = csv.trimEnd().split("\n").length - 1;
  const frame = (name: string) => `f = datasets["${name}"]\nassert f["cost"].sum() > 0\nlen(f)`;
  if (way === "dataset file") return { args: { ...analysis(frame(`d${bytes}`)), datasets: [`d${bytes}`] }, rows };
  if (way === "dataset in the call")
    return { args: { ...analysis(frame("given")), datasets: [{ name: "given", format: "csv", content: csv }] }, rows };
  const context = {
    rows: csv
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => Number(line.split(",")[2])),
  };
  return {
    args: {
      ...analysis(`assert sum(strategic_context["rows"]) > 0\nlen(strategic_context["rows"])`),
      context: sized(context, bytes),
    },
    rows: sized(context, bytes).rows.length,
  };
}

/** As many numbers as so many bytes of JSON hold. */
function sized({ rows }: { rows: number[] }, bytes: number): { rows: number[] } {
  const found: number[] = [];
  for (let size = 11, at = 0; ; at++) {
    const number = rows[at % rows.length] as number;
    size += String(number).length + 1;
    if (size > bytes) return { rows: found };
    found.push(number);
  }
}

function csvOf(bytes: number): string {
  const lines = ["team,month,cost"];
  for (let size = 16, at = 0; size < bytes; at++) {
    const line = `team ${at % 50},2026-${String((at % 12) + 1).padStart(2, "0")},${((at * 7919) % 100_000) / 100 + 1}`;
    lines.push(line);
    size += line.length + 1;
  }
  return `${lines.join("\n")}\n`;
}

function slopeOf(sent: readonly Sent[]): number | null {
  const points = sent.flatMap(({ bytes, p50 }) => (p50 !== null && bytes >= 100_000 ? [{ x: bytes, y: p50 }] : []));
  return points.length < 2 ? null : logLogSlope(points);
}
