import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isListed, stale } from "./equivalent.ts";
import { mutantsOf, planted } from "./plant.ts";
import { reached } from "./reach.ts";
import { distanceOf, isSourceOf, isTestOf, type Room } from "./rooms.ts";
import { percent, type Score, withRow } from "./score.ts";

/** What can become of a line of code. */
const become = (source: string) => mutantsOf("a.ts", source).map((one) => planted(source, one));

test.each([
  ["a < b;", ["a <= b;", ";"]],
  ["f(a === b && !c);", ["f(a !== b && !c);", "f(a === b || !c);", "f(a === b && c);", ";"]],
  ["const x = a ?? b;", ["const x = a;", "const x = b;"]],
  ["const x = n + 1 - 20;", ["const x = n - 1 - 20;", "const x = n + 2 - 20;", "const x = n + 1 + 20;", "const x = n + 1 - 40;"]],
  ['const x = n + "px";', ['const x = n + "";']],
  ["const x = Math.min(a, b);", ["const x = Math.max(a, b);"]],
  ["const x = all.filter(Boolean);", ["const x = all;"]],
  ["if (a) b();", ["if (!(a)) b();", "if (a) ;"]],
  ["if (!a) throw e;", ["if (a) throw e;", "if (!a) ;"]],
  ["const x = true;", ["const x = false;"]],
  ["i++;", ["i--;", ";"]],
  ["const x = /^a$/g;", ["const x = /a$/g;", "const x = /^a/g;", "const x = /^a$/;"]],
  ['const x = "word";', ['const x = "";']],
  ['const x = "a sentence of prose";', []],
  [
    'const q = "SELECT a FROM b WHERE c >= ? AND d < 1";',
    [
      'const q = "SELECT a FROM b WHERE c > ? AND d < 1";',
      'const q = "SELECT a FROM b WHERE c >= ? OR d < 1";',
      'const q = "SELECT a FROM b WHERE c >= ? AND d <= 1";',
    ],
  ],
  ['import x from "y";', []],
  ['type T = "a" | "b"; interface I { readonly a: 1 }', []],
  ["const x = (a as { n: 1 })!;", []],
])("of %j", (source, faults) => {
  expect(become(source).toSorted()).toEqual(faults.toSorted());
});

test("a fault is shown with the lines it stands on, and planted nowhere else", () => {
  const source = "one();\nconst two =\n  a < b;\n";
  const [, fault] = mutantsOf("a.ts", source);
  expect(fault).toMatchObject({ file: "a.ts", line: 3, from: "a < b;", to: "a <= b;" });
  expect(planted(source, fault!)).toBe("one();\nconst two =\n  a <= b;\n");
});

test("a listed fault is known by file and text wherever it stands, and one that is no more is told", () => {
  const [fault] = mutantsOf("a.ts", "const x = a < b;");
  const listed = { file: "a.ts", from: "const x = a < b;", to: "const x = a <= b;", why: "never equal" };
  expect(isListed(fault!, [listed])).toBe(true);
  expect(isListed({ ...fault!, line: 99 }, [listed])).toBe(true);
  for (const other of [{ file: "b.ts" }, { from: "x" }, { to: "x" }])
    expect(isListed(fault!, [{ ...listed, ...other }])).toBe(false);
  expect(stale([listed], [fault!])).toEqual([]);
  expect(stale([{ ...listed, from: "gone" }], [fault!])).toHaveLength(1);
  // Of files that were not planted in nothing is known.
  expect(stale([{ ...listed, file: "b.ts" }], [fault!])).toEqual([]);
});

test("a test answers for what it imports, through others and by URL, and for nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "reach-"));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("a.test.ts", 'import { b } from "./b.ts";');
  write("b.ts", 'const worker = new URL("./c.ts", import.meta.url);');
  write("c.ts", 'import "./a.test.ts";');
  write("d.ts", "");
  expect([...reached(join(folder, "a.test.ts"))].map((path) => path.slice(folder.length + 1)).toSorted()).toEqual([
    "a.test.ts",
    "b.ts",
    "c.ts",
  ]);
  rmSync(folder, { recursive: true });
});

const room: Room = { name: "r", sources: ["core/**/*.ts"], tests: ["core/**/*.test.ts", "test/a.test.ts"] };

test("a room's sources are its files but for tests and what they stand on; its nearest tests come first", () => {
  const sources = [
    "core/a.ts",
    "core/x/b.ts",
    "core/a.test.ts",
    "core/testing/fakes.ts",
    "core/ports/sandbox.ts",
    "plugins/a.ts",
  ];
  expect(sources.filter((path) => isSourceOf(path, room))).toEqual(["core/a.ts", "core/x/b.ts"]);
  expect(["core/a.test.ts", "test/a.test.ts", "test/b.test.ts"].map((path) => isTestOf(path, room))).toEqual([true, true, false]);
  expect(distanceOf("core/a.test.ts", room)).toBeLessThan(distanceOf("test/a.test.ts", room));
});

const score: Score = {
  mutants: 10,
  killed: 5,
  timedOut: 1,
  equivalent: 2,
  survived: [
    { file: "a", line: 1, from: "", to: "" },
    { file: "a", line: 2, from: "", to: "" },
  ],
  seconds: 1,
};

test("the score counts what was noticed of what changes anything", () => {
  expect(percent(score)).toBe(75);
  expect(percent({ ...score, killed: 0, timedOut: 0, survived: [] })).toBe(100);
});

test("a run writes its room's row, leaves the others, and nothing outside its place", () => {
  const page = "before\n<!-- mutants: begin -->\n<!-- mutants: end -->\nafter\n";
  const once = withRow(page, "b", score, "2026-01-01, abc");
  expect(once).toContain("| b | 75.0 % | 10 | 2 | 2026-01-01, abc |");
  const twice = withRow(withRow(once, "a", score, "then"), "b", { ...score, killed: 7, survived: [] }, "now");
  expect(twice.split("\n").filter((line) => /^\| [ab] /.test(line))).toEqual([
    "| a | 75.0 % | 10 | 2 | then |",
    "| b | 100.0 % | 10 | 2 | now |",
  ]);
  expect([twice.startsWith("before\n"), twice.endsWith("\nafter\n")]).toEqual([true, true]);
  const sampled = withRow(twice, "b", score, "later", 5);
  expect(sampled).toContain("| a | 75.0 % | 10 | 2 | then |\n| b (sampled: 1 in 5) | 75.0 % | 10 | 2 | later |\n<!--");
  expect(withRow(sampled, "b", score, "at last")).toContain("then |\n| b | 75.0 % | 10 | 2 | at last |\n<!--");
  expect(() => withRow("no place", "a", score, "now")).toThrow("lacks");
});
