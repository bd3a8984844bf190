import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request as nodeRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as ClientV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as TransportV1 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analysis, environment, launcher } from "./server.ts";

const home = mkdtempSync(join(tmpdir(), "http-"));
const tokens = join(home, "tokens.json");
const workspace = join(home, "data");
mkdirSync(workspace);
writeFileSync(join(workspace, "sales.csv"), "region,revenue\nEMEA,10\nAPAC,5\n");
afterAll(() => rmSync(home, { recursive: true, force: true }));

const strategic = (...args: string[]) =>
  spawnSync(process.execPath, [launcher, ...args], { env: environment(home), encoding: "utf8" });

interface Listening {
  readonly process: ChildProcess;
  readonly url: URL;
  stop(): Promise<number | null>;
}

async function listen(...args: string[]): Promise<Listening> {
  const child = spawn(process.execPath, [launcher, "serve", "--http", "0", "--workers", "1", "--workspace", workspace, ...args], {
    env: environment(home),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await new Promise<URL>((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/[^"\s]+\/mcp/.exec(said);
      if (found !== null) resolve(new URL(found[0]));
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  const stop = () =>
    new Promise<number | null>((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGTERM");
    });
  return { process: child, url, stop };
}

let server: Listening;
let [jane, jack] = ["", ""];
beforeAll(async () => {
  jane = strategic("token", "create", "jane", "--tokens", tokens).stdout.trim();
  jack = strategic("token", "create", "jack", "--tokens", tokens).stdout.trim();
  server = await listen("--tokens", tokens);
});
afterAll(async () => {
  await server.stop();
});

type Answer = { structuredContent?: Record<string, unknown>; isError?: boolean; content: { type: string; text?: string }[] };
interface Caller {
  call(name: string, args: object, options?: { signal?: AbortSignal; onprogress?: (progress: unknown) => void }): Promise<Answer>;
  tools(): Promise<number>;
  read(uri: string): Promise<string>;
  close(): Promise<void>;
}

/** The SDK's clients of both lines, which speak the protocol of 2026 and of 2025. */
const clients: Readonly<Record<string, (token: string) => Promise<Caller>>> = {
  "v2, era of 2026": (token) => connectedV2(token, "auto"),
  "v2, era of 2025": (token) => connectedV2(token, "legacy"),
  async v1(token) {
    const client = new ClientV1({ name: "v1", version: "1" });
    await client.connect(
      new TransportV1(server.url, { requestInit: { headers: { authorization: `Bearer ${token}` } } }) as never,
    );
    return callerOf({
      callTool: (params: never, options: never) => client.callTool(params, undefined, options),
      listTools: () => client.listTools(),
      readResource: (params: never) => client.readResource(params),
      close: () => client.close(),
    } as never);
  },
};

async function connectedV2(token: string, mode: "auto" | "legacy"): Promise<Caller> {
  const client = new Client({ name: "v2", version: "1" }, { versionNegotiation: { mode } });
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(server.url, { requestInit: { headers } }));
  expect(client.getNegotiatedProtocolVersion()).toBe(mode === "auto" ? "2026-07-28" : "2025-11-25");
  return callerOf(client as never);
}

function callerOf(client: Pick<Client, "callTool" | "listTools" | "readResource" | "close">): Caller {
  return {
    call: async (name, args, options) =>
      (await client.callTool({ name, arguments: args as Record<string, unknown> }, { timeout: 120_000, ...options })) as Answer,
    tools: async () => (await client.listTools()).tools.length,
    async read(uri) {
      const [content] = (await client.readResource({ uri })).contents as { text?: string; blob?: string }[];
      return content?.text ?? content?.blob ?? "";
    },
    close: () => client.close(),
  };
}

describe.each(Object.entries(clients))("a client of the SDK's line %s", (_line, connect) => {
  test("lists, calls, reads, and is told what goes wrong", async () => {
    const client = await connect(jane);
    expect(await client.tools()).toBe(11);
    const run = await client.call("run_analysis", analysis('datasets["sales"]["revenue"].sum()', { datasets: ["sales"] }));
    expect(run.structuredContent).toMatchObject({ status: "ok", result: 15 });
    expect(await client.read(`strategic://runs/${run.structuredContent?.executionId}`)).toBe("15");
    expect(await client.read("ui://strategic/view")).toMatch(/^<!doctype html>.*<main id="view"/s);
    expect(await client.call("run_analysis", analysis("1/0"))).toMatchObject({
      isError: true,
      structuredContent: { status: "guest-error" },
    });
    await client.close();
  });

  test("is told of progress while a call runs, and one that is cancelled frees its interpreter", async () => {
    const client = await connect(jane);
    const told: unknown[] = [];
    const long = analysis("import time\nwhile True: pass", { limits: { wallSeconds: 25 } });
    const cancelled = new AbortController();
    const running = client.call("run_analysis", long, {
      signal: cancelled.signal,
      onprogress: (progress) => told.push(progress),
    });
    await new Promise((resolve) => setTimeout(resolve, 5000));
    expect(told).toContainEqual(expect.objectContaining({ message: "running the code" }));
    cancelled.abort();
    await expect(running).rejects.toThrow();
    const began = performance.now();
    expect((await client.call("run_analysis", analysis("2 + 2"))).structuredContent).toMatchObject({ status: "ok", result: 4 });
    // The one interpreter would else be held for twenty seconds more.
    expect(performance.now() - began).toBeLessThan(12_000);
    await client.close();
  });

  test("sixteen at once all come back with their own answers", async () => {
    const client = await connect(jane);
    const answers = await Promise.all(Array.from({ length: 16 }, (_, at) => client.call("run_analysis", analysis(`${at} * 3`))));
    expect(answers.map(({ structuredContent }) => structuredContent?.result)).toEqual(answers.map((_, at) => at * 3));
    await client.close();
  });
});

test("two principals find nothing of each other: no run, no chart, no report, no record", async () => {
  const [hers, his] = [await connectedV2(jane, "auto"), await clients.v1?.(jack)] as [Caller, Caller];
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
  const other = await listen();
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
