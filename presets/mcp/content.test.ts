import { describe, expect, test } from "vitest";
import type { AnalyzeOutput, RenderOutput } from "../../core/index.ts";
import { analysis, fakeApp } from "../../core/tests/fake-app.ts";
import { analysisText, pictures, renderText } from "./content.ts";
import { wireAnalysis, wireRender } from "./wire.ts";

await using app = await fakeApp();
const ok = await app.analyze(analysis);
const drawn = await app.render({ template: "numbers", data: { values: [1] } });

/** Answers that no app would give are told too. */
const told = (more: object) => {
  const output = { ...ok, disclosure: "D", ...more } as AnalyzeOutput;
  return analysisText(output, wireAnalysis(output, null), "Return on investment");
};
const shown = (more: object, out: string | null = null) => {
  const output = { ...drawn, disclosure: "D", ...more } as RenderOutput;
  const wired = wireRender(output, null);
  return renderText(output, { ...wired, file: out });
};
const fence = (what: string, ...lines: string[]) => `${what} (untrusted output):\n\`\`\`\n${lines.join("\n")}\n\`\`\``;

test("an answer without a word says that it finished, and nothing more", () => {
  expect(told({})).toBe(`D\n\nReturn on investment: finished. Execution ${ok.executionId}, 1 ms, 1 MB.`);
});

test("what a chart of a run leaves out is told with the chart's title", () => {
  const chart = {
    id: "1",
    title: "Sales",
    template: "bar",
    png: null,
    html: null,
    noData: [],
    warnings: [{ code: "TOP_N", panel: "Sales", message: "40 of 57 shown, the largest" }],
  };
  expect(told({ charts: [chart] })).toContain(fence("chart warnings", "Sales: 40 of 57 shown, the largest"));
  expect(told({ charts: [{ ...chart, noData: [{ panel: "Cost", field: "cost" }] }] })).toContain(
    'Sales: No data for "Cost": cost is missing',
  );
});

test("what a run has drawn is in its text, with the way to it: a model may see no pictures and no links", () => {
  const chart = { id: "1", title: "Sales\n\nfell", template: "bar", html: null, noData: [], warnings: [] };
  const text = told({
    charts: [
      { ...chart, png: new Uint8Array(1) },
      { ...chart, id: "2", png: null },
    ],
  });
  expect(text).toContain(fence("charts", "bar: Sales fell; strategic://charts/1.png", "bar: Sales fell; not drawn"));
});

test.each([
  ["ok", "Return on investment: finished."],
  ["rejected", "Rejected before execution."],
  ["guest-error", "The code raised an error."],
  ["limit", "Stopped at the wall limit."],
  ["busy", "Not run: the server is busy."],
  ["aborted", "Cancelled."],
  ["crashed", "The interpreter ended early."],
  ["unsafe", "Not run: the sandbox is not safe."],
] as const)("the status %s is told in words", (status, words) => {
  expect(told({ status, limit: "wall" })).toContain(`\n\n${words} Execution`);
});

/** An error of which no place and no more is known. */
const nowhere = { type: null, line: null, column: null, source: null, hint: null, known: [] as string[], retryAfterMs: null };

test("only a run that ended well shows a result, null is none, and what was cut is told", () => {
  expect(told({ result: 0 })).toContain(fence("result", "0"));
  expect(told({ result: 5, status: "limit" })).not.toContain("result");
  expect(told({ stderr: "careful", truncated: ["stdout", "warnings"] })).toMatch(
    /stderr \(untrusted output\):\n```\ncareful\n```\n\nTruncated: stdout, warnings\.$/,
  );
});

test("one name that is known, or one thing that was cut, is told like many", () => {
  const error = { ...nowhere, code: "C", message: "m", known: ["k"] };
  expect(told({ status: "rejected", error })).toContain("Known: k");
  expect(told({ truncated: ["stdout"] })).toContain("Truncated: stdout.");
});

test("violations stand with their place, twenty at most, in the error's stead", () => {
  const violation = { rule: "import", line: 3, column: 4, message: "os is not\nallowed", hint: "use datasets" };
  const error = { ...nowhere, code: "SCOPE_VIOLATION", message: "m" };
  const text = told({ status: "rejected", violations: Array(22).fill(violation), error });
  const line = "- line 3, column 4 (import): os is not allowed use datasets";
  expect(text).toContain(fence("outside the scope", ...Array(20).fill(line), "… and 2 more"));
  expect(text).not.toContain("SCOPE_VIOLATION");
  expect(told({ violations: Array(20).fill(violation) })).not.toContain("more");
});

test("an error is told with what is known of its place, and no more than is known", () => {
  const error = { ...nowhere, code: "C", message: "said" };
  expect(told({ status: "rejected", error })).toContain(`\n\nC:\n${fence("message", "said")}`);
  expect(told({ status: "rejected", error: { ...error, line: 2 } })).toContain("\n\nC at line 2:\n");
  expect(told({ status: "rejected", error: { ...error, line: 2, column: 3 } })).toContain("\n\nC at line 2, column 3:\n");
  const all = { ...error, type: "T", source: "x = 1", hint: "try", known: Array(21).fill("name") };
  expect(told({ status: "rejected", error: all })).toContain(
    fence("message", "T: said", "x = 1", "Hint: try", `Known: ${Array(20).fill("name").join(", ")}, … and 1 more`),
  );
  const long = told({ status: "rejected", error: { ...error, message: "m".repeat(1001), hint: "h".repeat(401) } });
  expect(long).toContain(`\n${"m".repeat(999)}…\nHint: ${"h".repeat(399)}…\n`);
});

test("a chart is told by its headline, what it lacks and warns of, and its tables", () => {
  const noData = [{ panel: "Costs", field: "costs" }];
  const warnings = [{ code: "c", panel: null, message: "cut" }];
  expect(shown({ headline: "H", noData, warnings, text: "| a |" })).toBe(
    `D\n\n${fence("chart data", "H", 'No data for "Costs": costs is missing.', "Warning: cut", "", "| a |")}\n\nLink: strategic://charts/${drawn.chartId}.png`,
  );
  expect(shown({ headline: null, title: "T", noData: [], warnings: [], text: "t" }, "/out/c.png")).toBe(
    `D\n\n${fence("chart data", "T", "", "t")}\n\nFile: /out/c.png`,
  );
  expect(shown({ headline: null, title: null, noData: [], warnings: [], text: "t" })).toContain("\nnumbers\n");
});

test("a chart that was not drawn says why, where, what was expected and what would do", () => {
  const error = { code: "INVALID_DATA", path: "values.0", expected: "a number", example: 3, known: [] };
  expect(shown({ ok: false, reason: "unfit", error })).toBe(
    `D\n\nNot drawn: INVALID_DATA.\n\n${fence("reason", "unfit", "at values.0", "a number", "For example: 3")}`,
  );
  const little = { ...error, path: null, expected: "", example: null };
  expect(shown({ ok: false, reason: "unfit", error: little })).toBe(
    `D\n\nNot drawn: INVALID_DATA.\n\n${fence("reason", "unfit")}`,
  );
  expect(shown({ ok: false, reason: null, error: null })).toBe("D\n\nNot drawn: INVALID_DATA.");
  expect(shown({ ok: false, reason: "r".repeat(500), error: null })).toContain(`\n${"r".repeat(399)}…\n`);
});

describe("pictures", () => {
  const chart = (bytes: number | null, at: number) => ({
    id: String(at),
    template: "bar",
    bytes: bytes === null ? null : Buffer.alloc(bytes, at),
    png: bytes === null ? null : `strategic://charts/${at}.png`,
    html: `strategic://charts/${at}.html`,
  });
  /** Of charts of the sizes below. */
  const small = async (id: string, most: number) => Buffer.alloc(id === "3" ? 250_000 : most);
  const sizes = (content: Awaited<ReturnType<typeof pictures>>) =>
    content.flatMap((one) => (one.type === "image" ? [Buffer.from(one.data, "base64").length] : []));
  const told = (content: Awaited<ReturnType<typeof pictures>>) =>
    content.flatMap((one) => (one.type === "text" ? [one.text] : [])).join();

  test("for which there is room travel as they are, and all are linked", async () => {
    const content = await pictures([chart(null, 1), chart(3, 2), chart(4, 3)], small);
    expect(content).toEqual([
      { type: "image", data: Buffer.alloc(3, 2).toString("base64"), mimeType: "image/png" },
      { type: "image", data: Buffer.alloc(4, 3).toString("base64"), mimeType: "image/png" },
      expect.objectContaining({ uri: "strategic://charts/1.html", name: "bar 1 (interactive)" }),
      expect.objectContaining({ uri: "strategic://charts/2.png", name: "bar 2" }),
      expect.objectContaining({ uri: "strategic://charts/2.html" }),
      expect.objectContaining({ uri: "strategic://charts/3.png" }),
      expect.objectContaining({ uri: "strategic://charts/3.html" }),
    ]);
    expect(await pictures([{ ...chart(null, 1), png: null, html: null }], small)).toEqual([]);
  });

  test("that are larger share what room the others leave, and that is said", async () => {
    const content = await pictures([chart(800_000, 1), chart(100_000, 2), chart(500_000, 3)], small);
    // 700 kB, less 100,000, for two.
    expect(sizes(content)).toEqual([308_400, 100_000, 250_000]);
    expect(told(content)).toBe(
      "Shown smaller here, because an answer carries 700 kB of pictures: bar 1 (782 kB), bar 3 (489 kB). The links below lead to them as they are.",
    );
  });

  test("never weigh more than an answer may carry together, however many they are", async () => {
    const many = Array.from({ length: 64 }, (_, at) => chart(20_000 + 1000 * at, at));
    const content = await pictures(many, async (_id, most) => Buffer.alloc(most));
    expect(sizes(content)).toHaveLength(64);
    expect(sizes(content).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(700 * 1024);
  });

  test.each([
    ["can't be made smaller", async () => null],
    ["nobody could make smaller now", () => Promise.reject(new Error("busy"))],
  ])("that %s are links, and that is said", async (_why, none) => {
    const content = await pictures([chart(1_000_000, 1), chart(5, 2)], none);
    expect(sizes(content)).toEqual([5]);
    expect(told(content)).toMatch(/^Not shown here, .*: bar 1 \(977 kB\)\. The links below/);
    expect(content.filter(({ type }) => type === "resource_link")).toHaveLength(4);
  });
});
