import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { StrategicError } from "../errors.ts";
import { limits } from "../limits.ts";
import type { Dataset, DatasetSource } from "../ports/dataset-source.ts";
import { fakeDatasets } from "../testing/index.ts";
import { resolveDatasets as resolve, type Tables } from "./dataset-input.ts";
import { listDatasets } from "./dataset-listing.ts";

const resolveDatasets = (wanted: Parameters<typeof resolve>[0], source: DatasetSource, rest: Partial<Tables> = {}) =>
  resolve(wanted, { source, readerOf: () => null, resultOf: async () => undefined, ...rest });
const MIB = 1_048_576;
const inline = (name: string, bytes: number) => ({ name, format: "csv", content: Buffer.alloc(bytes, "a") });
/** A workspace whose tables are as large as their names say, and never read. */
const vast: DatasetSource = {
  list: async () => [],
  open: async (name) => ({ name, format: "csv", bytes: Number(name) * MIB, async *read() {} }),
};

test("inline tables may be as large as the table of limits says, one and all together, and not a byte more", async () => {
  const none = fakeDatasets();
  const most = inline("t", limits.inlineDatasetBytes);
  expect(await resolveDatasets([most], none)).toHaveLength(1);
  await expect(resolveDatasets([inline("t", limits.inlineDatasetBytes + 1)], none)).rejects.toMatchObject({
    code: "DATASET_TOO_LARGE",
    message: expect.stringContaining('"t"'),
  });
  const four = ["a", "b", "c", "d"].map((name) => ({ ...most, name }));
  expect(await resolveDatasets(four, none)).toHaveLength(4);
  await expect(resolveDatasets([...four, inline("e", 1)], none)).rejects.toMatchObject({
    code: "DATASET_TOO_LARGE",
    message: expect.stringMatching(/^The inline tables are 16 MiB in all; at most 16 MiB/),
  });
});

test("all tables of a run together may be as large as one execution holds, those of the workspace included", async () => {
  expect(await resolveDatasets(["60", "40"], vast)).toHaveLength(2);
  await expect(resolveDatasets(["60", "40", inline("t", MIB)], vast)).rejects.toMatchObject({
    code: "DATASET_TOO_LARGE",
    message: expect.stringMatching(/^The datasets are 101 MiB in all; one execution holds 100 MiB/),
  });
  // What the workspace holds is no inline table.
  expect(await resolveDatasets(["90", inline("t", MIB)], vast)).toHaveLength(2);
});

test("as many tables and as long names as the table of limits says", async () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => inline(`t${at}`, 1));
  expect(await resolveDatasets(many(limits.datasetsPerRun), fakeDatasets())).toHaveLength(limits.datasetsPerRun);
  await expect(resolveDatasets(many(limits.datasetsPerRun + 1), fakeDatasets())).rejects.toMatchObject({ code: "INVALID_INPUT" });
  const named = (length: number) => resolveDatasets([inline("n".repeat(length), 1)], fakeDatasets());
  expect(await named(limits.nameCharacters)).toHaveLength(1);
  await expect(named(limits.nameCharacters + 1)).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("two tables of one name are refused, wherever they come from", async () => {
  for (const pair of [
    [inline("sales", 1), "sales"],
    ["sales", "sales"],
    [inline("x", 1), inline("sales", 1), "sales"],
  ])
    await expect(resolveDatasets(pair, fakeDatasets({ sales: "a\n" }))).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining('named "sales"'),
    });
});

test("a table comes with name, format, hash and bytes, text as UTF-8", async () => {
  const [table, other] = await resolveDatasets(
    [{ name: "t", format: "json", content: "é" }, "sales"],
    fakeDatasets({ sales: "a\n" }),
  );
  const bytes = table?.bytes as () => Promise<Uint8Array>;
  expect([table?.name, table?.format, Buffer.from(await bytes()).toString()]).toEqual(["t", "json", "é"]);
  expect(table?.sha256).toBe(createHash("sha256").update("é").digest("hex"));
  expect([other?.name, other?.format]).toEqual(["sales", "csv"]);
});

test("an unknown name is told the nearest first, a dozen in words and all as data", async () => {
  const names = Array.from({ length: 20 }, (_, at) => `table${at}`);
  const source = fakeDatasets(Object.fromEntries(names.map((name) => [name, ""])));
  const error = await resolveDatasets(["table7x"], source).catch((caught: unknown) => caught as StrategicError);
  const { code, message, details } = error as StrategicError;
  expect(code).toBe("UNKNOWN_DATASET");
  expect(message).toMatch(/^There is no dataset "table7x"\. Known: table7, (table\d+, ){10}table\d+\.$/);
  expect(details.known).toHaveLength(20);
});

test("where one table is known it is told, and where none is, that there are none", async () => {
  const unknown = (tables: Record<string, string>) => resolveDatasets(["sale"], fakeDatasets(tables));
  await expect(unknown({ sales: "" })).rejects.toThrow('There is no dataset "sale". Known: sales.');
  await expect(unknown({})).rejects.toThrow("The workspace holds no datasets.");
});

test("a long name is cut where an error tells it, of a table that is not there and of one that is too large", async () => {
  const long = "n".repeat(5000);
  const shown = new RegExp(`"n{${limits.nameCharacters}}"`);
  await expect(resolveDatasets([long], fakeDatasets())).rejects.toThrow(shown);
  await expect(resolveDatasets([inline(long, limits.inlineDatasetBytes + 1)], fakeDatasets())).rejects.toThrow(shown);
});

test("a table that has changed in any way before its turn is not run on", async () => {
  let text = "abcd";
  const source: DatasetSource = {
    list: async () => [],
    open: async (name) => ({
      name,
      format: "csv",
      bytes: 4,
      async *read() {
        for (const letter of text) yield Buffer.from(letter);
      },
    }),
  };
  const [table] = await resolveDatasets(["t"], source);
  const bytes = table?.bytes as () => Promise<Uint8Array>;
  expect(Buffer.from(await bytes()).toString()).toBe("abcd");
  for (const changed of ["abcx", "abc", "abcde", "abcdabcd", "", "bacd"]) {
    text = changed;
    await expect(bytes()).rejects.toMatchObject({ code: "DATASET_INVALID", message: expect.stringContaining('"t"') });
  }
});

/** What is listed, from one table that is read in pieces. */
const described = async (table: Partial<Dataset>, pieces: readonly string[] = []) => {
  const dataset: Dataset = {
    name: "t",
    format: "csv",
    bytes: pieces.join("").length,
    async *read() {
      for (const piece of pieces) yield Buffer.from(piece);
    },
    ...table,
  };
  const open = async () => dataset;
  const { items } = await listDatasets({ list: async () => [{ name: "t", format: "csv", open }], open }, 0, 1);
  return items[0];
};

test("a listed table shows hash, size and its first five lines, cut where they are long", async () => {
  expect(await described({}, ["a,b\r\n1\n2\n3\n4\n5\n"])).toEqual({
    name: "t",
    format: "csv",
    bytes: 15,
    sha256: createHash("sha256").update("a,b\r\n1\n2\n3\n4\n5\n").digest("hex"),
    rows: null,
    columns: [],
    notes: [],
    preview: "a,b\n1\n2\n3\n4",
  });
  expect(await described({}, [])).toMatchObject({ preview: "" });
  expect((await described({}, ["x".repeat(3000)]))?.preview).toBe(`${"x".repeat(1999)}…`);
});

test("a table too large to be read for a list is named with its size only", async () => {
  let read = false;
  const table = (bytes: number) => ({
    bytes,
    async *read() {
      read = true;
      yield Buffer.from("a");
    },
  });
  expect(await described(table(limits.listedDatasetBytes + 1))).toMatchObject({
    bytes: limits.listedDatasetBytes + 1,
    sha256: "",
    preview: null,
  });
  expect(read).toBe(false);
  await described(table(limits.listedDatasetBytes));
  expect(read).toBe(true);
});

test("a table that can't be opened is named all the same, with its size when that is known", async () => {
  const failing = (error: unknown): DatasetSource => ({
    list: async () => [
      {
        name: "t",
        format: "csv",
        open: async () => {
          throw error;
        },
      },
    ],
    open: async () => null,
  });
  const unread = { name: "t", format: "csv", bytes: 0, sha256: "", rows: null, columns: [], notes: [], preview: null };
  expect((await listDatasets(failing(new Error("gone")), 0, 9)).items).toEqual([unread]);
  const large = new StrategicError("DATASET_TOO_LARGE", "large", { details: { bytes: 7 } });
  expect((await listDatasets(failing(large), 0, 9)).items).toEqual([{ ...unread, bytes: 7 }]);
  expect((await listDatasets(failing({ details: { bytes: "7" } }), 0, 9)).items).toEqual([unread]);
});

test("of many tables only those of the page are opened, a few at a time, and come in their order", async () => {
  let [open, most] = [0, 0];
  const opened: string[] = [];
  const names = Array.from({ length: 30 }, (_, at) => `t${at}`);
  const source = fakeDatasets(Object.fromEntries(names.map((name) => [name, "a\n"])));
  const counted: DatasetSource = {
    ...source,
    list: async () =>
      (await source.list()).map((info) => ({
        ...info,
        open: async () => {
          opened.push(info.name);
          most = Math.max(most, ++open);
          await new Promise((resolve) => setTimeout(resolve, 1));
          open--;
          return info.open();
        },
      })),
  };
  const { items, total } = await listDatasets(counted, 5, 20);
  expect(items.map(({ name }) => name)).toEqual(names.slice(5, 25));
  expect([total, opened.length, most]).toEqual([30, 20, limits.filesOpenAtOnce]);
});

test("a sheet of a workbook is named beside it or behind a #, unless a file is called so", async () => {
  const source = fakeDatasets({ book: "x", "odd#name": "y" });
  const of = async (wanted: Parameters<typeof resolve>[0]) =>
    (await resolveDatasets(wanted, source)).map(({ name, sheet }) => [name, sheet]);
  expect(await of([{ name: "book", sheet: "Q2" }, "book#Q1 # old", "book", "odd#name"])).toEqual([
    ["book#Q2", "Q2"],
    ["book#Q1 # old", "Q1 # old"],
    ["book", null],
    ["odd#name", null],
  ]);
  await expect(of(["none#Q2"])).rejects.toMatchObject({ code: "UNKNOWN_DATASET", message: expect.stringContaining('"none"') });
  await expect(of([{ name: "book", sheet: "a" }, "book#a"])).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("the result of an earlier run is a table, as long as it is kept", async () => {
  const resultOf = async (id: string) => (id === "e1" ? [{ v: 1 }] : undefined);
  const tables = await resolveDatasets([{ run: "e1" }, { run: "e1", name: "again" }], fakeDatasets(), { resultOf });
  expect(tables.map(({ name, format }) => [name, format])).toEqual([
    ["run", "json"],
    ["again", "json"],
  ]);
  const { bytes } = tables[0] as (typeof tables)[number];
  expect(Buffer.from(await (bytes as () => Promise<Uint8Array>)()).toString()).toBe('[{"v":1}]');
  await expect(resolveDatasets([{ run: "e2" }], fakeDatasets(), { resultOf })).rejects.toMatchObject({ code: "UNKNOWN_DATASET" });
});

test("a format that a plugin brought is sent with the Python that reads it", async () => {
  const source: DatasetSource = { ...vast, open: async (name) => ({ name, format: "acme", bytes: 1, async *read() {} }) };
  const readerOf = (format: string) => (format === "acme" ? "def read(data): ..." : null);
  expect(await resolveDatasets(["t"], source, { readerOf })).toMatchObject([{ format: "acme", reader: "def read(data): ..." }]);
});
