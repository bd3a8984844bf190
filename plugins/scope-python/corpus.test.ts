import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Inspect } from "../../core/ports/scope-validator.ts";
import { guestInterpreter } from "./guest-interpreter.ts";
import { scopePython } from "./index.ts";

interface Case {
  readonly id: string;
  readonly code: string;
  readonly must?: string;
  readonly technique?: string;
}

const corpus = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../test/security/${name}.json`, import.meta.url), "utf8")) as readonly Case[];

const validator = scopePython().adapters!.scopeValidator!();
let inspect: Inspect;
beforeAll(async () => {
  inspect = await guestInterpreter();
});

const check = (code: string) => validator.check(code, { imports: null }, inspect);

describe("programs that analysts write", () => {
  const programs = [...corpus("benign"), ...corpus("idioms")];

  test("there are at least sixty idioms and the whole benign corpus", () => {
    expect(corpus("idioms").length).toBeGreaterThanOrEqual(60);
    expect(corpus("benign").length).toBeGreaterThanOrEqual(12);
  });

  test.each(programs.map((program) => [program.id, program.code] as const))("%s is accepted", async (_, code) => {
    expect(await check(code)).toEqual({ allowed: true, summary: expect.objectContaining({ lines: expect.any(Number) }) });
    // Code that doesn't parse is accepted too; that would prove nothing here.
    expect(
      JSON.parse(await inspect("import ast, json\nast.parse(json.loads(input))\noutput = 'true'", JSON.stringify(code))),
    ).toBe(true);
  });
});

describe("programs that want out", () => {
  const escapes = corpus("escapes");

  test.each(
    escapes
      .filter((attempt) => attempt.must!.startsWith("BLOCK"))
      .map((attempt) => [attempt.id, attempt.technique!, attempt.code] as const),
  )("%s is refused: %s", async (_, _technique, code) => {
    const verdict = await check(code);
    expect(verdict.allowed).toBe(false);
    if (!verdict.allowed) for (const violation of verdict.violations) expect(violation.hint.length).toBeGreaterThan(10);
  });

  test("what must be allowed is allowed, however large", async () => {
    const allowed = escapes.filter((attempt) => attempt.must!.startsWith("ALLOW"));
    expect(allowed.length).toBeGreaterThan(0);
    for (const attempt of allowed) expect((await check(attempt.code)).allowed).toBe(true);
  });
});
