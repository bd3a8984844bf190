import { expect, test } from "vitest";
import { SelfTestedValidator } from "../analysis/self-tested-validator.ts";
import { withoutFormulas } from "../text/spreadsheet.ts";
import { bytesSent, Waiting } from "./waiting.ts";

const input = { persona: "p", capability: "c", code: "" };

test("what was sent is code, context and the tables brought along; a name is only a name", () => {
  expect(bytesSent({ ...input, code: "12345" }, "{}")).toBe(7);
  const datasets = ["abc", { name: "n", format: "csv", content: "12" }, { name: "m", format: "csv", content: new Uint8Array(4) }];
  expect(bytesSent({ ...input, code: "1", datasets }, "{}")).toBe(1 + 2 + 3 + 2 + 4);
});

test("one client holds half at most, all together all of it, to the byte; what is given back has room again", () => {
  const waiting = new Waiting(100);
  const fits = (client: string, bytes: number) => {
    try {
      return waiting.hold(client, bytes);
    } catch (error) {
      expect(error).toMatchObject({ code: "SANDBOX_BUSY", details: { retryAfterMs: 1000 } });
      return null;
    }
  };
  expect(fits("one", 51)).toBeNull();
  const back = fits("one", 50);
  expect(back).not.toBeNull();
  expect(fits("one", 1)).toBeNull();
  expect(fits("two", 50)).not.toBeNull();
  expect(fits("three", 1)).toBeNull();
  back?.();
  expect(fits("three", 30)).not.toBeNull();
  expect(fits("one", 21)).toBeNull();
  expect(fits("one", 20)).not.toBeNull();
  // And in two steps, each given back by itself.
  const small = new Waiting(100);
  const [first, second] = [small.hold("one", 20), small.hold("one", 30)];
  first();
  small.hold("one", 20);
  second();
  small.hold("one", 30);
  expect(() => small.hold("one", 1)).toThrow(/hold 0 MiB/);
});

test("what is held is told in mebibytes, of all and of this client", () => {
  const waiting = new Waiting(4 * 1_048_576);
  waiting.hold("one", 1_048_576 * 1.5);
  waiting.hold("two", 1_048_576 * 2);
  expect(() => waiting.hold("one", 1_048_576)).toThrow("hold 3.5 MiB of code and tables (1.5 MiB of this client's)");
});

const inspect = async () => "";

test("a validator is asked its canary once, before its first verdict, and believed when it refuses it", async () => {
  const asked: unknown[] = [];
  const scope = new SelfTestedValidator({
    canary: "import os",
    programs: ["p"],
    check: async (code, policy) => {
      asked.push([code, policy]);
      return code === "import os" ? { allowed: false, violations: [] } : { allowed: true, summary: { lines: 1, imports: [] } };
    },
  });
  expect([scope.programs, scope.holds]).toEqual([["p"], true]);
  const verdicts = await Promise.all(["1", "2"].map((code) => scope.check(code, { imports: ["pandas"] }, inspect)));
  expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true]);
  expect(asked).toEqual([
    ["import os", { imports: null }],
    ["1", { imports: ["pandas"] }],
    ["2", { imports: ["pandas"] }],
  ]);
});

test("one that lets its canary through lets nothing through any more, and one that gave no answer is asked again", async () => {
  let answers: (boolean | null)[] = [null, true];
  const scope = new SelfTestedValidator({
    canary: "c",
    check: async () => {
      const allowed = answers.shift();
      if (allowed === null) throw new Error("gone");
      return allowed === true ? { allowed, summary: { lines: 1, imports: [] } } : { allowed: false, violations: [] };
    },
  });
  const check = () => scope.check("1", { imports: null }, inspect);
  await expect(check()).rejects.toThrow("gone");
  expect(scope.holds).toBe(true);
  for (let time = 0; time < 2; time++)
    expect(await check()).toMatchObject({ allowed: false, unsafe: expect.stringContaining("canary"), violations: [] });
  expect(scope.holds).toBe(false);
  // Without a canary it is taken at its word.
  answers = [];
  const plain = new SelfTestedValidator({ check: async () => ({ allowed: true, summary: { lines: 1, imports: [] } }) });
  expect([(await plain.check("1", { imports: null }, inspect)).allowed, plain.holds, plain.programs]).toEqual([true, true, []]);
});

test("every part of a text that a spreadsheet would run is text, each with one apostrophe", () => {
  expect(withoutFormulas("=1;=2\n+3|-4\t@5")).toBe("'=1;'=2\n'+3|'-4\t'@5");
  expect(withoutFormulas('" =1')).toBe("'\" =1");
  expect(withoutFormulas("a=1, b-2")).toBe("a=1, b-2");
});
