import { expect, test } from "vitest";
import { sandboxJob } from "../../../core/testing/index.ts";
import { fromAnswer } from "./outcome.ts";

const job = sandboxJob("1", { limits: { wallSeconds: 1, memoryMb: 128 } });
const measured = { queueMs: 1, wallMs: 2, peakMemoryMb: 0 };
const report = {
  result: 1,
  stdout: "",
  stderr: "",
  truncated: [],
  charts: [],
  datasets: [],
  error: null,
  limit: null,
  wallMs: 2,
  canary: [],
};
const read = (given: Parameters<typeof fromAnswer>[1]) => fromAnswer(job, given, measured).outcome;
const answer = (value: unknown, rest = {}) => ({
  text: JSON.stringify(value),
  peakMb: 70,
  refused: false,
  interrupted: false,
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

test("the guest's own account of its time is no longer than what passed here", () => {
  expect(read(answer({ ...report, wallMs: 1e9 })).usage.wallMs).toBe(measured.wallMs);
});
