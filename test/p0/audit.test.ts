import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect } from "vitest";
import { analysis, launcher, startServer } from "../e2e/server.ts";
import { BuiltServer } from "./built-server.ts";
import { proves } from "./proves.ts";

const folder = mkdtempSync(join(tmpdir(), "p0-audit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const server = new BuiltServer();
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

interface Trail {
  readonly records: readonly Record<string, unknown>[];
  readonly verified: boolean | null;
  readonly problems: readonly { readonly executionId: string; readonly kind: string }[];
}

/** What a server that starts on this trail says of it. */
async function trailOf(path: string): Promise<Trail> {
  const one = await startServer([], { STRATEGIC_PYTHON_AUDIT: path });
  try {
    return (await one.call("get_audit_trail", { verify: true })).data as unknown as Trail;
  } finally {
    await one.close();
  }
}

proves("audit.disclosure-exact", "line for line: run, refused by the scope, and refused before it", async () => {
  const datasets = [{ name: "sales", format: "csv", content: "k,v\na,1\n" }];
  const code = 'import math\nimport json as j\nstrategic.chart("bar", {"a": 1, "b": 2})\nmath.pi';
  const ran = await server.running.call(
    "run_analysis",
    analysis(code, { persona: "diego", capability: "executive_reporting", datasets }),
  );
  const said = [
    "🔧 Accessing MCP Server: strategic-python (executive_reporting)",
    "*Executing strategic Python analysis for diego persona...*",
    "*Code scope: 4 lines; imports math, json; datasets sales; charts bar*",
    "*Security: Sandboxed execution with resource limits*",
  ].join("\n");
  const { disclosure } = ran.data as { disclosure: string };
  expect(disclosure.replace("imports json, math", "imports math, json")).toBe(said);
  expect(ran.text.startsWith(disclosure)).toBe(true);
  for (const [given, persona] of [
    ["import os", "alvaro"],
    ["1", "nobody"],
  ] as const) {
    const { disclosure: refused } = await server.run(given, { persona });
    expect(refused.split("\n")[1]).toBe(`*Rejected before execution for ${persona} persona*`);
  }
});

proves("audit.disclosure-visual", "and the page it speaks of keeps the word", async () => {
  const { data, text } = await server.running.call("render_chart", { template: "roi_analysis", persona: "alvaro", sample: true });
  expect(text.split("\n").slice(0, 4)).toEqual([
    "🔧 Accessing MCP Server: executive-visualization (roi_analysis)",
    "*Rendering roi_analysis for alvaro persona...*",
    "*Code scope: none (data only)*",
    "*Security: Self-contained output, no network*",
  ]);
  const page = await server.page((data as { html: string }).html);
  expect(page).toMatch(/Content-Security-Policy" content="default-src (&#39;|')none/);
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  // Both in one: the analysis first.
  const both = await server.running.call("analyze_and_render", { ...analysis('{"a": 1, "b": 2}'), template: "bar" });
  expect(both.text.indexOf("strategic-python (roi_calculations)")).toBe("🔧 Accessing MCP Server: ".length);
  expect(both.text.indexOf("executive-visualization (bar)")).toBeGreaterThan(0);
});

proves("audit.every-outcome", "success, refusals, faults, limits, cancelled; analyses and charts", async () => {
  const expected: Record<string, unknown>[] = [];
  for (const [code, rest, status, reason] of [
    ["6 * 7", {}, "ok", null],
    ["import os", {}, "rejected", /import/],
    ["1 / 0", {}, "guest-error", /division by zero/],
    ["while True: pass", { limits: { wallSeconds: 1 } }, "limit", /1 s/],
    ["bytearray(900 * 2**20)", {}, "limit", /512 MB/],
    ["1", { persona: "nobody" }, "rejected", /nobody/],
    ["1", { capability: "nothing" }, "rejected", /nothing/],
    ["1", { datasets: ["absent"] }, "rejected", /absent/],
  ] as const) {
    const { executionId } = await server.run(code, rest);
    expected.push({
      executionId,
      kind: "analysis",
      status,
      persona: "alvaro",
      capability: "roi_calculations",
      codeSha256: sha256(code),
      reason: reason === null ? null : expect.stringMatching(reason),
      ...("persona" in rest && { persona: rest.persona }),
      ...("capability" in rest && { capability: rest.capability }),
    });
  }
  for (const [args, status] of [
    [{ template: "bar", sample: true }, "ok"],
    [{ template: "bar", data: { nothing: "fits" } }, "rejected"],
  ] as const) {
    const { chartId } = await server.render({ ...args });
    expected.push({ executionId: chartId, kind: "render", status, template: "bar" });
  }
  const stop = new AbortController();
  const endless = "while True: pass # cancelled";
  const cancelled = server.running.call("run_analysis", analysis(endless), { signal: stop.signal });
  setTimeout(() => stop.abort(), 300);
  await expect(cancelled).rejects.toThrow();
  const trail = async () => (await server.running.call("get_audit_trail", { limit: 200, verify: true })).data as unknown as Trail;
  const aborted = async () => (await trail()).records.find(({ codeSha256 }) => codeSha256 === sha256(endless))?.status;
  await expect.poll(aborted, { timeout: 10_000 }).toBe("aborted");
  const { records, verified, problems } = await trail();
  for (const one of expected) expect(records.find(({ executionId }) => executionId === one.executionId)).toMatchObject(one);
  expect({ verified, problems }).toEqual({ verified: true, problems: [] });
});

proves("audit.tamper", "a word changed in one, and the last ones cut off", async () => {
  for (const [name, sql] of [
    ["changed", `UPDATE events SET body = replace(body, '"persona":"diego"', '"persona":"rachel"') WHERE seq = 1`],
    ["removed", "DELETE FROM events WHERE seq > 2"],
  ] as const) {
    const path = join(folder, `${name}.sqlite`);
    const one = await startServer([], { STRATEGIC_PYTHON_AUDIT: path });
    for (const code of ["1", "2"]) await one.call("run_analysis", analysis(code, { persona: "diego" }));
    await one.close();
    expect(await trailOf(path)).toMatchObject({ verified: true, problems: [] });
    const db = new DatabaseSync(path);
    expect(db.prepare(sql).run().changes).toBeGreaterThan(0);
    db.close();
    const { verified, problems } = await trailOf(path);
    expect({ name, verified, found: problems.length > 0 }).toEqual({ name, verified: false, found: true });
  }
});

proves("audit.tamper", "an older copy of all its files put back, by an anchor that was kept elsewhere", async () => {
  const path = join(folder, "rolled-back.sqlite");
  const files = () => readdirSync(folder).filter((name) => name.startsWith("rolled-back.sqlite"));
  const ran = async (code: string) => {
    const one = await startServer([], { STRATEGIC_PYTHON_AUDIT: path });
    await one.call("run_analysis", analysis(code));
    await one.close();
  };
  const audit = (...args: string[]) =>
    spawnSync(process.execPath, [launcher, "audit", ...args, "--audit", path], { encoding: "utf8" });
  await ran("1");
  const older = new Map(files().map((name) => [name, readFileSync(join(folder, name))]));
  await ran("2");
  const kept = join(folder, "anchors.jsonl");
  expect(audit("anchors", "export", "--out", kept).status).toBe(0);
  expect(audit("verify", "--anchors", kept).status).toBe(0);
  for (const name of files()) rmSync(join(folder, name));
  for (const [name, bytes] of older) writeFileSync(join(folder, name), bytes, { mode: 0o600 });
  // Whole and signed: nothing on this machine tells it from the newest.
  expect(audit("verify").status).toBe(0);
  const { status, stdout } = audit("verify", "--anchors", kept);
  expect({ status, stdout }).toMatchObject({ status: 1, stdout: expect.stringContaining("the last were deleted") });
});

proves("audit.crash", "killed between intent and outcome, it is recorded as interrupted, and the chain holds", async () => {
  const path = join(folder, "killed.sqlite");
  const one = await startServer([], { STRATEGIC_PYTHON_AUDIT: path });
  await one.call("run_analysis", analysis("'before'"));
  const endless = one.call("run_analysis", analysis("while True: pass")).catch(() => null);
  const running = async () => {
    const { records } = (await one.call("get_audit_trail", {})).data as unknown as Trail;
    return records.length === 2 && records[0]?.endedAt === null;
  };
  await expect.poll(running, { timeout: 10_000 }).toBe(true);
  process.kill(one.pid, "SIGKILL");
  await endless;
  await one.close().catch(() => {});
  const { records, verified, problems } = await trailOf(path);
  // Another connection's records are the operator's to read.
  expect({ records, verified, problems }).toEqual({ records: [], verified: true, problems: [] });
  const csv = spawnSync(process.execPath, [launcher, "audit", "export", "--format", "csv", "--audit", path], {
    encoding: "utf8",
  });
  const [, before, killed] = csv.stdout.split("\r\n");
  expect(before).toContain('"ok"');
  for (const field of ["interrupted", "alvaro", sha256("while True: pass")]) expect(killed).toContain(`"${field}"`);
});
