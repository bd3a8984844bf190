import { createHash } from "node:crypto";
import type { SandboxJob } from "../../../core/ports/sandbox.ts";

/**
 * Before each run the interpreter that will run it computes values that are known here. One that answers wrongly is no source
 * of numbers, whatever made it so; no answer of that run leaves. The question comes from the job: another one for other code,
 * and the same one for the same code and seed, whose answer has to be the same to the last byte.
 */
export function challenge({ code, contextJson, seed }: Pick<SandboxJob, "code" | "contextJson" | "seed">): number {
  const digest = createHash("sha256").update(`${seed} ${contextJson.length} ${contextJson}`).update(code).digest();
  return 2 + (digest.readUInt32LE(0) % 99_998);
}

type Known = readonly (readonly [what: string, value: number | string])[];

/** The same as `strategic_runtime/canary.py`, by other means. */
const plain = (x: number): Known => [
  ["a multiple of π", x * Math.PI],
  ["a negative", -x],
  ["a quotient", x / 7],
  ["a square root", Math.sqrt(x)],
  ["a cube", x * x * x],
  ["a sum of whole numbers", ((x % 1000) * ((x % 1000) - 1)) / 2],
  ["a text", String(x).split("").reverse().join("")],
  ["a date", new Date(Date.UTC(2000, 0, 1 + x)).toISOString().slice(0, 10)],
];

/** Where numpy and pandas are installed. */
const tables = (x: number): Known => [
  ["numpy's 64-bit whole numbers", 6_000_000_000 + x],
  ["a sum of pandas", x + 42],
  ["a mean of numpy", x / 2],
];

/** What was answered wrongly; empty when all is well. */
export function wrong(x: number, answers: readonly (number | string)[]): readonly string[] {
  const known = answers.length > plain(x).length ? [...plain(x), ...tables(x)] : plain(x);
  if (answers.length !== known.length) return [`${answers.length} values for ${known.length}`];
  return known.filter(([, value], index) => value !== answers[index]).map(([what]) => what);
}
