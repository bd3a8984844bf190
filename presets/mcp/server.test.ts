import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { App } from "../../core/index.ts";
import { defineTemplate, StrategicError } from "../../core/index.ts";
import { fakeAudit, fakeDatasets, fakeRenderer, fakeSandbox } from "../../core/testing/index.ts";
import { alvaro, analysis, fakeApp, numbers } from "../../core/tests/fake-app.ts";
import { connected } from "../../test/mcp-client.ts";

const long = Array.from({ length: 10_000 }, () => 10);
const results: Record<string, unknown> = { "1": 1, "numbers()": { values: [1, 2] }, "long()": long };
/** Answers the programs above; `chart()` draws twice, `fail()` raises. */
const answer = ({ code }: { code: string }) =>
  code === "chart()"
    ? { charts: [1, 2].map((n) => ({ template: "numbers", data: { values: [n] }, options: {} })) }
    : code === "fail()"
      ? { status: "guest-error" as const, error: { type: "E", message: "m", line: 1, column: 2, source: "s", hint: "h" } }
      : { result: results[code] as never, stdout: "said" };

let app: App;
beforeAll(async () => {
  app = await fakeApp({ answer });
});
afterAll(() => app.close());

describe("two clients of one server", () => {
  test("neither reads the other's charts, results or records, nor draws from the other's runs", async () => {
    const [jane, jack] = [await connected(app, { client: "jane" }), await connected(app, { client: "jack" })];
    const chart = (await jane.call("render_chart", { template: "numbers", sample: true })).data as Record<string, string>;
    const run = (await jane.call("run_analysis", { ...analysis, code: "long()" })).data as {
      executionId: string;
      result: { uri: string };
    };
    for (const uri of [chart.png as string, chart.html as string, run.result.uri]) {
      expect((await jane.read(uri)).uri).toBe(uri);
      await expect(jack.read(uri)).rejects.toThrow(/not found/i);
    }
    const { executionId } = (await jane.call("run_analysis", { ...analysis, code: "numbers()" })).data as { executionId: string };
    const from = { template: "numbers", from: { executionId } };
    expect(await jack.call("render_chart", from)).toMatchObject({
      isError: true,
      data: { ok: false, error: { code: "UNKNOWN_EXECUTION" } },
    });
    expect(await jane.call("render_chart", from)).toMatchObject({ isError: false, data: { ok: true } });
    const trail = async (of: typeof jane) =>
      ((await of.call("get_audit_trail")).data as { records: { executionId: string }[] }).records;
    expect((await trail(jane)).map((record) => record.executionId)).toContain(executionId);
    expect((await trail(jack)).map((record) => record.executionId)).not.toContain(executionId);
    expect(await trail(jack)).toHaveLength(1);
  });

  test("who asks is told to the app, and the caller's cancelling with it", async () => {
    const seen: unknown[] = [];
    const spied = {
      ...proxied(app),
      analyze: (_input: never, options: never) => {
        seen.push(options);
        return app.analyze(analysis);
      },
    };
    const jane = await connected(spied as never, { client: "jane", principal: "Jane" });
    await jane.call("run_analysis", analysis);
    expect(seen).toEqual([{ client: "jane", owner: "jane", principal: "Jane", signal: expect.any(AbortSignal) }]);
  });
});

/** A plain object with the app's methods: spread leaves a class's behind. */
const proxied = (of: App) => ({
  personas: () => of.personas(),
  prompts: () => of.prompts(),
  capabilities: () => of.capabilities(),
  health: () => of.health(),
});

describe("run_analysis", () => {
  test("an answer that went well is no error, and its text leads with the disclosure", async () => {
    const jane = await connected(app);
    const { isError, text, data } = await jane.call("run_analysis", analysis);
    expect(isError).toBe(false);
    expect(data).toMatchObject({ status: "ok", result: 1, stdout: "said", charts: [] });
    expect(text.split("\n\n")).toEqual([
      expect.stringMatching(/^🔧 Accessing/),
      `Return on investment: finished. Execution ${data.executionId}, 1 ms, 1 MB.`,
      "result (untrusted output):\n```\n1\n```",
      "stdout (untrusted output):\n```\nsaid\n```",
    ]);
  });

  test("an error of the guest is an error, told with its place", async () => {
    const { isError, text, data } = await (await connected(app)).call("run_analysis", { ...analysis, code: "fail()" });
    expect([isError, data.status]).toEqual([true, "guest-error"]);
    expect(text).toMatch(
      /The code raised an error\..*\n\nGUEST_ERROR at line 1, column 2:\nmessage \(untrusted output\):\n```\nE: m\ns\nHint: h\n```$/s,
    );
  });

  test("charts of a run come as pictures and links, numbered", async () => {
    const jane = await connected(app);
    const { content, data } = await jane.call("run_analysis", { ...analysis, code: "chart()" });
    expect(content.slice(1).map(({ type, name, mimeType }) => [type, name, mimeType])).toEqual([
      ["image", undefined, "image/png"],
      ["image", undefined, "image/png"],
      ["resource_link", "numbers 1", "image/png"],
      ["resource_link", "numbers 1 (interactive)", "text/html;profile=strategic"],
      ["resource_link", "numbers 2", "image/png"],
      ["resource_link", "numbers 2 (interactive)", "text/html;profile=strategic"],
    ]);
    const links = content.slice(3).map(({ uri }) => uri);
    const charts = data.charts as { id: string; title: string; png: string; html: string }[];
    expect(charts.flatMap(({ png, html }) => [png, html])).toEqual(links);
    expect(charts.map(({ title }) => title)).toEqual(["1", "2"]);
    expect(Buffer.from((await jane.read(links[0] as string)).blob as string, "base64")).toEqual(Buffer.from([137, 80, 78, 71]));
    expect((await jane.read(links[1] as string)).text).toBe("<title>1</title>");
  });

  test("a result of up to 20,000 characters stands in the answer, a longer one behind a link with its beginning", async () => {
    const edge = await fakeApp({ answer: ({ code }) => ({ result: "x".repeat(Number(code)) }) });
    const jane = await connected(edge);
    const of = async (length: number) => (await jane.call("run_analysis", { ...analysis, code: String(length) })).data.result;
    expect(await of(19_998)).toBe("x".repeat(19_998));
    const longer = (await of(19_999)) as { type: string; uri: string; preview: string };
    expect(longer).toEqual({
      type: "resource",
      uri: expect.stringMatching(/^strategic:\/\/runs\//),
      preview: `"${"x".repeat(1999)}`,
    });
    expect(await jane.read(longer.uri)).toMatchObject({ mimeType: "application/json", text: JSON.stringify("x".repeat(19_999)) });
    await edge.close();
  });
});

describe("analyze_and_render", () => {
  test("answers with both, each in its shape, and draws what was computed", async () => {
    const { isError, data, text, content } = await (await connected(app)).call("analyze_and_render", {
      ...analysis,
      code: "numbers()",
      template: "numbers",
    });
    expect(isError).toBe(false);
    expect(data).toMatchObject({ run: { status: "ok", result: { values: [1, 2] } }, chart: { ok: true, title: "1 2" } });
    expect(text).toMatch(/: finished\..*\n```\n\n🔧 Accessing MCP Server: executive-visualization.*1 2 in short/s);
    expect(content.map(({ type }) => type)).toEqual(["text", "image", "resource_link", "resource_link"]);
    expect(content[2]).toMatchObject({ name: "numbers", uri: (data.chart as { png: string }).png });
  });

  test("of a run that failed there is no chart, of data that does not fit no picture; both are errors", async () => {
    const jane = await connected(app);
    const failed = await jane.call("analyze_and_render", { ...analysis, code: "fail()", template: "numbers" });
    expect(failed).toMatchObject({ isError: true, data: { run: { status: "guest-error" }, chart: null } });
    expect(failed.content).toHaveLength(1);
    const unfit = await jane.call("analyze_and_render", { ...analysis, code: "1", template: "numbers" });
    expect(unfit).toMatchObject({ isError: true, data: { run: { status: "ok" }, chart: { ok: false, png: null } } });
    expect(unfit.text).toContain("Not drawn: INVALID_DATA.");
    expect(unfit.content).toHaveLength(1);
  });
});

test("a chart that could not be drawn is an error with what to mend; one that was is not", async () => {
  const jane = await connected(app);
  expect(await jane.call("render_chart", { template: "numbers", data: { values: ["x"] } })).toMatchObject({
    isError: true,
    data: { ok: false, error: { path: "values.0" } },
    content: [{ type: "text" }],
  });
  const drawn = await jane.call("render_chart", { template: "figures", data: { values: [7] }, formats: ["png"] });
  expect(drawn).toMatchObject({ isError: false, data: { ok: true, template: "numbers", html: null } });
  expect(drawn.content.map(({ type, name }) => [type, name])).toEqual([
    ["text", undefined],
    ["image", undefined],
    ["resource_link", "numbers"],
  ]);
  expect(drawn.data).not.toHaveProperty("text");
  expect(drawn.data).not.toHaveProperty("disclosure");
});

describe("list_templates", () => {
  const many = Array.from({ length: 120 }, (_, at) => defineTemplate({ ...numbers, id: `t${at}`, aliases: [] } as never));

  /** Follows the cursors to the end; a list that never ends would never be done. */
  async function all(of: App, args: Record<string, unknown>): Promise<string[][]> {
    const jane = await connected(of);
    const pages: string[][] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { data } = await jane.call("list_templates", { ...args, ...(cursor !== undefined && { cursor }) });
      const { items, nextCursor } = data as { items: { id?: string; name?: string }[]; nextCursor: string | null };
      pages.push(items.map(({ id, name }) => (id ?? name) as string));
      cursor = nextCursor;
      expect(pages.length).toBeLessThan(10);
    }
    return pages;
  }

  test("is read to its end by the page, everything once", async () => {
    await using of = await fakeApp({ charts: many });
    expect(await all(of, {})).toEqual([many.slice(0, 100), many.slice(100)].map((page) => page.map(({ id }) => id)));
    await using tables = await fakeApp({ datasets: fakeDatasets(Object.fromEntries(many.map(({ id }) => [id, "a\n"]))) });
    expect((await all(tables, { kind: "datasets" })).map(({ length }) => length)).toEqual([50, 50, 20]);
    await using hundred = await fakeApp({ charts: many.slice(0, 100) });
    expect((await all(hundred, {})).map(({ length }) => length)).toEqual([100]);
  });

  test("a cursor that is none starts at the beginning", async () => {
    await using of = await fakeApp({ charts: many });
    const jane = await connected(of);
    for (const cursor of ["x", "-1", "1.5"])
      expect(((await jane.call("list_templates", { cursor })).data as { items: { id: string }[] }).items[0]?.id).toBe("t0");
    expect(((await jane.call("list_templates", { cursor: "1" })).data as { items: { id: string }[] }).items[0]?.id).toBe("t1");
  });

  test("personas come without their instructions, tables' names in a fence, an unknown id as an error", async () => {
    const jane = await connected(app);
    const personas = await jane.call("list_templates", { kind: "personas" });
    expect(personas.text).toBe(`alvaro: ${alvaro.title}. return. Draws numbers.\ndiego: Engineering Leadership. return.`);
    expect((personas.data as { items: object[] }).items[0]).toEqual({
      id: "alvaro",
      title: alvaro.title,
      focus: "return",
      imports: ["pandas"],
      charts: ["numbers"],
    });
    expect((await jane.call("list_templates", { kind: "datasets" })).text).toMatch(
      /^files \(untrusted output\):\n```\nsales \(csv, 1 kB\)\n```\n\nName them in run_analysis' datasets\./,
    );
    expect(await jane.call("list_templates", { id: "numbers" })).toMatchObject({
      isError: false,
      text: expect.stringMatching(
        /^numbers: Numbers\..*Panel ids, for reference lines: .*"values".*Sample:\n\{"values":\[1,2,3\]\}$/s,
      ),
      data: { items: [{ sample: { values: [1, 2, 3] } }] },
    });
    expect(await jane.call("list_templates", { id: "number" })).toMatchObject({
      isError: true,
      data: { items: [], nextCursor: null },
      text: expect.stringMatching(/^UNKNOWN_TEMPLATE \(untrusted output\):\n```\nThere is no template "number"/),
    });
    expect((await jane.call("list_templates", { persona: "diego" })).text).toBe("None.");
    expect((await jane.call("list_templates", { persona: "alvaro" })).text).toMatch(/^numbers: Numbers/);
  });
});

describe("get_audit_trail", () => {
  test("tells the connection's records, filtered, and whether the chain is whole when asked", async () => {
    const audit = fakeAudit();
    await using of = await fakeApp({ answer, audit });
    const jane = await connected(of);
    await jane.call("run_analysis", analysis);
    await jane.call("run_analysis", { ...analysis, code: "fail()", persona: "di\u202eego\nx" });
    const read = async (args = {}) => jane.call("get_audit_trail", args);
    expect((await read()).text).toMatch(
      /^2 records of this connection\.\n\nrecords \(untrusted output\):\n```\n\S+ rejected: analysis .*\n\S+ ok: /,
    );
    expect((await read()).data).toMatchObject({ verified: null, problems: [], nextCursor: null });
    const [latest, first] = (await read()).data.records as Record<string, unknown>[];
    expect(latest).toMatchObject({
      persona: "diego x",
      status: "rejected",
      reason: expect.stringContaining("There is no persona"),
    });
    expect(first).toMatchObject({
      persona: "alvaro",
      capability: "roi_calculations",
      template: null,
      reason: null,
      status: "ok",
    });
    expect((await read({ status: "ok" })).text).toMatch(/^1 records of this connection\./);
    expect((await read({ status: "ok", limit: 1, persona: "alvaro" })).data).toMatchObject({ records: [{}] });
    const whole = await read({ verify: true });
    expect([whole.text, whole.data.verified]).toEqual([
      expect.stringMatching(/^2 records of this connection\.\n\nThe chain is whole\.\n\nrecords/),
      true,
    ]);
    expect((await read({ verify: false })).data.verified).toBeNull();
    (audit.records[0] as { persona: string }).persona = "rachel";
    const broken = await read({ verify: true });
    expect(broken.data).toMatchObject({ verified: false, problems: [{ kind: "altered" }] });
    expect(broken.text).toMatch(/The chain is broken\.\n\nproblems \(untrusted output\):\n```\nrecord .* was changed\n```/);
  });

  test("names of tables and charts are one line each, their hashes as they are", async () => {
    await using of = await fakeApp({ answer, datasets: fakeDatasets({ "a\nb": "x\n" }) });
    const jane = await connected(of);
    await jane.call("run_analysis", { ...analysis, datasets: ["a\nb"] });
    await jane.call("render_chart", { template: "no\nne", sample: true });
    const [chart, run] = (await jane.call("get_audit_trail")).data.records as Record<string, unknown>[];
    expect(chart).toMatchObject({ template: "no ne" });
    expect(run).toMatchObject({ datasets: [{ name: "a b", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] });
  });
});

test("health says whether it is ready, which layers hold, and why not", async () => {
  const stats = {
    ...fakeSandbox().stats(),
    layers: [{ name: "realm", active: false }],
    pool: { workers: 3, ready: 2, queued: 0, tripwires: 0 },
  };
  await using ready = await fakeApp({ sandbox: { ...fakeSandbox(), stats: () => stats } });
  expect((await (await connected(ready)).call("get_health")).text).toBe(
    "Ready. Layers: scope holds, realm off. Workers: 2 of 3 ready.",
  );
  await using not = await fakeApp({
    sandbox: { ...fakeSandbox(), stats: () => ({ ...stats, ready: false, reason: "start\ning" }) },
  });
  const { text, data } = await (await connected(not)).call("get_health");
  expect(text).toBe(
    "Not ready. Layers: scope holds, realm off. Workers: 2 of 3 ready.\n\nreason (untrusted output):\n```\nstart ing\n```",
  );
  expect(data).toMatchObject({ ready: false, reason: "start\ning" });
});

describe("progress", () => {
  test("a client that asks is told every two seconds that work goes on, until it ends, and then no more", async () => {
    vi.useFakeTimers();
    try {
      const [begin, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const run = fakeSandbox().run;
      let ahead = 3;
      await using slow = await fakeApp({
        sandbox: {
          ...fakeSandbox(),
          async run(job, options) {
            options.onPhase?.({ kind: "queued", ahead: () => ahead });
            await begin.promise;
            options.onPhase?.({ kind: "running" });
            await end.promise;
            return run(job, { signal: options.signal });
          },
        },
      });
      const jane = await connected(slow);
      const told: unknown[] = [];
      const call = jane.call("run_analysis", analysis, { onprogress: (note: unknown) => told.push(note) });
      const silent = jane.call("run_analysis", analysis);
      await vi.advanceTimersByTimeAsync(1999);
      expect(told).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      ahead = 0;
      await vi.advanceTimersByTimeAsync(2000);
      begin.resolve();
      await vi.advanceTimersByTimeAsync(1999);
      expect(told).toEqual([
        { progress: 1, message: "in the queue, 3 ahead" },
        { progress: 2, message: "next in the queue" },
        { progress: 3, message: "running the code" },
      ]);
      await vi.advanceTimersByTimeAsync(1);
      expect(told[3]).toEqual({ progress: 4, message: "running the code" });
      end.resolve();
      await Promise.all([call, silent]);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

test("a failure of the server's own is an error of the tool, and says nothing of its insides", async () => {
  await using of = await fakeApp({
    datasets: {
      ...fakeDatasets(),
      list: async () => {
        throw new StrategicError("DATASET_OUTSIDE", "outside");
      },
    },
  });
  expect(await (await connected(of)).call("list_templates", { kind: "datasets" })).toMatchObject({
    isError: true,
    text: expect.stringContaining("DATASET_OUTSIDE"),
  });
});

test("each persona is a prompt that hands on the question, with its way of working and its charts", async () => {
  const jane = await connected(app);
  expect((await jane.client.listPrompts()).prompts.map(({ name }) => name)).toEqual(["alvaro", "diego"]);
  const { messages } = await jane.client.getPrompt({ name: "alvaro", arguments: { question: "Why?" } });
  expect(messages).toEqual([
    {
      role: "user",
      content: {
        type: "text",
        text: 'Think of return.\n\nUse run_analysis with persona "alvaro". Charts: numbers.\n\nQuestion: Why?',
      },
    },
  ]);
});

test("each task is a prompt that says the order of work, with what was given in its places", async () => {
  const prompt = {
    ...{ id: "fund", title: "Fund", description: "What to fund", text: "Fund from {dataset} with {budget}; {other}" },
    arguments: [
      { name: "dataset", description: "A table", required: true },
      { name: "budget", description: "An amount", required: false },
    ],
  };
  await using of = await fakeApp({ prompts: [prompt] });
  const jane = await connected(of);
  const listed = (await jane.client.listPrompts()).prompts.find(({ name }) => name === "fund");
  expect(listed).toMatchObject({ title: "Fund", description: "What to fund" });
  expect(listed?.arguments?.map(({ name, required }) => [name, required])).toEqual([
    ["dataset", true],
    ["budget", false],
  ]);
  const text = async (given: Record<string, string>) => {
    const [message] = (await jane.client.getPrompt({ name: "fund", arguments: given })).messages;
    return (message?.content as { text: string } | undefined)?.text;
  };
  expect(await text({ dataset: "sales", budget: "{dataset}" })).toBe("Fund from sales with {dataset}; {other}");
  expect(await text({ dataset: "sales" })).toBe("Fund from sales with not given; {other}");
});

test("a client's own charts are listed, and nobody else's", async () => {
  const [jane, john] = [await connected(app, { client: "list" }), await connected(app, { client: "john" })];
  await jane.call("render_chart", { template: "numbers", sample: true });
  const uris = async (who: typeof jane) =>
    (await who.client.listResources()).resources
      .map(({ uri, mimeType }) => [uri, mimeType])
      .filter(([uri]) => uri?.startsWith("strategic://charts/"));
  expect(await uris(jane)).toEqual([
    [expect.stringMatching(/^strategic:\/\/charts\/.*\.png$/), "image/png"],
    [expect.stringMatching(/^strategic:\/\/charts\/.*\.html$/), "text/html;profile=strategic"],
  ]);
  expect(await uris(john)).toEqual([]);
});

test("a picture too large to travel, that its renderer can't make smaller, is a link, and that is said", async () => {
  const picture = (bytes: number) => ({
    ...fakeRenderer(),
    render: async () => ({ png: new Uint8Array(bytes), html: null, text: "t", warnings: [] }),
  });
  const types = async (bytes: number) => {
    await using of = await fakeApp({ renderer: picture(bytes) });
    return (await (await connected(of)).call("render_chart", { template: "numbers", sample: true })).content.map(
      ({ type }) => type,
    );
  };
  expect(await types(700 * 1024)).toEqual(["text", "image", "resource_link"]);
  expect(await types(700 * 1024 + 1)).toEqual(["text", "text", "resource_link"]);
});

describe("wrong arguments", () => {
  test("are each told in plain words where they stand, with a call that would do", async () => {
    const jane = await connected(app);
    const { isError, text } = await jane.call("run_analysis", {
      persona: 5,
      capability: "roi_calculations",
      datasets: ["a", { name: "b", format: "xls", content: "x" }],
      seed: -1,
      limits: { wallSeconds: "3" },
    });
    expect(isError).toBe(true);
    for (const told of [
      "persona: must be text, is 5",
      "code: is missing: text",
      'datasets.1.format: must be one of csv, json, is the text "xls"',
      "seed: must be 0 or more, is -1",
      'limits.wallSeconds: must be a number, is the text "3"',
      'for example: {"persona":"alvaro"',
    ])
      expect(text).toContain(told);
  });

  test("of every tool are told with an example, and each example is accepted", async () => {
    const jane = await connected(app);
    const { tools } = await jane.client.listTools();
    for (const { name, inputSchema } of tools) {
      const [first] = Object.keys(inputSchema.properties ?? {});
      // What has no arguments can't be called wrongly.
      if (first === undefined) continue;
      const { text } = await jane.call(name, { [first]: { nothing: ["that", "it", "takes"] } });
      const example = JSON.parse(/for example: (\{.*\})$/s.exec(text)?.[1] ?? "null") as Record<string, unknown>;
      expect(example, name).not.toBeNull();
      const again = await jane.call(name, example);
      expect(again.text, name).not.toContain("Input validation error");
    }
  });
});
