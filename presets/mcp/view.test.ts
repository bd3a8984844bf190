import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { defineTemplate } from "../../core/index.ts";
import { limits } from "../../core/limits.ts";
import { fakeRenderer } from "../../core/testing/index.ts";
import { analysis, fakeApp, numbers } from "../../core/tests/fake-app.ts";
import { connected } from "../../test/mcp-client.ts";
import { CHARTS, type ChartForView, metaOf } from "./view-data.ts";

const VIEW = "ui://strategic/view";
const ui = { csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] }, prefersBorder: true };

test("the view is listed and read as the extension says: its type, that it reaches no network, that it wants a border", async () => {
  await using app = await fakeApp();
  const { client } = await connected(app);
  const { resources } = await client.listResources();
  expect(resources.find(({ uri }) => uri === VIEW)).toMatchObject({ mimeType: "text/html;profile=mcp-app", _meta: { ui } });
  expect((await client.readResource({ uri: VIEW })).contents).toMatchObject([
    { uri: VIEW, mimeType: "text/html;profile=mcp-app", _meta: { ui } },
  ]);
});

test("its own policy lets its script and style run by their hashes, and nothing else", async () => {
  const live = async () => ({ style: "body{margin:0}", body: '<script type="application/json" id="house">{}</script>' });
  await using app = await fakeApp({ renderer: { ...fakeRenderer(), live } });
  const { text = "" } = await (await connected(app)).read(VIEW);
  const hashed = (part: string) => `'sha256-${createHash("sha256").update(part).digest("base64")}'`;
  const [, style = ""] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
  const [, script = ""] = /<script>(.*?)<\/script>/s.exec(text) ?? [];
  expect(style.startsWith("body{margin:0}")).toBe(true);
  expect(script.length).toBeGreaterThan(100_000);
  expect(/content="(default-src[^"]*)"/.exec(text)?.[1]).toBe(
    `default-src 'none'; script-src ${hashed(script)}; style-src ${hashed(style)}; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`,
  );
  expect(text.indexOf("Content-Security-Policy")).toBeLessThan(text.indexOf("<style>"));
});

test("it is written once for an app, and again where that failed", async () => {
  let times = 0;
  const live = async () => {
    times++;
    if (times === 1) throw new Error("no font");
    return { style: "", body: "" };
  };
  await using app = await fakeApp({ renderer: { ...fakeRenderer(), live } });
  const [jane, jack] = [await connected(app, { client: "jane" }), await connected(app, { client: "jack" })];
  await expect(jane.read(VIEW)).rejects.toThrow();
  expect((await jane.read(VIEW)).text).toBe((await jack.read(VIEW)).text);
  expect(times).toBe(2);
});

test("the tools that draw name the view, and no other", async () => {
  await using app = await fakeApp();
  const { tools } = await (await connected(app)).client.listTools();
  expect(tools.filter(({ _meta }) => _meta !== undefined).map(({ name, _meta }) => [name, _meta])).toEqual(
    ["run_analysis", "render_chart", "analyze_and_render", "rerun", "compare"].map((name) => [
      name,
      { ui: { resourceUri: VIEW } },
    ]),
  );
});

/** A title and as many letters as its data says, in its rows and in itself. */
const heavy = defineTemplate({
  ...numbers,
  id: "heavy",
  aliases: [],
  input: z.object({ rows: z.number(), self: z.number() }),
  sample: { rows: 0, self: 0 },
  build: ({ rows, self }) =>
    ({
      ...{ title: "t".repeat(self), headline: null, noData: [], warnings: [] },
      ...(rows > 0 && { tables: ["r".repeat(rows)] }),
    }) as never,
});
const chart = (rows: number, self = 1) => ({ template: "heavy", data: { rows, self }, options: {} });

async function sent(...charts: ReturnType<typeof chart>[]): Promise<readonly ChartForView[]> {
  await using app = await fakeApp({ charts: [numbers, heavy], answer: () => ({ charts }) });
  const { client } = await connected(app);
  const { _meta } = await client.callTool({ name: "run_analysis", arguments: { ...analysis } });
  return (_meta as Record<string, readonly ChartForView[]>)[CHARTS] as readonly ChartForView[];
}

test("beside an answer travels what its charts are drawn from, each by its id; never in what a model reads", async () => {
  await using app = await fakeApp({ answer: () => ({ charts: [{ template: "numbers", data: { values: [7] }, options: {} }] }) });
  const { client } = await connected(app);
  const run = await client.callTool({ name: "run_analysis", arguments: analysis });
  const { executionId } = run.structuredContent as { executionId: string };
  expect(run._meta).toMatchObject({ [CHARTS]: [{ id: `${executionId}-1`, spec: { title: "7" }, whole: true }] });
  expect(JSON.stringify([run.structuredContent, run.content])).not.toContain("headline");
  const call = (name: string, more: object) => client.callTool({ name, arguments: { ...more } });
  const drawn = await call("render_chart", { template: "numbers", data: { values: [8] } });
  const { chartId } = drawn.structuredContent as { chartId: string };
  expect(drawn._meta).toMatchObject({ [CHARTS]: [{ id: chartId, spec: { title: "8" } }] });
  expect((await call("rerun", { executionId }))._meta).toMatchObject({ [CHARTS]: [{ spec: { title: "7" } }] });
  expect((await call("render_chart", { template: "numbers", data: 1 }))._meta).toBeUndefined();
});

test("of what is too large the rows stay behind first, then the chart; what still fits comes all the same", async () => {
  const most = limits.viewBytes;
  const told = (charts: readonly ChartForView[]) =>
    charts.map(({ spec, whole }) => [spec !== null, whole, spec !== null && "tables" in spec]);
  expect(told(await sent(chart(most / 2)))).toEqual([[true, true, true]]);
  expect(told(await sent(chart(most)))).toEqual([[true, false, false]]);
  expect(told(await sent(chart(most / 2), chart(most / 2), chart(0)))).toEqual([
    [true, true, true],
    [true, false, false],
    [true, true, false],
  ]);
  expect(told(await sent(chart(0, most), chart(0)))).toEqual([
    [false, false, false],
    [true, true, false],
  ]);
});

test("what can't be read is no reason to lose an answer", async () => {
  const read = () => Promise.reject(new Error("disk"));
  const of = (ids: readonly string[]) =>
    metaOf({ app: { results: { read } } } as never, { mcpReq: { signal: new AbortController().signal } }, ids);
  expect(await of(["a"])).toEqual({ _meta: { [CHARTS]: [{ id: "a", spec: null, whole: false }] } });
  expect(await of([])).toEqual({});
});

test("what a chart is drawn from is its owner's alone, and in no list for people", async () => {
  await using app = await fakeApp();
  const [jane, jack] = [await connected(app, { client: "jane" }), await connected(app, { client: "jack" })];
  const { chartId } = (await jane.call("render_chart", { template: "numbers", sample: true })).data as { chartId: string };
  const uri = `strategic://charts/${chartId}.json`;
  const { text = "", mimeType } = await jane.read(uri);
  expect([mimeType, JSON.parse(text)]).toMatchObject(["application/json", { chartId, spec: { title: "1 2 3" } }]);
  await expect(jack.read(uri)).rejects.toThrow(/not found/i);
  const { resources } = await jane.client.listResources();
  expect(
    resources
      .map((one) => one.uri)
      .filter((one) => one.includes(chartId))
      .map((one) => one.split(".").at(-1)),
  ).toEqual(["png", "html"]);
});
