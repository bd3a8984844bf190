import fc from "fast-check";
import { expect, test } from "vitest";
import { chartDisclosure, inOneLine } from "./disclosure.ts";
import { StrategicError } from "./errors.ts";
import { fakeEnding, fakeSandbox } from "./testing/index.ts";
import { analysis, fakeApp } from "./tests/fake-app.ts";

const second = (disclosure: string) => disclosure.split("\n")[1];
const ran = "*Executing strategic Python analysis for alvaro persona...*";
const refused = "*Rejected before execution for alvaro persona*";

test.each([
  ["ok", ran],
  ["guest-error", ran],
  ["limit", ran],
  ["crashed", ran],
  ["rejected", refused],
  ["busy", refused],
  ["unsafe", refused],
] as const)("a run that ends as %s never claims what is not true", async (status, line) => {
  await using app = await fakeApp({ answer: () => fakeEnding(status) });
  expect(second((await app.analyze(analysis)).disclosure)).toBe(line);
});

test("a run that was refused before the sandbox saw it says so", async () => {
  await using app = await fakeApp({
    sandbox: {
      ...fakeSandbox(),
      run: async () => {
        throw new StrategicError("SANDBOX_BUSY", "full");
      },
    },
  });
  for (const input of [analysis, { ...analysis, code: "#".repeat(1_000_001) }, { ...analysis, datasets: ["none"] }])
    expect(second((await app.analyze(input)).disclosure)).toBe(refused);
});

test("the third line counts the lines of the code and names its tables and charts", async () => {
  const scope = { check: async () => ({ allowed: false, violations: [] }) as const };
  await using app = await fakeApp({ scope });
  const third = async (code: string, datasets: string[] = []) =>
    (await app.analyze({ ...analysis, code, datasets })).disclosure.split("\n")[2];
  expect(await third("")).toBe("*Code scope: 0 lines; imports none; datasets none; charts none*");
  expect(await third("a\nb", ["sales"])).toBe("*Code scope: 2 lines; imports none; datasets sales; charts none*");
  await using drawing = await fakeApp({
    answer: () => ({ charts: [{ template: "numbers", data: { values: [1] }, options: {} }] }),
  });
  expect((await drawing.analyze(analysis)).disclosure).toContain("charts numbers*");
});

test("whatever a caller writes in a name's place stays one short word of one line", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(fc.constantFrom(..."*\n\u2028 _.-()é漢;"), fc.string({ minLength: 1, maxLength: 1 })),
        maxLength: 200,
      }),
      (text) => {
        expect(inOneLine(text)).toMatch(/^[\p{L}\p{N}_.-]{1,60}$/u);
      },
    ),
  );
  expect(inOneLine("x".repeat(5000))).toBe("x".repeat(60));
  expect(inOneLine(`${"*".repeat(900)}name`)).toBe("name");
  expect(inOneLine(`${"*".repeat(1001)}name`)).toBe("unknown");
  expect(inOneLine("  Chief  Strategy Officer ")).toBe("Chief_Strategy_Officer");
  expect(inOneLine("\n*")).toBe("unknown");
});

test("persona, capability and table names stand in the disclosure as words only", async () => {
  await using app = await fakeApp();
  const long = "p ".repeat(2500);
  const { disclosure } = await app.analyze({ persona: long, capability: `${long}*\n*x*`, code: "1" });
  expect(disclosure.split("\n")).toHaveLength(4);
  expect(disclosure.length).toBeLessThan(450);
});

test("a chart's disclosure names template and persona, and that nothing ran", async () => {
  expect(chartDisclosure("bar", "any").split("\n")).toEqual([
    "🔧 Accessing MCP Server: executive-visualization (bar)",
    "*Rendering bar for any persona...*",
    "*Code scope: none (data only)*",
    "*Security: Self-contained output, no network*",
  ]);
  await using app = await fakeApp();
  expect((await app.render({ template: "none*\n*", sample: true })).disclosure.split("\n")[1]).toBe(
    "*Rendering none for any persona...*",
  );
  expect(second((await app.render({ template: "figures", sample: true, persona: "diego" })).disclosure)).toBe(
    "*Rendering numbers for diego persona...*",
  );
  expect(second((await app.render({ template: "numbers", sample: true })).disclosure)).toBe(
    "*Rendering numbers for any persona...*",
  );
});
