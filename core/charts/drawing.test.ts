import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp } from "../index.ts";
import { limits } from "../limits.ts";
import { defineTemplate } from "../plugin.ts";
import type { ChartContext } from "../ports/dashboard-spec.ts";
import type { RenderOptions } from "../ports/renderer.ts";
import type { Json } from "../ports/sandbox.ts";
import { fakeEnding, fakeRenderer } from "../testing/index.ts";
import { alvaro, fakeApp, fakePlugin, numbers, roiCalculations } from "../tests/fake-app.ts";

const sample = { template: "numbers", sample: true } as const;

test("a picture's sides are whole numbers within bounds, both ends included; anything else names the side", async () => {
  await using app = await fakeApp();
  for (const side of ["width", "height"]) {
    for (const value of [320, 4096]) expect(await app.render({ ...sample, [side]: value })).toMatchObject({ ok: true });
    for (const value of [319, 4097, 800.5, Number.NaN, Number.POSITIVE_INFINITY, -800])
      expect(await app.render({ ...sample, [side]: value })).toMatchObject({
        ok: false,
        reason: `${side} must be a whole number from 320 to 4096.`,
        error: { code: "INVALID_INPUT", path: side, expected: null, example: null, known: [] },
      });
  }
});

test("what is not asked for is both formats, light, 1600 by 900 twice as fine, English, on paper", async () => {
  const seen: RenderOptions[] = [];
  const renderer = {
    ...fakeRenderer(),
    render: async (spec: never, options: RenderOptions) => {
      seen.push(options);
      return fakeRenderer().render(spec, options);
    },
  };
  await using app = await fakeApp({ renderer });
  await app.render(sample);
  expect(seen).toEqual([
    { formats: ["png", "html"], theme: "light", width: 1600, height: 900, scale: 2, locale: "en", background: "paper" },
  ]);
});

test.each([
  ["title", limits.drawnTextCharacters],
  ["subtitle", limits.drawnTextCharacters],
  ["source", limits.drawnTextCharacters],
  ["locale", limits.localeCharacters],
  ["currency", limits.currencyCharacters],
])("a %s of %i characters is drawn, and no longer one", async (name, most) => {
  await using app = await fakeApp();
  expect((await app.render({ ...sample, [name]: "e".repeat(most) })).ok).toBe(true);
  expect(await app.render({ ...sample, [name]: "e".repeat(most + 1) })).toMatchObject({
    ok: false,
    reason: `${name} has ${most + 1} characters; a chart takes at most ${most}.`,
    error: { code: "INVALID_INPUT", path: name },
  });
});

/** A template that shows what it was given, for `martin` where it says so. */
const contexts: ChartContext[] = [];
const shows = (persona: string | null) =>
  defineTemplate({
    id: "shows",
    title: "",
    persona,
    panels: [],
    input: z.any(),
    sample: 1,
    build: (_data, context) => {
      contexts.push(context);
      return { title: "t", headline: null, noData: [], warnings: [] } as never;
    },
  });

test("the template is told titles, run, persona and whether it draws the sample", async () => {
  await using app = await fakeApp({ charts: [shows(null)] }, { clock: () => new Date(0) });
  const texts = { title: "T", subtitle: "S", source: "Q", locale: "de", currency: "EUR" };
  const { chartId } = await app.render({ template: "shows", sample: true, persona: "alvaro", ...texts });
  expect(contexts.splice(0)).toEqual([
    {
      ...texts,
      persona: { id: "alvaro", title: alvaro.title, accent: alvaro.accent },
      generatedAt: "1970-01-01T00:00:00.000Z",
      runId: chartId,
      codeSha256: null,
      datasets: [],
      sample: true,
    },
  ]);
  await app.render({ template: "shows", data: 1 });
  const plain = { title: null, subtitle: null, source: null, locale: "en", currency: null };
  expect(contexts.splice(0)).toMatchObject([{ ...plain, persona: null, sample: false }]);
});

test("code may word the title from its own numbers; who asks may word it anew", async () => {
  await using app = await fakeApp({ charts: [shows(null)] });
  const words = { title: "5 of 9 late", subtitle: "all teams", source: "Jira" };
  await app.render({ template: "shows", data: { data: { type: "table" }, ...words } });
  await app.render({ template: "shows", data: { data: 1, title: "5 of 9 late" }, title: "Late", subtitle: "now" });
  const [own, anew] = contexts.splice(0);
  expect(own).toMatchObject(words);
  expect(anew).toMatchObject({ title: "Late", subtitle: "now", source: null });
  for (const data of [
    { data: 1 },
    { data: 1, title: 5 },
    { data: 1, title: "t", unit: "EUR" },
    { title: "t" },
    [{ data: 1, title: "t" }],
  ])
    await app.render({ template: "shows", data });
  expect(contexts.splice(0).map(({ title }) => title)).toEqual([null, null, null, null, null]);
});

test("drawn from a run, it knows the run, its code, its tables and its persona; what the caller or the template says goes before", async () => {
  await using app = await fakeApp({ charts: [shows(null)] });
  const run = await app.analyze({ persona: "diego", capability: "roi_calculations", code: "1", datasets: ["sales"] });
  const from = { template: "shows", from: { executionId: run.executionId } };
  expect((await app.render(from)).disclosure).toContain("for diego persona");
  expect((await app.render({ ...from, persona: "alvaro" })).disclosure).toContain("for alvaro persona");
  const [own, asked] = contexts.splice(0);
  expect(own).toMatchObject({
    runId: run.executionId,
    codeSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    datasets: [{ name: "sales", sha256: run.datasets[0]?.sha256, rows: null }],
    persona: { id: "diego" },
  });
  expect(asked?.persona?.id).toBe("alvaro");
  await using other = await fakeApp({ charts: [shows("alvaro")] });
  const second = await other.analyze({ persona: "diego", capability: "roi_calculations", code: "1" });
  await other.render({ template: "shows", from: { executionId: second.executionId } });
  expect(contexts.splice(0)[0]?.persona?.id).toBe("alvaro");
  expect(await other.render({ template: "shows", data: 1, persona: "nobody" })).toMatchObject({
    ok: false,
    error: { code: "UNKNOWN_PERSONA", known: expect.any(Array) },
  });
});

test("charts of a run are drawn as their code said, what it can't say is told with the picture", async () => {
  const options = {
    title: "T",
    subtitle: "S",
    source: "Q",
    theme: "dark",
    locale: "de",
    currency: "EUR",
    persona: "alvaro",
    background: "transparent",
    width: 640,
    height: 5,
    formats: ["pdf"],
    note: 1,
    source2: null,
  };
  const charts = [{ template: "shows", data: 1, options: options as unknown as { readonly [key: string]: Json } }];
  const drawn: RenderOptions[] = [];
  const renderer = {
    ...fakeRenderer(),
    render: async (spec: never, given: RenderOptions) => {
      drawn.push(given);
      return fakeRenderer().render(spec, given);
    },
  };
  await using app = await fakeApp({ charts: [shows(null)], renderer, answer: () => ({ charts, datasets: [] }) });
  const run = await app.analyze({
    persona: "diego",
    capability: "roi_calculations",
    code: "1",
    charts: ["html"],
    datasets: ["sales"],
  });
  expect(contexts.splice(0)).toMatchObject([
    {
      title: "T",
      subtitle: "S",
      source: "Q",
      locale: "de",
      currency: "EUR",
      persona: { id: "alvaro" },
      runId: run.executionId,
      datasets: [{ name: "sales", rows: null }],
    },
  ]);
  expect(drawn).toEqual([
    { formats: ["html"], theme: "dark", width: 640, height: 900, scale: 2, locale: "de", background: "transparent" },
  ]);
  expect(run.charts).toEqual([
    {
      id: `${run.executionId}-1`,
      title: "t",
      template: "shows",
      png: null,
      html: "<title>t</title>",
      noData: expect.any(Array),
      warnings: expect.any(Array),
    },
  ]);
  expect(run.charts[0]?.warnings.slice(0, 3)).toEqual([
    { code: "NO_EFFECT", panel: null, message: "height must be a whole number from 320 to 4096: drawn without it." },
    {
      code: "NO_EFFECT",
      panel: null,
      message: "formats is not the code's to choose: whoever runs it asks for them in `charts`.",
    },
    { code: "UNKNOWN_FIELD", panel: null, message: expect.stringMatching(/^note is no option of a chart; there are title, /) },
  ]);
  expect(run.stderr).toBe("");
});

test("charts that fail are named in what the run says, with where and why, and stand in its list without a picture", async () => {
  const chart = (template: string, data: Json) => ({ template, data, options: {} });
  const renderer = {
    ...fakeRenderer(),
    render: async () => {
      throw new Error("out of paint");
    },
  };
  const charts = [
    chart("none", 1),
    chart("numbers", { values: ["x"] }),
    chart("numbers", 1),
    chart("numbers", { values: [1] }),
    chart("n".repeat(300), 1),
  ];
  await using app = await fakeApp({ renderer, answer: () => ({ charts, stderr: "own\n" }) });
  const run = await app.analyze({ persona: "diego", capability: "roi_calculations", code: "1" });
  const lines = run.stderr.split("\n");
  expect(lines[0]).toBe("own");
  expect(lines[1]).toMatch(/^strategic\.chart\("none"\): There is no template "none"/);
  expect(lines[2]).toMatch(/^strategic\.chart\("numbers"\): values\.0: must be a number, is the text "x"/);
  expect(lines[3]).toMatch(/^strategic\.chart\("numbers"\): must be an object, is 1/);
  expect(lines[4]).toBe('strategic.chart("numbers"): out of paint');
  expect(lines[5]).toMatch(/^strategic\.chart\("n{199}…"\): /);
  expect(run.charts.map(({ id, title, png, html }) => [id.slice(-2), title, png, html])).toEqual([
    ["-1", "none", null, null],
    ["-2", "numbers", null, null],
    ["-3", "numbers", null, null],
    ["-4", "numbers", null, null],
    ["-5", `${"n".repeat(199)}…`, null, null],
  ]);
  expect(run.status).toBe("ok");
});

test("a run that failed draws nothing", async () => {
  await using app = await fakeApp({
    answer: () => ({ ...fakeEnding("guest-error"), charts: [{ template: "numbers", data: { values: [1] }, options: {} }] }),
  });
  const run = await app.analyze({ persona: "diego", capability: "roi_calculations", code: "1" });
  expect([run.charts, run.stderr]).toEqual([[], ""]);
});

test("data that does not fit is told with path, what was expected and the sample's value at that place", async () => {
  const deep = defineTemplate({
    id: "deep",
    title: "",
    persona: null,
    panels: [],
    input: z.object({ a: z.object({ b: z.array(z.number()) }), c: z.string().optional() }),
    sample: { a: { b: [7] } },
    build: numbers.build as never,
  });
  await using app = await fakeApp({ charts: [deep] });
  const error = async (data: Json) => (await app.render({ template: "deep", data })).error;
  expect(await error({ a: { b: ["x"] } })).toMatchObject({ code: "INVALID_DATA", path: "a.b.0", example: 7, known: [] });
  expect((await error({ a: { b: [1, "x"] } }))?.example).toEqual([7]);
  expect((await error({ a: { b: [] }, c: 1 }))?.example).toEqual({ a: { b: [7] } });
  expect(await error("text")).toMatchObject({ path: null, example: { a: { b: [7] } } });
  expect(await app.render({ template: "deep", data: 1 })).toMatchObject({
    ok: false,
    reason: "the data does not fit the template",
    title: null,
    headline: null,
    png: null,
    html: null,
    noData: [],
    warnings: [],
    text: "",
  });
});

test("of a template without a sample there is no example", async () => {
  const bare = defineTemplate({ ...numbers, id: "bare", aliases: [], sample: undefined as never });
  await using app = await fakeApp({ charts: [bare] });
  expect((await app.render({ template: "bare", data: "x" })).error).toMatchObject({ path: null, example: null });
});

test("a template that is not there is told with those that are, for the persona that asked", async () => {
  await using app = await fakeApp();
  const chart = await app.render({ template: "number", sample: true, persona: "alvaro" });
  expect(chart.error).toEqual({
    code: "UNKNOWN_TEMPLATE",
    path: null,
    expected: null,
    example: null,
    known: expect.arrayContaining(["numbers"]),
  });
  expect(chart.disclosure).toContain("*Rendering number for alvaro persona...*");
});

test("a chart that was drawn tells title, headline, gaps and the warnings of template and renderer", async () => {
  const renderer = {
    ...fakeRenderer(),
    render: async () =>
      ({ png: null, html: null, text: "table", warnings: [{ code: "r", panel: null, message: "of the renderer" }] }) as never,
  };
  await using app = await fakeApp({ renderer });
  expect(await app.render({ ...sample, template: "figures" })).toMatchObject({
    ok: true,
    template: "numbers",
    title: "1 2 3",
    headline: "1 2 3 in short",
    noData: [{ panel: "p", field: "f" }],
    warnings: [{ code: "w" }, { code: "r" }],
    reason: null,
    error: null,
    text: "table",
  });
});

test("data of the caller's is read as what it means; data as large as the limit is drawn, a letter more is not", async () => {
  await using app = await fakeApp({ charts: [shows(null), numbers] });
  expect((await app.render({ template: "numbers", data: { values: [{ type: "int", value: "7" }] } })).title).toBe("7");
  const words = (length: number) => {
    const list = Array.from({ length: Math.floor((length - 2) / 5003) }, () => "x".repeat(5000));
    const left = length - JSON.stringify(list).length - 3;
    return [...list, "x".repeat(left)];
  };
  const most = words(limits.chartDataBytes);
  expect(JSON.stringify(most)).toHaveLength(limits.chartDataBytes);
  expect((await app.render({ template: "shows", data: most })).ok).toBe(true);
  expect(await app.render({ template: "shows", data: [...most.slice(0, -1), `${most.at(-1)}x`] })).toMatchObject({
    ok: false,
    reason: "The data is 8 MiB; a chart takes 8 MiB. Send an aggregate.",
    error: { code: "INVALID_DATA", path: "data" },
  });
});

describe("where the choice is left open", () => {
  const table = z.object({ values: z.array(z.number()) });
  const auto = defineTemplate({
    ...numbers,
    id: "auto",
    aliases: [],
    input: z.unknown(),
    build: () => ({ template: "auto", title: "any", headline: null, noData: [], warnings: [] }),
  } as never);
  const own = defineTemplate({ ...numbers, id: "own", aliases: [], persona: "alvaro", input: table } as never);
  const capability = { ...roiCalculations, chart: "own" };
  const app = () => {
    const plugin = fakePlugin({ charts: [auto, own], answer: () => ({ result: { values: [7] } }) });
    return createApp([{ ...plugin, capabilities: [capability, { ...capability, id: "plain", chart: "auto" }] }]);
  };
  const ask = { persona: "diego", code: "1", template: "auto" };

  test("a run draws its capability's own chart first, for the persona it ran for, and says so", async () => {
    await using of = await app();
    const { chart } = await of.analyzeAndRender({ ...ask, capability: "roi_calculations" });
    expect(chart).toMatchObject({ ok: true, template: "own", title: "7" });
    expect(chart?.warnings[0]).toEqual({
      code: "AUTO_CHOICE",
      panel: null,
      message: `Drawn as "own": the run's capability draws it first, and the data has its fields`,
    });
    expect(chart?.disclosure).toContain("for diego persona");
    const other = await of.analyzeAndRender({ ...ask, capability: "plain" });
    expect(other.chart).toMatchObject({ ok: true, template: "auto" });
  });

  test("data that lacks its fields, a template that was named, and data without a run are drawn as ever", async () => {
    await using of = await app();
    const { run } = await of.analyzeAndRender({ ...ask, capability: "roi_calculations" });
    expect(await of.render({ template: "auto", data: { values: ["x"] } })).toMatchObject({ template: "auto" });
    expect(await of.render({ template: "auto", data: { values: [7] } })).toMatchObject({ template: "auto" });
    expect(await of.render({ template: "own", from: { executionId: run.executionId } })).toMatchObject({
      template: "own",
      warnings: [expect.anything()],
    });
  });
});
