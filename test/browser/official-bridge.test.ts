import { join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../core/index.ts";
import { fakeAudit, fakeSandbox } from "../../core/testing/index.ts";
import { analysis } from "../../core/tests/fake-app.ts";
import { assemble } from "../../presets/mcp/index.ts";
import { connected } from "../mcp-client.ts";
import type {} from "./official-host.ts";
import { launch } from "./open-page.ts";

const rows = Array.from({ length: 40 }, (_, at) => ({ region: ["North", "South"][at % 2], revenue: 100 + at }));
const panels = [{ template: "bar", data: { encoding: { x: "region", y: "revenue", aggregate: "sum" } } }];
const charts = [{ template: "dashboard", data: { rows, panels } as never, options: {} }];

let app: App;
let browser: Browser;
beforeAll(async () => {
  const sandbox = () => fakeSandbox(() => ({ charts }));
  app = await assemble({ keep: "none", plugins: [{ name: "given", adapters: { auditSink: () => fakeAudit(), sandbox } }] });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

test("the official bridge drives the view from its handshake to its end, and finds nothing wrong with what it says", async () => {
  const options = { bundle: true, format: "iife", write: false, minify: true, supported: { "inline-script": false } } as const;
  const { outputFiles } = await build({ ...options, entryPoints: [join(import.meta.dirname, "official-host.ts")] });
  const server = await connected(app);
  const html = (await server.read("ui://strategic/view")).text ?? "";
  const result = await server.client.callTool({ name: "run_analysis", arguments: { ...analysis, charts: ["html"] } });
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  const noise: string[] = [];
  page.on("pageerror", (error) => noise.push(String(error)));
  await page.exposeFunction("readResource", (uri: string) => server.client.readResource({ uri }));
  await page.setContent(
    `<iframe sandbox="allow-scripts" style="border:0;width:100%"></iframe><script>${outputFiles[0]?.text}</script>`,
  );
  // As a host that gives the view structuredContent alone.
  const { _meta, ...lean } = result;
  await page.evaluate(([text, answer]) => window.startHost(text, answer), [html, lean as never] as const);
  const frame = page.frameLocator("iframe");
  await frame.locator("canvas").waitFor();
  await frame.locator("canvas").focus();
  await page.keyboard.press("ArrowRight");
  await frame.locator(".asked button").click();
  await frame.getByLabel("region").selectOption("North");
  await frame.locator("section.panel").hover();
  await frame.getByLabel(/CSV/).click();
  await frame.getByLabel(/PNG/).click();
  await frame.getByRole("button", { name: "Full screen" }).click();
  await frame.getByRole("button", { name: "Back to the chat" }).waitFor();
  const heard = () => page.evaluate(() => window.heard.map(([name]) => name).toSorted());
  await expect.poll(heard).toEqual(["context", "download", "download", "message", "mode"]);
  await page.evaluate(() => window.bridge.setHostContext({ theme: "dark" }));
  await frame.locator('html[data-theme="dark"]').waitFor();
  expect(await page.evaluate(() => window.bridge.teardownResource({}))).toEqual({});
  expect([noise, await frame.locator("canvas").count()]).toEqual([[], 0]);
});
