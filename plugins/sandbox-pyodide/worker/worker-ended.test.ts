import { expect, test } from "vitest";
import { workerReport } from "../protocol/answers.ts";
import { workerEnded } from "./worker-ended.ts";

const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const read = (line: string) => workerReport.parse(JSON.parse(line));

test("the line of a worker's end names the error's class, places and the request, and nothing that it says", () => {
  const line = workerEnded(new RangeError("secret.csv: 4711\n    at secret (secret.py:1:1)\nsaid the guest"), trace);
  expect(read(line)).toMatchObject({ error: "RangeError", trace });
  expect(read(line).frames[0]).toMatch(/^worker-ended\.test\.ts:\d+:\d+$/);
  expect(line).not.toContain("4711");
  expect(line).not.toContain("secret");
  expect(line).not.toContain("\n");
});

test("of a long way to the error the eight places nearest to it are told, which is as many as are read", () => {
  const deep = (left: number): Error => (left === 0 ? new Error("x") : deep(left - 1));
  expect(read(workerEnded(deep(20), null)).frames).toHaveLength(8);
});

test("what is thrown without being an error has its type as class", () => {
  expect(read(workerEnded("secret", null))).toEqual({ event: "worker-ended", error: "string", frames: [], trace: null });
});
