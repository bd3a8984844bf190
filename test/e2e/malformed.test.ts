import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fakeApp } from "../../core/tests/fake-app.ts";
import { endpoint } from "../../presets/mcp/http/endpoint.ts";
import { nodeServer } from "../../presets/mcp/http/serve.ts";
import { malformed } from "./malformed-messages.ts";
import { environment, launcher } from "./server.ts";

/** Of each transport. */
const MESSAGES = 2500;
/** Others each time; what a run sent is told by its seed. */
const seed = Date.now() % 2 ** 31;
const some = (count: number, from: number) => fc.sample(malformed, { numRuns: count, seed: seed + from });
const initialize = {
  jsonrpc: "2.0",
  id: "hello",
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "c", version: "1" } },
};
const list = { jsonrpc: "2.0", id: "last", method: "tools/list" };

test(`over standard input and output ${MESSAGES} messages end nothing, and only protocol comes back (seed ${seed})`, async () => {
  const home = mkdtempSync(join(tmpdir(), "malformed-"));
  const child = spawn(process.execPath, [launcher, "serve", "--workers", "1"], {
    env: environment(home),
    stdio: ["pipe", "pipe", "ignore"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const listed = Promise.withResolvers<{ tools: unknown[] }>();
  const strange: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    try {
      const said = JSON.parse(line) as { jsonrpc?: unknown; id?: unknown; result?: { tools: unknown[] } };
      if (said.jsonrpc !== "2.0") strange.push(line);
      if (said.id === "last" && said.result !== undefined) listed.resolve(said.result);
    } catch {
      strange.push(line);
    }
  });
  void ended.then((code) => listed.reject(new Error(`the server ended with ${code}`)));
  const send = (bytes: Uint8Array | string) =>
    new Promise<void>((resolve) => {
      child.stdin.write(bytes);
      if (!child.stdin.write("\n")) child.stdin.once("drain", () => resolve());
      else resolve();
    });
  await send(JSON.stringify(initialize));
  await send(JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }));
  for (const bytes of some(MESSAGES, 0)) await send(bytes);
  await send(JSON.stringify(list));
  expect((await listed.promise).tools.length).toBeGreaterThan(5);
  expect(strange).toEqual([]);
  child.stdin.end();
  expect(await ended).toBe(0);
  rmSync(home, { recursive: true, force: true });
});

test(`over HTTP ${MESSAGES} messages, with headers as strange, are each answered or refused, and none ends anything (seed ${seed})`, async () => {
  await using app = await fakeApp({});
  const problems: string[] = [];
  const log = (message: string, details: Record<string, unknown> = {}) => {
    if (message === "request failed") problems.push(JSON.stringify(details));
  };
  const served = endpoint({ app, hosts: ["127.0.0.1"], tokens: null, oauth: null, log, requestsPerMinute: 1e6 });
  const server = nodeServer(served).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;

  interface Sent {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }
  const send = (body: Uint8Array, { method = "POST", headers = {} }: Sent = {}) =>
    new Promise<number>((resolve) => {
      const given = { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers };
      const sent = request({ host: "127.0.0.1", port, path: "/mcp", method, headers: given }, (response) => {
        resolve(response.statusCode ?? 0);
        // A stream that listens would go on.
        response.destroy();
      });
      sent.on("error", () => resolve(-1));
      sent.end(body);
    });
  const strangeHeaders = fc.record(
    {
      "mcp-protocol-version": fc.constantFrom("2026-07-28", "2025-11-25", "1999-01-01", "x".repeat(300)),
      "mcp-method": fc.constantFrom("tools/call", "tools/list", "none"),
      "mcp-name": fc.constantFrom("run_analysis", "=?base64?!!?=", "none"),
      "mcp-session-id": fc.constantFrom("none", "x".repeat(500)),
      "last-event-id": fc.constantFrom("0", "none"),
      "content-type": fc.constantFrom("text/plain", "application/json; charset=utf-16", "multipart/form-data", ""),
      accept: fc.constantFrom("*/*", "text/html", "application/json", ""),
    },
    { requiredKeys: [] },
  );
  const methods = fc.oneof({ weight: 20, arbitrary: fc.constant("POST") }, fc.constantFrom("GET", "DELETE", "PUT", "OPTIONS"));
  const headers = fc.sample(fc.tuple(methods, fc.oneof(fc.constant({}), strangeHeaders)), { numRuns: MESSAGES, seed });
  const bodies = some(MESSAGES, 1);
  const statuses = new Map<number, number>();
  const lane = async (start: number) => {
    for (let at = start; at < MESSAGES; at += 8) {
      const [method = "POST", given = {}] = headers[at] ?? [];
      const status = await send(bodies[at] as Buffer, { method, headers: given as Record<string, string> });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, start) => lane(start)));
  const odd = [...statuses].filter(([status]) => status < 200 || (status >= 300 && status < 400) || status >= 500);
  expect([odd, problems]).toEqual([[], []]);
  expect(await send(Buffer.from(JSON.stringify(initialize)))).toBe(200);
  await served.close();
  server.closeAllConnections();
  server.close();
});
