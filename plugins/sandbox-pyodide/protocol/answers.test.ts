import { expect, test } from "vitest";
import { limits } from "../../../core/limits.ts";
import { fromJail, guestReport, inspection, workerReport } from "./answers.ts";

type Value = Record<string, unknown>;
type Schema = { safeParse(value: unknown): { success: boolean } };
const accepts = (schema: Schema, value: unknown) => schema.safeParse(value).success;

const layer = { name: "realm", active: true, detail: null };
const answer = { op: "answer", job: "j", peakMb: 0, ranMs: 0, refused: true, interrupted: false, line: null, tripwires: ["t"] };
const ended = { op: "ended", job: "j", reason: "wall", detail: null, line: null, rewindMs: null, replaced: true };
const error = { type: "T", message: "m", line: null, column: null, source: null, hint: null };
const note = { column: null, kind: "k", message: "m", fix: null };
const dataset = { name: "d", rows: 1, columns: 1, assumed: {}, notes: [note], fields: [{ name: "n", type: "t" }] };
const report = {
  result: null,
  stdout: "",
  stderr: "",
  truncated: ["stdout", "stderr", "warnings"],
  charts: [{ template: "bar", data: 1, options: { title: "t" } }],
  figures: [],
  datasets: [dataset],
  error,
  limit: null,
  wallMs: 0,
  canary: [1, "x"],
};
const ending = { event: "worker-ended", error: "RangeError", frames: ["a-b.ts:1:2"], trace: null };

const rightful: [string, Schema, Value][] = [
  ["probed", fromJail, { op: "probed", layers: [layer] }],
  ["pool", fromJail, { op: "pool", workers: 2, ready: 0 }],
  ["fault", fromJail, { op: "fault", message: "m" }],
  ["changed", fromJail, { op: "changed" }],
  ["ready", fromJail, { op: "ready", job: "j" }],
  ["inspected", fromJail, { op: "inspected", job: "j", answer: "a" }],
  ["kept", fromJail, { op: "kept", key: "k", bytes: 0 }],
  ["answer", fromJail, answer],
  ...["wall", "aborted", "crashed", "stopped", "tripped", "too-large", "memory"].map((reason): [string, Schema, Value] => [
    `ended: ${reason}`,
    fromJail,
    { ...ended, reason },
  ]),
  ["a report", guestReport, report],
  ["a report of no error and of no canary", guestReport, { ...report, error: null, canary: null }],
  ["a report of a full result", guestReport, { ...report, limit: "result" }],
  ["a report of too many charts", guestReport, { ...report, limit: "charts" }],
  ["an inspection", inspection, { output: "o" }],
  ["a worker's end", workerReport, ending],
];

test.each(rightful)("%s is read, and in no other shape: nothing left out, nothing of another type", (_, schema, value) => {
  expect(accepts(schema, value)).toBe(true);
  for (const key of Object.keys(value)) {
    const { [key]: _left, ...rest } = value;
    expect([key, accepts(schema, rest)]).toEqual([key, false]);
    // A result is any JSON.
    if (key !== "result") expect([key, accepts(schema, { ...value, [key]: [{ no: 1 }] })]).toEqual([key, false]);
  }
});

test("what is of no kind that a jail says is refused", () => {
  for (const op of ["", "go", "run", "Pool"]) expect(accepts(fromJail, { ...ended, ...answer, op })).toBe(false);
  expect(accepts(fromJail, { ...ended, reason: "bored" })).toBe(false);
  expect(accepts(guestReport, { ...report, limit: "wall" })).toBe(false);
  expect(accepts(guestReport, { ...report, truncated: ["all"] })).toBe(false);
  expect(accepts(workerReport, { ...ending, event: "" })).toBe(false);
});

const letters = (most: number) => ["x".repeat(most), "x".repeat(most + 1)];
const many = (most: number, one: unknown) => [most, most + 1].map((length) => Array.from({ length }, () => one));

test.each<[string, Schema, (value: unknown) => Value, unknown[]]>([
  ["a job's name", fromJail, (job) => ({ op: "ready", job }), letters(100)],
  ["a layer's name", fromJail, (name) => ({ op: "probed", layers: [{ ...layer, name }] }), letters(40)],
  ["what a probe found", fromJail, (detail) => ({ op: "probed", layers: [{ ...layer, detail }] }), letters(2000)],
  ["layers", fromJail, (layers) => ({ op: "probed", layers }), many(10, layer)],
  ["a fault", fromJail, (message) => ({ op: "fault", message }), letters(4000)],
  ["a tripwire", fromJail, (text) => ({ ...answer, tripwires: [text] }), letters(200)],
  ["tripwires", fromJail, (tripwires) => ({ ...answer, tripwires }), many(10, "t")],
  ["a detail", fromJail, (detail) => ({ ...ended, detail }), letters(200)],
  ["an error's class", workerReport, (name) => ({ ...ending, error: name }), letters(40)],
  ["a frame", workerReport, (frame) => ({ ...ending, frames: [frame] }), letters(120)],
  ["frames", workerReport, (frames) => ({ ...ending, frames }), many(8, "a.ts:1:1")],
  ["a trace", workerReport, (trace) => ({ ...ending, trace }), letters(60)],
  ["output", guestReport, (stdout) => ({ ...report, stdout }), letters(8 * 2 ** 20)],
  ["what was truncated", guestReport, (truncated) => ({ ...report, truncated }), many(3, "stdout")],
  ["a template's name", guestReport, (template) => ({ ...report, charts: [{ template, data: 1, options: {} }] }), letters(200)],
  [
    "charts",
    guestReport,
    (charts) => ({ ...report, charts }),
    many(limits.chartsPerRun, { template: "b", data: 1, options: {} }),
  ],
  ["a type of error", guestReport, (type) => ({ ...report, error: { ...error, type } }), letters(200)],
  ["a message", guestReport, (message) => ({ ...report, error: { ...error, message } }), letters(10_000)],
  ["a line of source", guestReport, (source) => ({ ...report, error: { ...error, source } }), letters(1000)],
  ["a hint", guestReport, (hint) => ({ ...report, error: { ...error, hint } }), letters(2000)],
  ["a known text", guestReport, (one) => ({ ...report, canary: [one] }), letters(100)],
  ["known values", guestReport, (canary) => ({ ...report, canary }), many(20, 1)],
])("%s may be as long as what our own program says, and no longer", (_, schema, within, [longest, longer]) => {
  expect([accepts(schema, within(longest)), accepts(schema, within(longer))]).toEqual([true, false]);
});

test("a worker's end says names and places, no sentence", () => {
  for (const error of ["", "a b", "a\n", "4711 rows"]) expect(accepts(workerReport, { ...ending, error })).toBe(false);
  for (const frame of ["", "a b", "secret said/1", "a.ts:1:1 "])
    expect(accepts(workerReport, { ...ending, frames: [frame] })).toBe(false);
});

test("time and memory are never below nothing", () => {
  for (const figures of [{ peakMb: -1 }, { ranMs: -1 }]) expect(accepts(fromJail, { ...answer, ...figures })).toBe(false);
  expect(accepts(guestReport, { ...report, wallMs: -1 })).toBe(false);
});
