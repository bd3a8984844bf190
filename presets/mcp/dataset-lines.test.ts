import { expect, test } from "vitest";
import { datasetLines, descriptionLines, noteLines } from "./dataset-lines.ts";

const note = (column: string | null, kind: string, message: string, fix: string | null = null) => ({
  column,
  kind,
  message,
  fix,
});
const many = <T>(count: number, of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at));

test("what is said of sixty columns alike stands once, and pushes out nothing of the others", () => {
  const notes = [
    ...many(60, (at) =>
      note(
        `y${at}`,
        "text-not-number",
        `text that holds numbers, such as '${at},0'`,
        `table['y${at}'] = pd.to_numeric(table['y${at}'])`,
      ),
    ),
    note("id", "leading-zeros", "text, so that zeros in front stay, as in '007'"),
    note(null, "duplicate-rows", "2 of 9 rows repeat an earlier one"),
  ];
  const [first, ...rest] = noteLines(notes);
  expect(first).toContain(
    "- y0: text that holds numbers, such as '0,0' [table['y0'] = pd.to_numeric(table['y0'])]; so too y1, y2,",
  );
  expect(first).toMatch(/y58, y59$/);
  expect(rest).toEqual(["- id: text, so that zeros in front stay, as in '007'", "- 2 of 9 rows repeat an earlier one"]);
});

test("three columns of one kind keep their own lines, and so does what is not the same", () => {
  const three = many(3, (at) => note(`c${at}`, "unit", `numbers in kg, read without the unit`));
  expect(noteLines(three)).toHaveLength(3);
  const odd = many(4, (at) => note(`c${at}`, "unit", `numbers in ${["kg", "g", "t", "mg"][at]}, read without the unit`));
  expect(noteLines(odd)).toHaveLength(4);
});

test("notes past the twelfth are named with their columns: a model that sees text alone can ask for them", () => {
  const lines = noteLines(
    many(15, (at) => note(at === 14 ? null : `c${at}`, `kind${at}`, `of its own ${"abcdefghijklmno"[at]}`)),
  );
  expect(lines).toHaveLength(13);
  expect(lines.at(-1)).toBe("- and notes on c12 (kind12), c13 (kind13), the table (kind14)");
});

test("columns past the fortieth are named, and those that nobody named are counted", () => {
  const fields = many(100, (at) => ({ name: `c${at}`, type: "number" }));
  const [line] = datasetLines([{ name: "wide", rows: 1, columns: 130, sha256: "", assumed: null, fields, notes: [] }]);
  expect(line).toContain("wide: 1 row of c0 (number), ");
  expect(line).toContain("c39 (number), and also c40, c41, ");
  expect(line).toMatch(/c99, and 30 more, which list\(table\.columns\) names$/);
});

test("a description names every column, too", () => {
  const column = { type: "number", missing: 0, distinct: 2, min: 1, max: 2, top: [], note: null };
  const columns = many(42, (at) => ({ name: `c${at}`, ...column }));
  const facts = { name: "wide", format: "csv", rows: 1, duplicates: 1, currencies: [], period: null, notes: [], preview: [] };
  const lines = descriptionLines({ ...facts, columns });
  expect(lines[0]).toBe("wide: 1 row of 42 columns; csv; 1 row repeated");
  expect(lines).toContain("- and also c40, c41");
});
