import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request as nodeRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type Caller, clients } from "./clients.ts";
import { type Listening, listen } from "./http-server.ts";
import { analysis, environment, launcher } from "./server.ts";

const home = mkdtempSync(join(tmpdir(), "http-"));
const tokens = join(home, "tokens.json");
const workspace = join(home, "data");
mkdirSync(workspace);
writeFileSync(join(workspace, "sales.csv"), "region,revenue\nEMEA,10\nAPAC,5\n");
afterAll(() => rmSync(home, { recursive: true, force: true }));

const strategic = (...args: string[]) =>
  spawnSync(process.execPath, [launcher, ...args], { env: environment(home), encoding: "utf8" });

let server: Listening;
let [jane, jack] = ["", ""];
beforeAll(async () => {
  jane = strategic("token", "create", "jane", "--tokens", tokens).stdout.trim();
  jack = strategic("token", "create", "jack", "--tokens", tokens).stdout.trim();
  server = await listen(home, "--tokens", tokens, "--workspace", workspace);
});
afterAll(async () => {
  await server.stop();
});

test("two principals find nothing of each other: no run, no chart, no report, no record", async () => {
  const [hers, his] = (await Promise.all([
    clients["v2, era of 2026"]?.({ url: server.url, token: jane }),
    clients.v1?.({ url: server.url, token: jack }),
  ])) as [Caller, Caller];
  const run = (await hers.call("run_analysis", analysis("[{'label': 'a', 'value': 1}]"))).structuredContent as {
    executionId: string;
  };
  const { executionId } = run;
  const chart = (await hers.call("render_chart", { template: "bar", sample: true })).structuredContent as {
    png: string;
    chartId: string;
  };
  await expect(his.read(chart.png)).rejects.toThrow(/not found/i);
  await expect(his.read(`strategic://runs/${executionId}`)).rejects.toThrow(/not found/i);
  for (const [tool, args] of [
    ["rerun", { executionId }],
    ["compare", { a: executionId, b: executionId }],
    ["export_table", { executionId, format: "csv" }],
    ["create_report", { title: "t", sections: [{ heading: "h", charts: [chart.chartId] }], formats: ["md"] }],
    ["render_chart", { template: "bar", from: { executionId } }],
  ] as const)
    expect([tool, (await his.call(tool, args)).isError]).toEqual([tool, true]);
  const records = (await his.call("get_audit_trail", {})).structuredContent?.records as {
    executionId: string;
    principal: string;
  }[];
  expect(records.map((record) => record.executionId)).not.toContain(executionId);
  for (const { principal } of records) expect(principal).toBe("jack");
  expect((await hers.read(chart.png)).length).toBeGreaterThan(1000);
  await Promise.all([hers.close(), his.close()]);
});

describe("what is refused, with the right status and nothing run", () => {
  const initialize = {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "x", version: "1" } },
  };
  const post = (headers: Record<string, string> = {}, body: string = JSON.stringify(initialize), method = "POST") =>
    fetch(server.url, {
      method,
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        authorization: `Bearer ${jane}`,
        ...headers,
      },
      ...(method === "POST" && { body }),
    });
  /** `fetch` sets its own Host. */
  const named = (host: string) =>
    new Promise<number>((resolve, reject) => {
      const asked = nodeRequest(
        server.url,
        { method: "POST", headers: { host, "content-type": "application/json", authorization: `Bearer ${jane}` } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      asked.on("error", reject);
      asked.end(JSON.stringify(initialize));
    });

  test("no token, a wrong one and one of another scheme", async () => {
    for (const authorization of ["", "Bearer wrong", `Basic ${jane}`, `Bearer ${jane}x`, `Bearer ${jane.slice(0, -1)}`]) {
      const answer = await post({ authorization });
      expect([authorization.slice(0, 8), answer.status]).toEqual([authorization.slice(0, 8), 401]);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
    }
  });

  test("a page of another origin, and a name that leads here by another's will", async () => {
    expect((await post({ origin: "https://evil.example" })).status).toBe(403);
    expect((await post({ origin: "null" })).status).toBe(403);
    expect((await post({ origin: `http://localhost:${server.url.port}` })).status).toBe(200);
    expect(await named("evil.example")).toBe(403);
    expect(await named(`localhost:${server.url.port}`)).not.toBe(403);
  });

  test("a body that is too long, of another kind, or no JSON", async () => {
    expect((await post({}, "x".repeat(49 * 1_048_576))).status).toBe(413);
    expect((await post({ "content-type": "text/plain" })).status).toBe(415);
    expect((await post({}, "{")).status).toBe(400);
    expect((await post({}, "[]")).status).toBeGreaterThanOrEqual(400);
  });

  test("a session of another principal, one that never was, and one that was ended", async () => {
    const opened = await post();
    const session = opened.headers.get("mcp-session-id") ?? "";
    expect([opened.status, session.length > 20]).toEqual([200, true]);
    const list = JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/list" });
    const own = { "mcp-session-id": session, "mcp-protocol-version": "2025-06-18" };
    expect((await post(own, list)).status).toBe(200);
    expect((await post({ ...own, authorization: `Bearer ${jack}` }, list)).status).toBe(404);
    expect((await post({ ...own, "mcp-session-id": "00000000-0000-4000-8000-000000000000" }, list)).status).toBe(404);
    expect((await post({ ...own, authorization: `Bearer ${jack}` }, "", "DELETE")).status).toBe(404);
    expect((await post(own, "", "DELETE")).status).toBe(200);
    expect((await post(own, list)).status).toBe(404);
  });

  test("any other path and method; health is open and says nothing else", async () => {
    expect((await fetch(new URL("/", server.url))).status).toBe(404);
    expect((await fetch(new URL("/mcp/../admin", server.url))).status).toBe(404);
    expect((await post({}, "", "PUT")).status).toBeGreaterThanOrEqual(400);
    expect(await (await fetch(new URL("/healthz", server.url))).text()).toBe("ok\n");
    const ready = await fetch(new URL("/readyz", server.url));
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true }]);
  });

  test("a token that was revoked, from the next request on", async () => {
    const joan = strategic("token", "create", "joan", "--tokens", tokens).stdout.trim();
    expect((await post({ authorization: `Bearer ${joan}` })).status).toBe(200);
    expect(strategic("token", "revoke", "joan", "--tokens", tokens).status).toBe(0);
    expect((await post({ authorization: `Bearer ${joan}` })).status).toBe(401);
    expect(strategic("token", "list", "--tokens", tokens).stdout).toMatch(/^jane {2}\S+\njack {2}\S+\n$/);
  });

  test("the tokens themselves are nowhere in their file, which is the user's alone", () => {
    expect(statSync(tokens).mode & 0o777).toBe(0o600);
    for (const secret of [jane, jack]) expect(readFileSync(tokens, "utf8")).not.toContain(secret);
  });

  test("to be reached from elsewhere without a token, and a token file that others can read", () => {
    const open = strategic("serve", "--http", "0.0.0.0:0");
    expect([open.status, open.stderr]).toEqual([2, expect.stringContaining("make a token for each who may ask")]);
    const loose = join(home, "loose.json");
    writeFileSync(loose, readFileSync(tokens), { mode: 0o644 });
    const read = strategic("serve", "--http", "0", "--tokens", loose);
    expect([read.status, read.stderr]).toEqual([2, expect.stringContaining("others can read")]);
    expect(strategic("serve", "--http", "99999").status).toBe(2);
  });
});

test("on SIGTERM what is being answered is answered, and the server ends", async () => {
  const other = await listen(home);
  const client = new Client({ name: "v2", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(other.url));
  await client.callTool({ name: "run_analysis", arguments: analysis("1") });
  const running = client.callTool({ name: "run_analysis", arguments: analysis("import time\ntime.sleep(2)\n'done'") });
  await new Promise((resolve) => setTimeout(resolve, 700));
  const ended = other.stop();
  expect(((await running) as Answer).structuredContent).toMatchObject({ status: "ok", result: "done" });
  expect(await ended).toBe(0);
  await client.close().catch(() => {});
});
