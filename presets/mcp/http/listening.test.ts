import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../../core/index.ts";
import { alvaro, analysis, fakeApp } from "../../../core/tests/fake-app.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { tokensIn } from "./tokens.ts";

const [jane, jack] = ["jane-0123456789abcdef", "jack-0123456789abcdef"];
let app: App;
let served: Endpoint;
beforeAll(async () => {
  app = await fakeApp({});
  const known = tokensIn(`jane=${jane},jack=${jack}`);
  served = endpoint({ app, hosts: ["server"], tokens: () => known, oauth: null, log: () => {} });
});
afterAll(async () => {
  await served.close();
  await app.close();
});

async function connected(token: string, mode: "auto" | "legacy") {
  const heard: string[][] = [];
  const listChanged = {
    resources: {
      debounceMs: 0,
      onChanged: (_error: unknown, items: readonly { name: string }[] | null) =>
        void heard.push((items ?? []).map(({ name }) => name)),
    },
  };
  const client = new Client({ name: "c", version: "1" }, { versionNegotiation: { mode }, listChanged });
  const fetch = (url: URL | string, init?: RequestInit) => served.fetch(new Request(url, { ...init, headers: withHost(init) }));
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL("http://server/mcp"), { fetch, requestInit }));
  return { client, heard, call: (name: string, args: object) => client.callTool({ name, arguments: { ...args } }) };
}

test("a principal has so many listening streams and no more, and takes none from another", async () => {
  const { client } = await connected(jane, "auto");
  const meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const listen = (token: string, id: number) => {
    const params = { _meta: meta, notifications: { resourcesListChanged: true } };
    const headers = {
      ...{ host: "server", authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...{ accept: "application/json, text/event-stream", "mcp-method": "subscriptions/listen" },
      "mcp-protocol-version": "2026-07-28",
    };
    const body = JSON.stringify({ jsonrpc: "2.0", id, method: "subscriptions/listen", params });
    return served.fetch(new Request("http://server/mcp", { method: "POST", headers, body }));
  };
  const answers = [];
  for (let at = 0; at < 70; at++) answers.push(await listen(jane, at));
  const open = answers.filter(({ status }) => status === 200);
  expect([open.length <= 64, answers.at(-1)?.status, (await listen(jack, 1)).status]).toEqual([true, 429, 200]);
  await Promise.all(open.map(({ body }) => body?.cancel()));
  expect((await listen(jane, 99)).status).toBe(200);
  await client.close();
});

const withHost = (init?: RequestInit) => new Headers([...new Headers(init?.headers), ["host", "server"]]);

test.each(["auto", "legacy"] as const)(
  "in the era %s a principal's connections hear of what he made, and nobody else's",
  async (mode) => {
    const [here, there, other] = await Promise.all([connected(jane, mode), connected(jane, mode), connected(jack, mode)]);
    await here.call("run_analysis", analysis);
    await here.call("render_chart", { template: alvaro.charts[0], sample: true });
    await expect.poll(() => there.heard.at(-1)?.length ?? 0).toBeGreaterThanOrEqual(3);
    // A run and the two forms of a chart, told in one note or two.
    expect(there.heard.length).toBeLessThanOrEqual(2);
    expect(here.heard.at(-1)).toEqual(there.heard.at(-1));
    expect(other.heard).toEqual([]);
    await Promise.all([here, there, other].map(({ client }) => client.close()));
  },
);
