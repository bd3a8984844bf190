import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faults } from "./coverage.ts";
import { requirements } from "./requirements.ts";
import { verdicts } from "./table.ts";

const here = new URL(".", import.meta.url);
const sources = readdirSync(here)
  .filter((file) => file.endsWith(".test.ts") && file !== "coverage.test.ts")
  .map((file) => ({ file, text: readFileSync(new URL(file, here), "utf8") }));
const whole = () => sources.map(({ text }) => text).join("\n");

test("every requirement is proven by a test, none is skipped, tried again, or proven on a mock", () => {
  expect(faults(sources)).toEqual([]);
});

test("there are at least 48, in seven areas, each one sentence", () => {
  const entries = Object.entries(requirements);
  expect(entries.length).toBeGreaterThanOrEqual(48);
  expect([...new Set(entries.map(([id]) => id.split(".")[0]))]).toEqual([
    "protocol",
    "execution",
    "security",
    "audit",
    "visualization",
    "telemetry",
    "performance",
  ]);
  for (const [id, sentence] of entries) {
    expect(id).toMatch(/^[a-z]+\.[a-z-]+$/);
    expect(sentence).toMatch(/^\S.*\.$/);
  }
  expect(new Set(entries.map(([, sentence]) => sentence)).size).toBe(entries.length);
});

// The gate's own gate: each fault, planted, is found.
test.each([
  [
    "a requirement without a test",
    whole().replaceAll('"security.network"', '"security.file"'),
    "security.network: no test proves it",
  ],
  [
    "an id that is not known",
    `${whole()}\nproves("security.nothing", "", () => {});`,
    "security.nothing is not in requirements.ts",
  ],
  ["an id that can't be read", `${whole()}\nproves(id, "", () => {});`, "an id is not written out"],
  ["a test left out", `${whole()}\ndescribe.skip("later", () => {});`, "leaves tests out"],
  ["a test under a condition", `${whole()}\ndescribe.runIf(linux)("", () => {});`, "leaves tests out"],
  ["a test tried again", `${whole()}\ndescribe("", { retry: 2 }, () => {});`, "tries again"],
  ["a mock", `${whole()}\nvi.mock("../../core/app.ts");`, "replaces a part of ours"],
  ["a fake", `${whole()}\nconst sandbox = fakeSandbox();`, "replaces a part of ours"],
  ["a test that proves nothing", `${whole()}\ntest("x", () => {});`, "goes around proves()"],
  [
    "a proof that is only a comment",
    whole().replaceAll('proves("security.network"', '// proves("security.network"'),
    "security.network: no",
  ],
])("%s is found", (_what, text, fault) => {
  expect(faults([{ file: "planted", text }]).join("\n")).toContain(fault);
});

test("a requirement passes only when all of its proofs passed", () => {
  const outcome = (...states: string[]) =>
    verdicts(states.map((state) => ({ id: "execution.print", state }))).find(({ id }) => id === "execution.print")?.outcome;
  expect([outcome("passed", "passed"), outcome("passed", "failed"), outcome("skipped"), outcome("pending"), outcome()]).toEqual([
    "pass",
    "FAIL",
    "FAIL",
    "FAIL",
    "NOT RUN",
  ]);
});
