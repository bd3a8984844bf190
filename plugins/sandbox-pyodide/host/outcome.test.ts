import { expect, test } from "vitest";
import { flat, sandboxJob } from "../../../core/testing/index.ts";
import { quietReport } from "../tests/guest-report.ts";
import { fromAnswer, limitReason, wallLimit } from "./outcome.ts";

const job = sandboxJob("1", { limits: { wallSeconds: 1, memoryMb: 128 } });
const known = {
  usage: { queueMs: 1, wallMs: 2, peakMemoryMb: 0 },
  timings: { queueMs: 1, scopeMs: 3, executeMs: 2 },
  scope: { allowed: true, summary: { lines: 1, imports: [] } },
  layers: ["realm"],
} as const;
const report = { ...quietReport, result: 1, wallMs: 2, canary: [] };
const read = (given: Parameters<typeof fromAnswer>[1]) => flat(fromAnswer(job, given, known).outcome);
const answer = (value: unknown, rest = {}) => ({
  text: JSON.stringify(value),
  peakMb: 70,
  refused: false,
  interrupted: false,
  line: null,
  tripwires: [],
  ...rest,
});
const memoryError = { type: "MemoryError", message: "", line: 1, column: 1, source: null, hint: null };

test.each([
  ["text that is not JSON", { ...answer(null), text: "{" }],
  ["a fault of the runtime", answer({ fault: "SystemExit" })],
  ["an answer without a result", answer({ ...report, result: undefined })],
  [
    "more charts than allowed",
    answer({ ...report, charts: Array.from({ length: 65 }, () => ({ template: "bar", data: 1, options: {} })) }),
  ],
  ["a negative duration", answer({ ...report, wallMs: -1 })],
])("%s is a crash, never a value", (_, forged) => {
  expect(read(forged)).toMatchObject({ status: "crashed", result: null });
});

test("a key named __proto__ is data and pollutes nothing", () => {
  const text = JSON.stringify(report).replace('"result":1', '"result":{"__proto__":{"polluted":1}}');
  const outcome = read({ ...answer(null), text });
  expect(Object.keys(outcome.result as object)).toEqual(["__proto__"]);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("a MemoryError after a refused growth is the memory limit", () => {
  expect(read(answer({ ...report, error: memoryError }, { refused: true }))).toMatchObject({
    status: "limit",
    limit: "memory",
  });
});

test("a guest's own MemoryError is its own", () => {
  expect(read(answer({ ...report, error: memoryError }))).toMatchObject({
    status: "guest-error",
    limit: null,
  });
});

test("a run that passed its limit without asking for growth is over the limit all the same", () => {
  expect(read(answer(report, { peakMb: 129 }))).toMatchObject({
    status: "limit",
    limit: "memory",
    result: null,
  });
});

test("an interrupted run is over the wall limit, whatever it answered", () => {
  expect(read(answer(report, { interrupted: true }))).toMatchObject({
    status: "limit",
    limit: "wall",
    result: null,
  });
});

test("a time limit tells the line that the interrupt met and what is known of it; where it met none, that it can't be told", () => {
  const error = { type: "KeyboardInterrupt", message: "", line: 3, column: 5, source: "m.fit(X)", hint: "X has 9,000 rows." };
  const told = (met: object | null) =>
    read(answer({ ...report, error: met as typeof error | null }, { interrupted: true })).error;
  expect(told(error)).toMatchObject({ type: "TimeLimit", line: 3, column: 5, source: "m.fit(X)" });
  expect(told(error)?.hint).toMatch(
    /^This line was running when the time was over\. X has 9,000 rows\. Try it on a sample first, df\.sample\(1000/,
  );
  expect(told(null)).toMatchObject({ type: "TimeLimit", message: "the code ran longer than 1 s", line: null, source: null });
  // Caught, or met when no line of the code was running any more: while its figures were drawn, for instance.
  for (const none of [null, { ...error, line: null, column: null, source: null }])
    expect(told(none)?.hint).toMatch(/^Which line was running can't be told: .*\. Try it on a sample first/);
});

test("a time limit of a run that told nothing names the line that was seen to begin last, if there is one", () => {
  const two = { ...job, code: "a = 1\r\nb = fit(a)\n" };
  const told = (line: number | null) => flat(wallLimit(two, known, line)).error;
  expect(told(2)).toMatchObject({ type: "TimeLimit", line: 2, column: null, source: "b = fit(a)" });
  expect(told(2)?.hint).toMatch(
    /^This line is the last that was seen to begin .* inside one long call.*\. Try it on a sample first/,
  );
  for (const line of [null, 99]) {
    expect(told(line)).toMatchObject({ type: "TimeLimit", line: null, source: null });
    expect(told(line)?.hint).toMatch(/^Which line was running can't be told: /);
  }
});

test("where a library caught the interrupt the line is told that was running then", () => {
  const two = { ...job, code: "a = 1\nb = fit(a)\n" };
  const ended = answer({ ...report, error: null }, { interrupted: true, line: 2 });
  const { error } = flat(fromAnswer(two, ended, known).outcome);
  expect(error).toMatchObject({ type: "TimeLimit", line: 2, source: "b = fit(a)" });
  expect(error?.hint).toMatch(/^This line is the last that was seen to begin .* caught the interrupt\./);
});

test("the guest's own account of its time is no longer than what passed here", () => {
  expect(read(answer({ ...report, wallMs: 1e9 })).usage.wallMs).toBe(known.usage.wallMs);
});

const failed = (type: string, message = "", hint: string | null = null) => ({ ...memoryError, type, message, hint });

test("what a run answered is in its outcome, each thing in its place, with the seed and what passed here", () => {
  const charts = [{ template: "bar", data: 1, options: {} }];
  const datasets = [{ name: "d", rows: 1, columns: 2, assumed: null, notes: [], fields: [] }];
  const png = Buffer.alloc(40);
  png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const figures = [{ title: "f", png: png.toString("base64") }];
  const given = {
    ...report,
    stdout: "out",
    stderr: "err",
    truncated: ["stdout"],
    charts,
    figures,
    datasets,
    wallMs: 1.5,
    canary: [1],
  };
  const { outcome, canary } = fromAnswer({ ...job, seed: 7 }, answer(given, { peakMb: 70.26, tripwires: ["t"] }), known);
  expect(outcome).toEqual({
    status: "ok",
    result: 1,
    stdout: "out",
    stderr: "err",
    truncated: ["stdout"],
    charts,
    figures: [{ title: "f", png: new Uint8Array(png) }],
    datasets,
    tripwires: ["t"],
    ...known,
    usage: { queueMs: 1, wallMs: 1.5, peakMemoryMb: 70.3 },
    seed: 7,
    environment: job.environment,
  });
  expect(canary).toEqual([1]);
  expect(fromAnswer(job, { ...answer(null), text: "{" }, known).canary).toBeNull();
});

test.each([
  ["text", "hello"],
  ["another kind of picture", Buffer.from("GIF89a".padEnd(40)).toString("base64")],
  ["a picture larger than any screen", pngOf(10_001, 1)],
  ["one higher than any screen", pngOf(1, 10_001)],
  ["a picture that is cut off", pngOf(1, 1).slice(0, 12)],
])("figures that are %s are a crash, never shown", (_, png) => {
  expect(read(answer({ ...report, figures: [{ title: "", png }] }))).toMatchObject({ status: "crashed" });
  expect(read(answer({ ...report, figures: [{ title: "", png: pngOf(10_000, 10_000) }] }))).toMatchObject({ status: "ok" });
});

function pngOf(width: number, height: number): string {
  const head = Buffer.alloc(40);
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head.toString("base64");
}

test("a guest's error is told as it is", () => {
  expect(read(answer({ ...report, error: failed("KeyError", "'a'") }))).toMatchObject({
    status: "guest-error",
    error: failed("KeyError", "'a'"),
  });
});

test.each([
  ["the interpreter's", failed("MemoryError"), true, "limit"],
  ["numpy's", failed("_ArrayMemoryError"), true, "limit"],
  ["the file system's", failed("OSError", "[Errno 51] No space left on device"), true, "limit"],
  ["another error after a refusal", failed("KeyError"), true, "guest-error"],
  ["an array larger than any memory", failed("ValueError", "array is too big; `arr.size * x`"), false, "limit"],
  ["another ValueError", failed("ValueError", "the array is too big; `arr.size"), false, "guest-error"],
  ["another error of those words", failed("TypeError", "array is too big; `arr.size * x`"), false, "guest-error"],
])("out of memory by %s word", (_, error, refused, status) => {
  expect(read(answer({ ...report, error }, { refused }))).toMatchObject({ status, limit: status === "limit" ? "memory" : null });
});

test("over its limit a run keeps what it printed and loses its result and charts; its error has a hint, its own if it has one", () => {
  const charts = [{ template: "bar", data: 1, options: {} }];
  const over = (error: object) => read(answer({ ...report, stdout: "out", charts, error }, { refused: true }));
  expect(over(failed("MemoryError"))).toMatchObject({
    result: null,
    charts: [],
    stdout: "out",
    reason: "the code needed more than 128 MB",
    error: { hint: "Work on fewer columns or rows at a time." },
  });
  expect(over(failed("MemoryError", "", "own")).error?.hint).toBe("own");
  expect(read(answer(report, { refused: true })).status).toBe("ok");
  expect(read(answer(report, { peakMb: 128 })).status).toBe("ok");
});

test.each([
  ["result", /^the answer is larger than \d+/],
  ["charts", /^more than \d+ charts$/],
])("a run that says itself that it reached its limit of %s is believed", (limit, reason) => {
  expect(read(answer({ ...report, limit }))).toMatchObject({ status: "limit", limit, reason: expect.stringMatching(reason) });
});

test("every limit has a reason of its own, with its figure", () => {
  const kinds = ["wall", "memory", "result", "charts", "code", "context"] as const;
  const reasons = kinds.map((kind) => limitReason(job, kind));
  expect(new Set(reasons).size).toBe(kinds.length);
  expect(reasons.slice(0, 2)).toEqual(["the code ran longer than 1 s", "the code needed more than 128 MB"]);
});

test("an interrupted run keeps what it printed and took all the time that passed here, and one without an answer has nothing", () => {
  const interrupted = { interrupted: true };
  const outcome = read(answer({ ...report, stdout: "out", stderr: "err", truncated: ["stderr"], wallMs: 1 }, interrupted));
  expect(outcome).toMatchObject({ stdout: "out", stderr: "err", truncated: ["stderr"], usage: { wallMs: 2, peakMemoryMb: 70 } });
  expect(read({ ...answer(null, interrupted), text: "{" })).toMatchObject({
    status: "limit",
    limit: "wall",
    stdout: "",
    result: null,
  });
});

test("an answer that nests as deep as two hundred levels is read, a deeper one is none, and brackets in a text are text", () => {
  const nested = (levels: number) => ({
    ...answer(null),
    text: JSON.stringify(report).replace('"result":1', `"result":${"[".repeat(levels)}${"]".repeat(levels)}`),
  });
  expect(read(nested(199)).status).toBe("ok");
  expect(read(nested(200)).status).toBe("crashed");
  const objects = `${'{"a":'.repeat(200)}1${"}".repeat(200)}`;
  expect(read({ ...answer(null), text: JSON.stringify(report).replace('"result":1', `"result":${objects}`) }).status).toBe(
    "crashed",
  );
  for (const text of ["[".repeat(500), `\\"${"{".repeat(500)}`, `\\\\${"[".repeat(3)}`])
    expect(read(answer({ ...report, stdout: text, result: text }))).toMatchObject({ status: "ok", result: text });
  const wide = Array.from({ length: 500 }, () => [{}]);
  expect(read(answer({ ...report, result: wide })).result).toEqual(wide);
});
