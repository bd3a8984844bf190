import { McpServer } from "@modelcontextprotocol/server";
import { expect, test } from "vitest";
import { Sessions } from "./sessions.ts";

const build = () => new McpServer({ name: "x", version: "1" });
const post = (message: object, headers: Record<string, string> = {}) =>
  new Request("http://localhost/mcp", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
    body: JSON.stringify({ jsonrpc: "2.0", ...message }),
  });
const initialize = () =>
  post({
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "x", version: "1" } },
  });
const ping = (session: string) =>
  post({ id: 2, method: "ping" }, { "mcp-session-id": session, "mcp-protocol-version": "2025-06-18" });
const options = { mostOfOne: 2, idleMs: 1000, bodyBytes: 10_000 };

test("a session is one owner's, and there are so many of each", async () => {
  const sessions = new Sessions(options);
  const opened = await sessions.fetch(initialize(), "jane", build);
  const id = opened.headers.get("mcp-session-id") ?? "";
  expect((await sessions.fetch(ping(id), "jane", build)).status).toBe(200);
  expect((await sessions.fetch(ping(id), "jack", build)).status).toBe(404);
  expect((await sessions.fetch(initialize(), "jane", build)).status).toBe(200);
  expect((await sessions.fetch(initialize(), "jane", build)).status).toBe(429);
  expect((await sessions.fetch(initialize(), "jack", build)).status).toBe(200);
  await sessions.close();
  expect(sessions.size).toBe(0);
});

test("one that has been idle is dropped, one that was used is not", async () => {
  let now = 0;
  const sessions = new Sessions({ ...options, clock: () => now });
  const open = async () => (await sessions.fetch(initialize(), "jane", build)).headers.get("mcp-session-id") ?? "";
  const [used, idle] = [await open(), await open()];
  now = 900;
  expect((await sessions.fetch(ping(used), "jane", build)).status).toBe(200);
  now = 1500;
  expect((await sessions.fetch(ping(used), "jane", build)).status).toBe(200);
  expect((await sessions.fetch(ping(idle), "jane", build)).status).toBe(404);
  await sessions.close();
});

test("what is no initialize opens nothing", async () => {
  const sessions = new Sessions(options);
  for (let n = 0; n < 10; n++)
    expect((await sessions.fetch(post({ id: 1, method: "tools/list" }), "jane", build)).status).toBe(400);
  expect(sessions.size).toBe(0);
});
