import { describe, expect, test } from "vitest";
import { draw } from "../../charts/tests/charts.ts";
import { hostile, hostileReport } from "../tests/hostile.ts";
import { chartOf, lookIn, reportOf, section, tableOf, tools } from "../tests/reports.ts";
import { specOf } from "../tests/written.ts";
import { plain } from "./escape.ts";
import { markdown } from "./markdown.ts";

const written = async (report: Parameters<typeof markdown.write>[0], locale = "en"): Promise<string> =>
  new TextDecoder().decode((await markdown.write(report, tools(lookIn(locale)))).bytes);

test("has title, sections, each chart's claim and its numbers as a table, notes and method", async () => {
  const text = await written(
    reportOf([section({ text: ["It paid back."], charts: [chartOf(specOf([{}]))], notes: "Say it slowly." })]),
  );
  expect(text.startsWith("# Return on our platform\n\nFirst half of 2026\n")).toBe(true);
  expect(text).toContain("## Where we stand\n\nIt paid back.\n\n### Deployments rose\n");
  expect(text).toContain("| Label | Deployments |\n| --- | ---: |\n| Jan | 4 |\n| Feb | 6 |\n| Mar | 5 |\n| Apr | 9 |");
  expect(text).toContain("**Notes**\n\n> Say it slowly.");
  expect(text).toContain("## Method");
  expect(text).not.toContain("![");
});

test("a long table says how many of its rows it shows", async () => {
  const text = await written(reportOf([section({ table: tableOf(10_000) })]));
  expect(text).toContain("First 100 of 10,000 rows.");
  expect(text.split("\n").filter((line) => line.startsWith("| 2026-"))).toHaveLength(100);
});

test("invented numbers are said to be, panels are named where there are several, and what has no data says so", async () => {
  const spec = specOf([{}, { id: "q", title: "Budget", missing: "budget" }], { sample: true });
  const text = await written(reportOf([section({ charts: [chartOf(spec)] })]));
  expect(text).toContain("**SAMPLE DATA**");
  expect(text).toContain("#### Budget\n\nNo data: budget was not given.");
});

test("speaks the report's language", async () => {
  const spec = draw("line", { labels: ["2026-01", "2026-02"], series: [{ name: "n", values: [1234.5, 2] }] });
  const text = await written(reportOf([section({ charts: [chartOf(spec)] })], { locale: "de" }), "de");
  expect(text).toContain("## Methode");
  expect(text).toContain("1.234,5");
});

test("of hostile texts has no HTML, no link, no code, and every row of a table as many cells", async () => {
  const text = await written(hostileReport());
  expect(text).not.toMatch(/<\/?[a-z!]/i);
  expect(text).not.toMatch(/(?<!\\)\]\(/);
  expect(text).not.toMatch(/https?:\/\//);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(text).not.toMatch(/[\u0000-\u0008\u202e]/);
  const cells = (line: string) => line.split(/(?<!\\)\|/).length;
  const lines = text.split("\n");
  for (const [at, line] of lines.entries())
    if (line.startsWith("| ") && lines[at + 1]?.startsWith("| ")) expect(cells(lines[at + 1] ?? "")).toBe(cells(line));
});

describe("a text of the data", () => {
  test.each([
    ["# head", "\\# head"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["a|b", "a\\|b"],
    ["**bold** `code`", "\\*\\*bold\\*\\* \\`code\\`"],
    ["[x](y)", "\\[x\\](y)"],
    ["<b>", "&lt;b\\>"],
    ["R&D &lt;", "R&D \\&lt;"],
    ["https://evil.example", "https:\\//evil.example"],
    ["two\nlines", "two lines"],
    ["2026-01-01", "2026-01-01"],
    [hostile.escaped, "\\_x0041\\_ stays"],
  ])("%s is written %s", (text, safe) => {
    expect(plain(text)).toBe(safe);
  });
});
