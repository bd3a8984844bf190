import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "../../core/limits.ts";
import { analysis, type RunningServer, startServer } from "./server.ts";

const workspace = mkdtempSync(join(tmpdir(), "bounded-"));
const column = (name: string) => `id,"${name}"\n1,2026-01-01\n2,2026-01-02\n`;
writeFileSync(join(workspace, "long-header.csv"), column("é".repeat(8_000_000)));
writeFileSync(
  join(workspace, "wide.csv"),
  `${Array.from({ length: 400 }, (_, at) => `d${at}`)}\n${Array(400).fill("2026-01-01")}\n`,
);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(["--workers", "2", "--workspace", workspace]);
});
afterAll(async () => {
  await server.close();
  rmSync(workspace, { recursive: true, force: true });
});

interface Run {
  readonly status: string;
  readonly limit: string | null;
  readonly result: unknown;
  readonly stdout: string;
  readonly stderr: string;
  readonly error: { readonly code: string; readonly type: string; readonly message: string; readonly hint: string | null } | null;
  readonly datasets: readonly { readonly assumed: { readonly dates: Record<string, string> } }[];
}
const run = async (code: string, rest: Record<string, unknown> = {}) =>
  (await server.call("run_analysis", analysis(code, rest))).data as unknown as Run;

/** A job of somebody else's that runs meanwhile, and must come to its own end. */
async function besideAnother<T>(work: () => Promise<T>): Promise<T> {
  const other = run("import time\nuntil = time.perf_counter() + 1.5\nwhile time.perf_counter() < until: pass\n'done'");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const found = await work();
  expect(await other).toMatchObject({ status: "ok", result: "done" });
  return found;
}

describe("an answer too large for the sandbox's process ends its own run only", () => {
  test.each([
    ["an exception's name", "class E(Exception): pass\nE.__name__ = '\\u00e9' * 8_000_000\nraise E()", 200],
    ["a key in a hint", "datasets['\\u00e9' * 8_000_000] = 1\ndatasets['x']", 2000],
    ["a column in a hint", "t = pd.DataFrame({'\\u00e9' * 8_000_000: [1]})\nt['x']", 2000],
    ["a message", "raise ValueError('\\u00e9' * 8_000_000)", 4000],
    [
      "a SyntaxError of its own",
      "raise SyntaxError('x' * 9_000_000, ('<analysis>', 10 ** 300, 10 ** 300, '\\u00e9' * 8_000_000))",
      4000,
    ],
  ])("%s", async (_name, code, most) => {
    const { status, error } = await besideAnother(() => run(code));
    expect(status).toBe("guest-error");
    const longest = Math.max(...[error?.type, error?.message, error?.hint].map((text) => text?.length ?? 0));
    expect(longest).toBeLessThanOrEqual(most);
    expect(JSON.stringify(error)).toContain("…");
  });

  test("a header of sixteen megabytes is read, and what was assumed of it is cut", async () => {
    const { status, datasets } = await besideAnother(() => run("len(datasets['long-header'])", { datasets: ["long-header"] }));
    expect(status).toBe("ok");
    expect(Object.keys(datasets[0]?.assumed.dates ?? {})).toEqual([`${"é".repeat(199)}…`]);
  });

  test("of four hundred columns of dates a hundred are told, and that there are more", async () => {
    const { datasets } = await run("1", { datasets: ["wide"] });
    expect(Object.entries(datasets[0]?.assumed.dates ?? {}).at(-1)).toEqual(["…", "and 300 columns more"]);
  });

  test.each([
    ["many small dicts", "[{}] * 1_300_000"],
    ["many small lists", "[[]] * 1_300_000"],
    ["lists of a class of its own", "class L(list): pass\nL([L()]) * 1_300_000"],
    ["one list, many times", "a = [0] * 1000\nfor _ in range(4): a = [a] * 1000\na"],
    ["a column's name", "pd.DataFrame({'\\u00e9' * 5_000_000: [1]})"],
    ["a key", "{'x' * 5_000_000: 1}"],
    ["an array's field", "np.zeros((2, 2), dtype=[('x' * 5_000_000, 'i4')])"],
    ["a chart's data", "strategic.chart('bar', [{}] * 1_300_000)\n1"],
  ])("a result of %s is the limit `result`", async (_name, code) => {
    expect(await besideAnother(() => run(code))).toMatchObject({ status: "limit", limit: "result", result: null });
  });

  test("three megabytes of numbers, a table of 200,000 rows, and all the output there may be still come", async () => {
    expect((await run("list(range(400_000))")).status).toBe("ok");
    expect((await run("pd.DataFrame({'a': range(200_000), 'b': 1})")).status).toBe("ok");
    // Each takes six bytes as JSON.
    const { status, stdout } = await run("print('\\0' * 1_000_000)\n'x' * 4_000_000");
    expect({ status, length: stdout.length }).toEqual({ status: "ok", length: 1_000_001 });
  });
});

describe("what a guest calls a form is not one", () => {
  const forms = ["int", "float", "decimal", "repr", "array", "table", "dict", "resource"];

  test.each(forms)("a dict whose type is %j comes as entries", async (type) => {
    expect((await run(`{"type": "${type}", "uri": "file:///x", "shape": [60_000_000, 1], "data": []}`)).result).toEqual({
      type: "dict",
      entries: [
        ["type", type],
        ["uri", "file:///x"],
        ["shape", [60_000_000, 1]],
        ["data", []],
      ],
    });
  });

  test("other dicts come as they are, and true forms as forms", async () => {
    const code = "from decimal import Decimal\n[{'type': 'bar', 'n': 1}, {'kind': 'int'}, Decimal('1.10'), 2 ** 60]";
    expect((await run(code)).result).toEqual([
      { type: "bar", n: 1 },
      { kind: "int" },
      { type: "decimal", value: "1.10" },
      { type: "int", value: String(2n ** 60n) },
    ]);
  });

  test("a chart drawn from one is drawn from the dict", async () => {
    const forged = `{"type": "array", "data": [], "shape": [60_000_000, 1]}`;
    const { status, stderr } = await run(`strategic.chart("bar", {"labels": [${forged} for _ in range(12)]})\n1`);
    expect(status).toBe("ok");
    expect(stderr).toMatch(/labels/);
    const right = `strategic.chart("bar", {"type": "int", "labels": ["a", "b"], "values": [1, 2]})\n1`;
    expect((await run(right)).stderr).toBe("");
  });
});

test("a caller's array whose shape is not its data is refused, and the server goes on", async () => {
  const data = { labels: Array(12).fill({ type: "array", data: [], shape: [60_000_000, 1] }) };
  const { data: answer } = await server.call("render_chart", { template: "bar", data });
  expect(answer).toMatchObject({ ok: false, error: { code: "INVALID_DATA" } });
  expect((await server.call("get_health", {})).data).toMatchObject({ ready: true });
});

test.each(["title", "subtitle", "source"])(
  "a guest's chart with a %s of 1.9 million characters is refused where it is made",
  async (name) => {
    const { status, error } = await run(`strategic.chart("bar", {"labels": ["a"], "values": [1]}, ${name}="W" * 1_900_000)`);
    expect({ status, message: error?.message }).toEqual({
      status: "guest-error",
      message: `${name} has 1900000 characters; a chart takes at most 5000`,
    });
  },
);

test("any dict and list comes back as itself, read by the rule of docs/results.md", async () => {
  const back = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(back);
    if (value === null || typeof value !== "object") return value;
    const { type, entries } = value as { type?: string; entries?: [string, unknown][] };
    const pairs = type === "dict" ? (entries ?? []) : Object.entries(value);
    return Object.fromEntries(pairs.map(([key, item]) => [key, back(item)]));
  };
  const key = fc.constantFrom("type", "value", "entries", "shape", "x");
  const word = fc.constantFrom("dict", "int", "array", "table", "bar", "");
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, word, fc.integer(), fc.array(tie("tree"), { maxLength: 3 }), fc.dictionary(key, tie("tree"))),
  }));
  const trees = fc.sample(tree, 200);
  const { result } = await run("strategic_context['trees']", { context: { trees } });
  // Long results are resources: these are read where they lie.
  const { uri } = result as { uri?: string };
  const whole =
    uri === undefined ? result : JSON.parse(((await server.client.readResource({ uri })).contents[0] as { text: string }).text);
  expect(back(whole)).toEqual(JSON.parse(JSON.stringify(trees)));
});

test("Python's limits are those of the one table", () => {
  const read = (path: string, name: string) => {
    const text = readFileSync(new URL(`../../plugins/sandbox-pyodide/python/${path}`, import.meta.url), "utf8");
    const found = new RegExp(`^${name} = ([\\d_* ]+)$`, "m").exec(text)?.[1]?.replaceAll("_", "") ?? "0";
    return found.split("*").reduce((product, factor) => product * Number(factor), 1);
  };
  const runtime = "strategic_runtime/limits.py";
  const charts = "strategic/charts.py";
  expect({
    answerBytes: read(runtime, "ANSWER_BYTES"),
    nameCharacters: read(runtime, "NAME_CHARACTERS"),
    messageCharacters: read(runtime, "MESSAGE_CHARACTERS"),
    hintCharacters: read(runtime, "HINT_CHARACTERS"),
    assumedEntries: read(runtime, "ASSUMED_ENTRIES"),
    chartsPerRun: read(charts, "MOST_CHARTS"),
    drawnTextCharacters: read(charts, "MOST_TEXT_CHARACTERS"),
  }).toEqual(
    Object.fromEntries(
      (
        [
          "answerBytes",
          "nameCharacters",
          "messageCharacters",
          "hintCharacters",
          "assumedEntries",
          "chartsPerRun",
          "drawnTextCharacters",
        ] as const
      ).map((name) => [name, limits[name]]),
    ),
  );
});
