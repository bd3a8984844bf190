import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Inspect } from "../../core/ports/scope-validator.ts";
import { guestInterpreter } from "./guest-interpreter.ts";
import { scopePython } from "./index.ts";
import { scopeCatalogue } from "./rules.ts";

const validator = scopePython().adapters!.scopeValidator!();
let inspect: Inspect;
beforeAll(async () => {
  inspect = await guestInterpreter();
});

/** As on a machine where the libraries that draw are not installed. */
const missing = { matplotlib: "Somebody runs: strategic-python setup" };

async function violations(code: string, imports: readonly string[] | null = null) {
  const verdict = await validator.check(code, { imports, missing }, inspect);
  return verdict.allowed ? [] : verdict.violations;
}

/** code · rule · line · column · a word of the hint */
const refused: readonly (readonly [string, string, number, number, string])[] = JSON.parse(
  readFileSync(new URL("./tests/refused.json", import.meta.url), "utf8"),
);

test.each(refused)("%j is refused as %s at %i:%i", async (code, rule, line, column, word) => {
  const found = (await violations(code)).map((violation) => ({
    ...violation,
    hint: violation.hint.includes(word) ? word : violation.hint,
  }));
  expect(found).toContainEqual({ rule, line, column, message: expect.any(String), hint: word });
});

test("text never counts: no string, comment or key is a violation, whatever it says", async () => {
  const words = fc.constantFrom("eval(", "__class__", "import os", "{0.__class__}", "exec", "open('x')", ".gi_frame", "js");
  const text = fc.array(fc.oneof(words, fc.string({ unit: "grapheme" })), { maxLength: 6 }).map((parts) => parts.join(" "));
  await fc.assert(
    fc.asyncProperty(text, async (said) => {
      const literal = JSON.stringify(said);
      const code = `x = ${literal}\n# ${said.replace(/[\0\r\n]/g, " ")}\ny = {${literal}: x, "k": f${JSON.stringify(said.replace(/[{}]/g, ""))}}\nx`;
      expect(await violations(code)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("every rule of the catalogue has a case that it refuses", () => {
  const elsewhere = ["import-not-for-persona", "too-complex"];
  const proven = new Set([...refused.map(([, rule]) => rule), ...elsewhere]);
  expect([...scopeCatalogue().rules.keys()].filter((rule) => !proven.has(rule))).toEqual([]);
});

describe("the verdict", () => {
  test("names every violation in the order of the source, and no placeholder is left in the words", async () => {
    const found = await violations("x = 1\nopen('a'); eval('b')\nimport os, sys\n");
    expect(found.map(({ rule, line, column }) => `${rule} ${line}:${column}`)).toEqual([
      "builtin 2:1",
      "builtin 2:12",
      "import-not-allowed 3:8",
      "import-not-allowed 3:12",
    ]);
    for (const { message, hint } of found) expect(`${message}${hint}`).not.toMatch(/\{(name|allowed)\}/);
  });

  test("sums up what is allowed: source lines and import roots", async () => {
    const code = "import pandas as pd\nfrom numpy.random import default_rng\n\nimport numpy\nx = 1\n";
    const verdict = await validator.check(code, { imports: null }, inspect);
    expect(verdict).toEqual({ allowed: true, summary: { lines: 5, imports: ["numpy", "pandas"] } });
  });

  test("lets a syntax error through to the run, which reports it with its line", async () => {
    const verdict = await validator.check("x = (\nimport os", { imports: null }, inspect);
    expect(verdict).toEqual({ allowed: true, summary: { lines: 2, imports: [] } });
  });

  test.each([
    ["signs", `x = ${"-".repeat(50_000)}1`],
    ["a sum", `x = ${"f(1, 2) + ".repeat(20_000)}1`],
    ["a sum over lines", `x = (${"1 +\n".repeat(20_000)}1)`],
    ["attributes", `x${".a".repeat(20_000)}`],
    ["calls", `x${"()".repeat(20_000)}`],
    ["negations", `x = ${"not ".repeat(20_000)}1`],
    ["conditions", `x = ${"1 if y else ".repeat(20_000)}1`],
    ["branches", `if x: pass\n${"elif y: pass\n".repeat(20_000)}`],
  ])("refuses %s nested so deep that parsing would end the interpreter", async (_, code) => {
    expect((await violations(code)).map((violation) => violation.rule)).toEqual(["too-complex"]);
  });

  test("takes long code that is not deep: a table of 20,000 numbers, text, and many statements", async () => {
    const numbers = `x = [${"-1.5 + 2, ".repeat(20_000)}]\n`;
    const text = `t = """${"1.2.3 + (4 - 5) * not if 'a'\n".repeat(2_000)}"""\n# ${"+".repeat(2_000)}\n`;
    expect(await violations(numbers + text + "y = f(-x[0].real)\n".repeat(2_000))).toEqual([]);
  });

  test("judges a chain of two hundred calls without running out of stack", async () => {
    expect(await violations(`x = datasets${".head()".repeat(200)}`)).toEqual([]);
  });

  test("a persona narrows the imports and never widens them", async () => {
    const found = await violations("import re, os, pandas", ["pandas", "os"]);
    expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      "import-not-for-persona: This persona does not import `re`.",
      "import-not-allowed: Importing `os` is outside the scope of strategic analysis.",
    ]);
    expect(found[0]!.hint).toContain("pandas");
    expect(found[0]!.hint).not.toContain("os,");
  });
});

test.each([
  '{"parsed":true}',
  "nonsense",
  '{"parsed":true,"lines":1,"imports":[],"violations":[{"rule":"made-up","line":1,"column":1,"name":""}]}',
])("an answer such as %s is not taken for a verdict", async (answer) => {
  await expect(validator.check("1", { imports: null }, async () => answer)).rejects.toMatchObject({ code: "SANDBOX_CRASHED" });
});

describe("modules that plugins bring", () => {
  const brought = ["acme_metrics", "acme_metrics.flow", "acme_metrics._hidden", "json", "os", "strategic.acme"];
  const rules = async (code: string, imports: readonly string[] | null = null, modules: readonly string[] = brought) => {
    const verdict = await validator.check(code, { imports, missing, brought: modules }, inspect);
    return verdict.allowed ? verdict.summary.imports : verdict.violations.map(({ rule }) => rule);
  };

  test("may be imported by their names, whole or in part", async () => {
    for (const code of [
      "import acme_metrics",
      "import acme_metrics.flow as flow",
      "from acme_metrics import flow",
      "from acme_metrics.flow import x",
    ])
      expect([code, await rules(code)]).toEqual([code, ["acme_metrics"]]);
    expect(await rules("from strategic import acme")).toEqual(["strategic"]);
  });

  test("stand for no other name, nothing private, and none of Python's own modules", async () => {
    expect(await rules("import acme_other")).toEqual(["import-not-allowed"]);
    expect(await rules("import acme_metrics.other")).toEqual(["module-internals"]);
    expect(await rules("import acme_metrics._hidden")).toContain("module-internals");
    expect(await rules("import os")).toEqual(["import-not-allowed"]);
    expect(await rules("import acme_metrics", null, [])).toEqual(["import-not-allowed"]);
    expect(await rules("import acme_metrics", null, ["json.acme"])).toEqual(["import-not-allowed"]);
  });

  test("are a persona's only when its list has them", async () => {
    expect(await rules("import acme_metrics", ["pandas"])).toEqual(["import-not-for-persona"]);
    expect(await rules("import acme_metrics", ["pandas", "acme_metrics"])).toEqual(["acme_metrics"]);
  });

  test("leave nothing behind for a verdict without them", async () => {
    await rules("import acme_metrics");
    expect(await violations("import acme_metrics")).toMatchObject([{ rule: "import-not-allowed" }]);
  });
});
