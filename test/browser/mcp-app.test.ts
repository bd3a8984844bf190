import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "../../core/index.ts";
import { fakeAudit, fakeSandbox } from "../../core/testing/index.ts";
import { analysis } from "../../core/tests/fake-app.ts";
import { noBrand, themeFor } from "../../plugins/charts/brand/brand.ts";
import { assemble } from "../../presets/mcp/index.ts";
import { connected } from "../mcp-client.ts";
import { type Host, type HostOptions, openHost } from "./mcp-host.ts";
import { launch } from "./open-page.ts";

/** The real server over the real charts; what the code would have answered is given. */
const hostile = `</script><script>document.title="owned"</script><img src=x onerror="document.title='owned'">`;
const rows = Array.from({ length: 120 }, (_, at) => ({
  region: ["North", "South"][at % 2],
  city: `c${at % 7}`,
  revenue: 100 + at,
}));
const bars = (x: string) => ({ template: "bar", data: { encoding: { x, y: "revenue", aggregate: "sum" }, unit: "EUR" } });
const sales = {
  template: "dashboard",
  data: { rows, panels: [bars("region"), bars("city")] } as never,
  options: { title: "Sales" },
};
const series = [
  { name: "Plan", values: [1, 2, 3, 4] },
  { name: "Actual", values: [1, 3, 2, 6] },
];
const line = { template: "line", data: { labels: ["Q1", "Q2", "Q3", "Q4"], series }, options: { title: "Actual beats plan" } };
const named = (name: string) => ({
  template: "bar",
  data: { labels: [name, "b"], series: [{ name, values: [1, 2] }] },
  options: { title: name },
});
const fail = { type: "KeyError", message: "'revenu'", line: 3, column: 1, source: "", hint: "Columns: region, revenue" };
const answers: Record<string, object> = {
  several: { charts: [sales, { ...line, options: { ...line.options, locale: "de" } }] },
  one: { charts: [line] },
  hostile: { charts: [named(hostile)] },
  fail: { status: "guest-error", error: fail },
  numbers: { result: { npv: 1234567.891, rate: 0.0834 } },
};

let app: App;
let server: Awaited<ReturnType<typeof connected>>;
let browser: Browser;
let html: string;
beforeAll(async () => {
  const sandbox = () => fakeSandbox(({ code }) => answers[code] ?? {});
  app = await assemble({ keep: "none", plugins: [{ name: "given", adapters: { auditSink: () => fakeAudit(), sandbox } }] });
  server = await connected(app);
  html = (await server.read("ui://strategic/view")).text ?? "";
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const run = (code: string) =>
  server.client.callTool({ name: "run_analysis", arguments: { ...analysis, code, charts: ["html"] } });
const drawSample = (template: string) =>
  server.client.callTool({ name: "render_chart", arguments: { template, sample: true, formats: ["html"] } });
const all = { message: { text: {} }, updateModelContext: { text: {} }, downloadFile: {}, serverResources: {} };
const read = (uri: string) => server.client.readResource({ uri });

/** After the handshake. */
async function opened(options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await openHost(browser, {
    html,
    capabilities: all,
    context: { theme: "light", locale: "en-US" },
    read,
    ...options,
  });
  await host.heard("ui/notifications/initialized");
  return host;
}

/** With an answer whose charts are drawn. */
async function showing(result: object, options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await opened(options);
  await host.notify("ui/notifications/tool-input", { arguments: {} });
  await host.notify("ui/notifications/tool-result", result);
  await drawn(host);
  return host;
}

async function drawn({ frame }: Host): Promise<void> {
  await frame.locator(".dashboard canvas").first().waitFor();
  await frame.waitForFunction(() => [...document.querySelectorAll("canvas")].every((one) => one.style.height !== ""));
}

/** Keys walk to a point: where marks lie depends on the size. */
async function pick({ frame, page }: Host, chart = 0): Promise<void> {
  await frame.locator("canvas").nth(chart).focus();
  await page.keyboard.press("ArrowRight");
  await frame.locator(".asked button").waitFor();
}

describe("the view shakes hands", () => {
  test("with the words of the specification, before anything is seen", async () => {
    const host = await opened();
    expect(host.said[0]).toEqual({
      jsonrpc: "2.0",
      id: 1,
      method: "ui/initialize",
      params: {
        appInfo: { name: "strategic-python", title: "Strategic Python", version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
        appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
        protocolVersion: "2026-01-26",
      },
    });
    expect(host.said[1]).toEqual({ jsonrpc: "2.0", method: "ui/notifications/initialized", params: {} });
    expect(await host.heard("ui/notifications/size-changed")).toMatchObject({ params: { height: expect.any(Number) } });
    await host.close();
  });

  test("and is not seen until the host has said how it looks; then in its colours, whatever the reader's system has", async () => {
    const host = await openHost(browser, { html, system: "light", answer: () => "silence" });
    const { id } = await host.heard("ui/initialize");
    const look = () =>
      host.frame.evaluate(() => [getComputedStyle(document.body).visibility, document.documentElement.dataset.theme]);
    expect((await look())[0]).toBe("hidden");
    await host.send({ jsonrpc: "2.0", id, result: { hostCapabilities: {}, hostContext: { theme: "dark" } } });
    await host.heard("ui/notifications/initialized");
    await expect.poll(look).toEqual(["visible", "dark"]);
    await host.close();
  });

  test("a host that never answers is shown what came all the same, and is asked for nothing", async () => {
    const host = await openHost(browser, { html, answer: () => "silence" });
    await host.heard("ui/initialize");
    await host.notify("ui/notifications/tool-result", await run("one"));
    await drawn(host);
    expect(await host.frame.locator(".actions button").allTextContents()).not.toContain("PNG");
    await pickNothing(host);
    expect(host.said.map(({ method }) => method)).not.toContain("ui/notifications/initialized");
    await host.close();
  });
});

async function pickNothing({ frame, page }: Host): Promise<void> {
  await frame.locator("canvas").first().focus();
  await page.keyboard.press("ArrowRight");
  expect(await frame.locator(".asked").count()).toBe(0);
}

describe("an answer", () => {
  test("with several charts shows all of them, one below the other, each in its language, and nothing else happens", async () => {
    const host = await showing(await run("several"));
    expect(await host.frame.locator(".dashboard .title").allTextContents()).toEqual(["Sales", "Actual beats plan"]);
    expect(await host.frame.locator(".dashboard canvas").count()).toBe(3);
    expect(await host.frame.locator("summary").allTextContents()).toEqual(["Data table", "Data table", "Datentabelle"]);
    const ids = await host.frame.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(host.noise).toEqual([]);
    await host.close();
  });

  test("that came before the handshake is shown after it", async () => {
    const host = await openHost(browser, { html, answer: ({ method }) => (method === "ui/initialize" ? "silence" : undefined) });
    const { id } = await host.heard("ui/initialize");
    await host.notify("ui/notifications/tool-result", await run("one"));
    await host.send({ jsonrpc: "2.0", id, result: { hostCapabilities: {}, hostContext: {} } });
    await drawn(host);
    await host.close();
  });

  test("takes the place of the one before, which leaves nothing behind", async () => {
    const host = await showing(await run("several"));
    await host.notify("ui/notifications/tool-result", await run("one"));
    await expect.poll(() => host.frame.locator(".dashboard").count()).toBe(1);
    await drawn(host);
    await host.notify("ui/notifications/host-context-changed", { theme: "dark" });
    await expect.poll(() => host.frame.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    await pick(host);
    await host.page.keyboard.press("Escape");
    expect(host.noise).toEqual([]);
    await host.close();
  });

  test("whose specs the host keeps back is read from the server; where that is not offered, what it says stands there and why", async () => {
    const { _meta, ...lean } = (await run("several")) as Record<string, unknown>;
    const reading = await showing(lean);
    await expect.poll(() => reading.frame.locator(".dashboard").count()).toBe(2);
    expect(reading.said.filter(({ method }) => method === "resources/read").map(({ params }) => params?.uri)).toEqual(
      (lean.structuredContent as { charts: { id: string }[] }).charts.map(({ id }) => `strategic://charts/${id}.json`),
    );
    await reading.close();
    const without = await opened({ capabilities: {} });
    await without.notify("ui/notifications/tool-result", lean);
    await expect.poll(() => without.frame.locator("section h2").allTextContents()).toEqual(["Sales", "Actual beats plan"]);
    expect(await without.frame.locator("section .note").first().textContent()).toContain("did not pass on");
    expect(without.said.map(({ method }) => method)).not.toContain("resources/read");
    await without.close();
  });

  test("whose rows did not fit is shown at once, and with its rows when they are read", async () => {
    const result = (await run("several")) as { _meta: Record<string, { spec: { tables?: unknown }; whole: boolean }[]> };
    for (const one of result._meta["strategic-python/charts"] ?? []) {
      delete one.spec.tables;
      one.whole = false;
    }
    const host = await opened({ answer: ({ method }) => (method === "resources/read" ? "silence" : undefined) });
    await host.notify("ui/notifications/tool-result", result);
    await drawn(host);
    expect(await host.frame.getByLabel("region").count()).toBe(0);
    const { id, params } = await host.heard("resources/read");
    await host.send({ jsonrpc: "2.0", id, result: await read(String(params?.uri)) });
    await host.frame.getByLabel("region").selectOption("North");
    expect(await host.frame.locator(".filtered").first().textContent()).toContain("region North");
    expect(host.noise).toEqual([]);
    await host.close();
  });

  test("without charts is a short summary; one that failed says why and where", async () => {
    const host = await opened();
    await host.notify("ui/notifications/tool-result", await run("numbers"));
    await host.frame.locator(".summary").waitFor();
    expect(await host.frame.locator("tbody tr").allTextContents()).toEqual(["npv1,234,567.89", "rate0.0834"]);
    await host.notify("ui/notifications/tool-result", await run("fail"));
    await host.frame.locator(".status.bad").waitFor();
    expect(await host.frame.locator(".summary p").allTextContents()).toEqual([
      "The code raised an error.",
      "KeyError: 'revenu' (line 3)",
      "Columns: region, revenue",
    ]);
    const refused = { name: "render_chart", arguments: { template: "bar", data: { labels: 3 } } };
    await host.notify("ui/notifications/tool-result", await server.client.callTool(refused));
    await expect.poll(() => host.frame.locator(".status.bad").textContent()).toBe("Not drawn.");
    await host.close();
  });

  test("that is awaited is told with its title, and one that was cancelled with its reason", async () => {
    const host = await opened();
    const words = () => host.frame.locator(".status").textContent();
    await expect.poll(words).toBe("Working on it …");
    await host.notify("ui/notifications/tool-input-partial", { arguments: { title: "Half a ti" } });
    await host.notify("ui/notifications/tool-input", { arguments: { title: "Half a title" } });
    await expect.poll(words).toBe("Working on Half a title …");
    await host.notify("ui/notifications/tool-cancelled", { reason: "user action" });
    await expect.poll(words).toBe("Cancelled. user action");
    await host.close();
  });
});

describe("a reader", () => {
  test("asks about a point in their own name; what the chat refuses is said", async () => {
    let refuse = false;
    const answer: HostOptions["answer"] = ({ method }) =>
      method === "ui/message" && refuse ? { error: { code: -32000, message: "denied" } } : undefined;
    const result = await run("several");
    const { id } = (result.structuredContent as { charts: [{ id: string }] }).charts[0];
    const host = await showing(result, { answer });
    await pick(host);
    await host.page.keyboard.press("Tab");
    await host.page.keyboard.press("Enter");
    expect(await host.heard("ui/message")).toMatchObject({
      params: {
        role: "user",
        content: [
          {
            type: "text",
            text: expect.stringMatching(
              new RegExp(
                `^What is behind this point.*untrusted output.*Sales \\(dashboard, ${id}\\)\\npanel: revenue: South is highest[^\\n]+\\nNorth: revenue €9,540\\n`,
                "s",
              ),
            ),
          },
        ],
      },
    });
    expect(await host.frame.locator(".notice").textContent()).toBe("");
    refuse = true;
    await host.frame.locator(".asked button").click();
    await expect.poll(() => host.frame.locator(".notice").textContent()).toBe("The chat did not take the question.");
    await host.close();
  });

  test("clicks a mark to ask about it", async () => {
    const host = await showing(await run("one"));
    const canvas = host.frame.locator("canvas").first();
    const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
    await canvas.click({ position: { x: width / 2, y: height / 2 } });
    await expect.poll(() => host.frame.locator(".asked span").textContent()).toMatch(/^Q[23]: Plan \d, Actual \d$/);
    await host.close();
  });

  test("filters and opens: the model is told what is looked at, once it has settled, and when nothing is any more", async () => {
    const host = await showing(await run("several"));
    const told = () =>
      host.said.filter(({ method }) => method === "ui/update-model-context").map(({ params }) => params?.content);
    await host.frame.getByLabel("region").selectOption("South");
    await host.frame.getByLabel("region").selectOption("North");
    await expect.poll(told).toEqual([[{ type: "text", text: expect.stringMatching(/looks at.*Sales.*filter: region North/s) }]]);
    await host.frame.getByLabel("region").selectOption("");
    await expect.poll(told).toEqual([expect.anything(), []]);
    await host.close();
  });

  test("saves numbers and pictures through the host", async () => {
    const host = await showing(await run("one"));
    await host.frame.locator("section.panel").hover();
    await host.frame.getByLabel(/CSV/).click();
    const { params } = await host.heard("ui/download-file");
    expect(params).toMatchObject({
      contents: [
        { type: "resource", resource: { uri: expect.stringMatching(/^file:\/\/\/[\w-]+\.csv$/), mimeType: "text/csv" } },
      ],
    });
    expect(JSON.stringify(params)).toContain("Q4,4,6");
    host.said.length = 0;
    await host.frame.getByLabel(/PNG/).click();
    const { contents } = (await host.heard("ui/download-file")).params as {
      contents: [{ resource: { blob: string; mimeType: string } }];
    };
    const { blob, mimeType } = contents[0].resource;
    expect([mimeType, Buffer.from(blob, "base64").subarray(1, 4).toString()]).toEqual(["image/png", "PNG"]);
    await host.close();
  });

  test("finds no button that the host would not follow", async () => {
    const host = await showing(await run("several"), { capabilities: { openLinks: {}, logging: {} } });
    expect(await host.frame.getByText(/^(PNG|CSV)$/).count()).toBe(0);
    expect(await host.frame.locator(".bar button").count()).toBe(0);
    await pickNothing(host);
    await host.frame.getByLabel("region").selectOption("North");
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(host.said.map(({ method }) => method).filter((method) => !method?.startsWith("ui/notifications/"))).toEqual([
      "ui/initialize",
    ]);
    await host.close();
  });

  test("takes it to the whole screen and back, where the host has one", async () => {
    const context = { displayMode: "inline", availableDisplayModes: ["inline", "fullscreen"] };
    const host = await showing(await run("one"), { context });
    await host.frame.getByRole("button", { name: "Full screen" }).click();
    expect(await host.heard("ui/request-display-mode")).toMatchObject({ params: { mode: "fullscreen" } });
    await host.frame.getByRole("button", { name: "Back to the chat" }).waitFor();
    expect(await host.frame.evaluate(() => document.documentElement.classList.contains("fullscreen"))).toBe(true);
    // Charts are as high as the window allows: a height that was told now would make it higher.
    host.said.length = 0;
    await host.page.setViewportSize({ width: 700, height: 900 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(host.said).toEqual([]);
    await host.notify("ui/notifications/host-context-changed", { displayMode: "inline" });
    await host.frame.getByRole("button", { name: "Full screen" }).waitFor();
    await host.close();
  });
});

describe("in its host", () => {
  test("the view is as high as what it shows, and comes to rest", async () => {
    const host = await showing(await run("several"), { width: 390 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const heights = () =>
      host.said.filter(({ method }) => method === "ui/notifications/size-changed").map(({ params }) => params?.height);
    const before = heights();
    const [inside, frame] = await Promise.all([
      host.frame.evaluate(() => document.documentElement.scrollHeight),
      host.page.evaluate(() => document.querySelector("iframe")?.clientHeight),
    ]);
    expect([frame, inside]).toEqual([before.at(-1), before.at(-1)]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heights()).toEqual(before);
    await host.frame.locator("summary").first().click();
    await expect.poll(() => Number(heights().at(-1))).toBeGreaterThan(Number(before.at(-1)) + 40);
    await host.close();
  });

  test("it takes the host's ground where words read on it, its language, and the room that a device covers", async () => {
    const variables = { "--color-background-primary": "light-dark(#faf9f5, #262624)" };
    const host = await showing(await run("one"), { context: { theme: "dark", styles: { variables } } });
    const ground = () => host.frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const { ground: own } = themeFor("light", { persona: null }, noBrand);
    expect(await ground()).toBe("rgb(38, 38, 36)");
    await host.notify("ui/notifications/host-context-changed", { theme: "light", locale: "fr-CA" });
    await expect.poll(ground).toBe("rgb(250, 249, 245)");
    expect(await host.frame.evaluate(() => document.documentElement.lang)).toBe("fr-CA");
    for (const colour of ["#555", "transparent", "red; } body { display: none", "url(https://example.com/x)"]) {
      const said = {
        styles: { variables: { "--color-background-primary": colour } },
        safeAreaInsets: { top: 44, right: 0, bottom: 0, left: 0 },
      };
      await host.notify("ui/notifications/host-context-changed", said);
      await expect.poll(async () => hex(await ground())).toBe(own);
    }
    expect(await host.frame.evaluate(() => getComputedStyle(document.getElementById("view") as Element).borderTopWidth)).toBe(
      "44px",
    );
    expect(host.noise).toEqual([]);
    await host.close();
  });

  test("it answers a ping and its end, and is silent after", async () => {
    const host = await showing(await run("several"));
    await host.send({ jsonrpc: "2.0", id: "p", method: "ping" });
    expect(await host.answered("p")).toEqual({ jsonrpc: "2.0", id: "p", result: {} });
    await host.send({ jsonrpc: "2.0", id: 1000, method: "ui/resource-teardown", params: { reason: "closed" } });
    expect(await host.answered(1000)).toEqual({ jsonrpc: "2.0", id: 1000, result: {} });
    host.said.length = 0;
    await host.notify("ui/notifications/tool-result", await run("one"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([host.said, await host.frame.locator("canvas").count()]).toEqual([[], 0]);
    await host.close();
  });

  test("nobody else is listened to, and garbage changes nothing", async () => {
    const host = await showing(await run("one"));
    const result = JSON.stringify(await run("numbers"));
    // From its own window, as a script in it would.
    await host.frame.evaluate(
      (text) => postMessage({ jsonrpc: "2.0", method: "ui/notifications/tool-result", params: JSON.parse(text) }, "*"),
      result,
    );
    for (const one of [null, "x", 7, [], {}, { jsonrpc: "2.0" }, { jsonrpc: "2.0", method: "ui/notifications/none", params: {} }])
      await host.send(one as object);
    await host.page.evaluate(() => {
      const frame = document.querySelector("iframe")?.contentWindow;
      const odd =
        '{"jsonrpc":"2.0","method":"ui/notifications/host-context-changed","params":{"__proto__":{"polluted":1},"theme":{}}}';
      frame?.postMessage(JSON.parse(odd), "*");
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await host.frame.locator(".dashboard").count()).toBe(1);
    expect(await host.frame.evaluate(() => ({}) as { polluted?: number }).then(({ polluted }) => polluted)).toBeUndefined();
    expect(host.noise).toEqual([]);
    await host.close();
  });

  test("hostile words are letters", async () => {
    const host = await showing(await run("hostile"));
    expect(await host.frame.locator(".dashboard .title").textContent()).toBe(hostile);
    await pick(host);
    expect(await host.frame.locator(".asked span").textContent()).toContain(hostile);
    const charts = [{ id: "gone", title: hostile, template: hostile, png: "p", warnings: [{ message: hostile }] }];
    await host.notify("ui/notifications/tool-result", { structuredContent: { status: "ok", charts } });
    await expect.poll(() => host.frame.locator(".place h2").textContent()).toBe(hostile);
    expect(await host.frame.evaluate(() => document.title)).toBe("Strategic Python");
    expect(host.noise).toEqual([]);
    await host.close();
  });

  test("a spec that is odd inside is words, not an empty frame, and the chart beside it is drawn", async () => {
    const result = (await run("several")) as { _meta: Record<string, [{ spec: object }, object]> };
    Object.assign(result._meta["strategic-python/charts"]?.[0].spec ?? {}, { panels: [null], kpis: [hostile] });
    const host = await showing(result, { capabilities: {} });
    expect(await host.frame.locator(".place h2, .place .title").allTextContents()).toContain("Sales");
    expect(await host.frame.locator(".place .summary").count()).toBe(1);
    expect(await host.frame.locator(".dashboard").count()).toBe(1);
    expect(host.noise).toEqual([]);
    await host.close();
  });
});

const hex = (rgb: string): string =>
  `#${(rgb.match(/\d+/g) ?? []).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe("it has no axe violation, nothing is wider than its frame, and the console is silent", () => {
  test.each([
    ["several", "light", 390],
    ["several", "dark", 900],
    ["roi_analysis", "dark", 390],
    ["roi_analysis", "light", 900],
    ["numbers", "dark", 390],
    ["fail", "light", 900],
  ] as const)("%s in %s at %i px", async (what, theme, width) => {
    const result = what === "roi_analysis" ? await drawSample(what) : await run(what);
    const context = { theme, displayMode: "inline", availableDisplayModes: ["inline", "fullscreen"] };
    const host = await opened({ width, context });
    await host.notify("ui/notifications/tool-result", result);
    await host.frame.locator(".dashboard canvas, .summary").first().waitFor();
    if (what in answers === false || what === "several") await pick(host);
    expect(host.noise).toEqual([]);
    if (process.env.SHOTS)
      await host.page.screenshot({ path: `${process.env.SHOTS}/app-${what}-${theme}-${width}.png`, fullPage: true });
    expect(await host.frame.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    // Its policy forbids a foreign script, axe too: by the debugger it comes in.
    const found = await host.frame.evaluate(
      `(async () => { ${axe}; return (await axe.run()).violations.map(({ id, nodes }) => id + ": " + nodes[0].html); })()`,
    );
    expect(found).toEqual([]);
    await host.close();
  });
});

test("the document is all there is: no address in it leads out, and it is as small as a page of ours and its client", () => {
  expect(html).not.toMatch(/(src|href)="https?:/);
  expect(html.length).toBeLessThan(500_000);
});
