import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analysis, type RunningServer, startServer } from "./server.ts";

/** Files as people have them, written by other programs (decoding/samples/make.py), read by the built server. */
const samples = fileURLToPath(new URL("../../plugins/sandbox-pyodide/decoding/samples", import.meta.url));
const vega = fileURLToPath(new URL("../../node_modules/vega-datasets/data", import.meta.url));
const workspace = mkdtempSync(join(tmpdir(), "files-"));
cpSync(samples, workspace, { recursive: true });
const put = (path: string, content: string | Buffer) => writeFileSync(join(workspace, path), content);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(["--workspace", workspace]);
});
afterAll(async () => {
  await server.close();
  rmSync(workspace, { recursive: true, force: true });
});

interface Ran {
  readonly status: string;
  readonly result: unknown;
  readonly error: { readonly message: string } | null;
  readonly datasets: { readonly name: string; readonly rows: number; readonly notes: { kind: string; message: string }[] }[];
  readonly usage: { readonly queueMs: number; readonly wallMs: number };
}
const run = async (datasets: unknown[], code: string) => {
  const { data, text } = await server.call("run_analysis", analysis(code, { datasets }));
  return { ...(data as unknown as Ran), text };
};

/** As make.py writes what pandas reads. */
const PLAIN = readFileSync(join(samples, "plain.py"), "utf8");
const parsed = (json: string) => JSON.parse(json) as Record<string, unknown[]>;
const expected = JSON.parse(readFileSync(join(samples, "expected.json"), "utf8")) as Record<string, Record<string, unknown[]>>;

const days = (cells: unknown[]) => cells.map((cell) => (typeof cell === "string" ? cell.replace(/T00:00:00$/, "") : cell));

describe("a file of another program's has the values that native pandas reads", () => {
  test.each(["snappy", "gzip", "zstd", "brotli", "none"])("%s.parquet", async (name) => {
    const { result, error } = await run([`${name}.parquet`], `${PLAIN}told(datasets["${name}"])`);
    expect(error).toBeNull();
    const [got, wanted] = [parsed(result as string), expected[`${name}.parquet`] as Record<string, unknown[]>];
    expect(Object.keys(got)).toEqual(Object.keys(wanted));
    for (const [column, cells] of Object.entries(wanted))
      expect([column, days(got[column] ?? [])]).toEqual([column, days(cells)]);
  });

  test.each(["edge", "edge-1904"])("%s.xlsx, whose names lose their blanks and whose ids keep their zeros", async (name) => {
    const { result } = await run([`${name}.xlsx`], `${PLAIN}told(datasets["${name}"])`);
    const wanted = { ...(expected[`${name}.xlsx`] as Record<string, unknown[]>) };
    wanted["text with  blanks"] = wanted["text with  blanks "] as unknown[];
    delete wanted["text with  blanks "];
    wanted.id = ["000", "001", "002", "003", "004", "005"];
    expect(parsed(result as string)).toEqual(wanted);
  });
});

describe("a workbook", () => {
  test("is read from its first sheet that shows, which is told; another one is named", async () => {
    const { datasets, text } = await run(["edge"], "1");
    expect(datasets[0]?.notes[0]).toMatchObject({
      kind: "sheet",
      message: expect.stringContaining('"Zahlen"; the others are "Q2", "Hidden"'),
    });
    expect(text).toContain('read from the sheet "Zahlen"');
    for (const wanted of [{ name: "edge", sheet: "q2" }, "edge#Q2"]) {
      const { result } = await run(
        [wanted, "edge"],
        'list(datasets["Q2"].columns) if "Q2" in str(list(datasets)) else list(datasets["q2"].columns)',
      );
      expect(result).toEqual(["a", "b"]);
    }
    const { error } = await run([{ name: "edge", sheet: "Q9" }], "1");
    expect(error?.message).toContain('no sheet "Q9"; it has "Zahlen", "Q2", "Hidden"');
  });
});

describe("what was read before", () => {
  test("is the same table with the same notes, and there at once", async () => {
    cpSync(join(vega, "zipcodes.csv"), join(workspace, "zipcodes.csv"));
    const code =
      't = datasets["zipcodes"]\n[[str(k) for k in t.dtypes], t.shape, t.iloc[1].tolist(), t.iloc[-1].tolist(), float(t.latitude.sum())]';
    const [first, again] = [await run(["zipcodes"], code), await run(["zipcodes"], code)];
    expect(again.result).toEqual(first.result);
    expect(again.datasets).toEqual(first.datasets);
    expect(first.datasets[0]?.notes.map(({ kind }) => kind)).toEqual(["leading-zeros"]);
    const changed = readFileSync(join(workspace, "zipcodes.csv"), "utf8").replace("00501", "00502");
    put("zipcodes.csv", changed);
    expect((await run(["zipcodes"], 't = datasets["zipcodes"]\nt.zip_code.iloc[0]')).result).toBe("00502");
  });

  test("may be changed by a run, and is as it was in the next", async () => {
    const code =
      't = datasets["zipcodes"]\nbefore = t.zip_code.iloc[0]\nt["zip_code"] = "gone"\nt.drop(columns=["city"], inplace=True)\nbefore';
    for (let times = 0; times < 3; times++) expect((await run(["zipcodes"], code)).result).toBe("00502");
  });

  test("by a run is a table for the next", async () => {
    const first = await server.call("run_analysis", analysis('pd.DataFrame({"k": ["a", "b"], "v": [1, 2.5]})'));
    const { executionId } = first.data as { executionId: string };
    expect(
      (
        await run(
          [{ run: executionId }, { run: executionId, name: "again" }],
          'float(datasets["run"].v.sum() + datasets["again"].v.sum())',
        )
      ).result,
    ).toBe(7);
    expect((await run([{ run: "none" }], "1")).error?.message).toContain("Run it again");
  });
});

describe("a folder of equal files", () => {
  test("is one table, and says which file a row is from", async () => {
    mkdirSync(join(workspace, "months"));
    for (const month of ["jan", "feb", "mar"]) put(`months/${month}.csv`, `region,amount\nnorth,${month.length}\nsouth,10\n`);
    const { result, datasets } = await run(
      ["months"],
      't = datasets["months"]\n[int(t.amount.sum()), sorted(set(t.file)), len(t)]',
    );
    expect(result).toEqual([39, ["feb.csv", "jan.csv", "mar.csv"], 6]);
    expect(datasets[0]?.notes[0]?.kind).toBe("folder");
    put("months/apr.csv", "region,total\nnorth,1\n");
    expect((await run(["months"], "1")).error?.message).toContain("lacks 'total'");
    expect((await run(["jan"], 'int(datasets["jan"].amount.sum())')).result).toBe(13);
  });
});

const wide = `${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(",")}\n`;
const hostile: Readonly<Record<string, [string | Buffer, RegExp]>> = {
  "page.csv": ["<!DOCTYPE html><html><body>Sign in</body></html>", /web page/],
  "book.csv": [readFileSync(join(samples, "edge.xlsx")), /Excel workbook: give it the ending/],
  "text.xlsx": ["a,b\n1,2\n", /cut short/],
  "empty.csv": ["", /empty/],
  "blank.csv": ["\n\n \n", /empty/],
  "nul.csv": ["a,b\n1,\0\n", /NUL bytes/],
  "wide.csv": [wide, /at most 5,000 can be read/],
  "header.csv": [`${"h".repeat(16_000_000)},b\n1,2\n`, /^$/],
  "ragged.csv": ["a,b\n1,2,3\n", /more fields than its header/],
  "quote.csv": ['a,b\n"1,2\n3,4\n', /can't be read as CSV/],
  "broken.json": ['[{"a": 1}, {"a": ', /not JSON/],
  "number.json": ["17", /list of records/],
  "half.ndjson": ['{"a": 1}\n{"a"\n', /in line 2/],
  "half.parquet": [readFileSync(join(samples, "snappy.parquet")).subarray(0, 2000), /cut short/],
  "middle.parquet": [
    Buffer.concat([
      readFileSync(join(samples, "none.parquet")).subarray(0, 40),
      readFileSync(join(samples, "none.parquet")).subarray(200),
    ]),
    /can't be read as Parquet|cut short/,
  ],
  "lz4.parquet": [readFileSync(join(samples, "lz4.parquet")), /compressed with LZ4/],
  "half.xlsx": [readFileSync(join(samples, "edge.xlsx")).subarray(0, 4000), /cut short/],
  "bomb.csv.gz": [gzipSync(Buffer.alloc(400 * 1_048_576)), /more than 256 MB/],
  "secret.xlsx": [Buffer.from("d0cf11e0a1b11ae1".padEnd(2000, "0"), "hex"), /password/],
  "doc.csv": ["%PDF-1.7\n1 0 obj", /PDF/],
};

describe("a file that can't be read", () => {
  beforeAll(() => {
    for (const [name, [content]] of Object.entries(hostile)) put(name, content);
  });

  test.each(Object.entries(hostile))("%s is refused in words that say why, and the server goes on", async (name, [, words]) => {
    const { status, error } = await run([name], `datasets["${name}"].shape[0]`);
    expect(error?.message ?? "").toMatch(words);
    expect(status).toBe(words.source === "^$" ? "ok" : "guest-error");
    expect(error?.message ?? "").not.toMatch(/\/tmp|node_modules/);
    expect((await run([], "6 * 7")).result).toBe(42);
  });
});

test("a listing tells of a table what a run has told of it, and nothing of one that none has read", async () => {
  put("listed.csv", "id,v\n007,1\n008,MISSING\n009,3\n");
  put("unread.csv", "a,b\n1,2\n");
  await run(["listed"], "1");
  const { data, text } = await server.call("list_templates", { kind: "datasets" });
  const items = new Map(
    (data.items as { name: string; rows: number | null; notes: object[] }[]).map((item) => [item.name, item]),
  );
  expect(items.get("listed")).toMatchObject({ rows: 3, notes: [{ kind: "leading-zeros" }, { kind: "text-not-number" }] });
  expect(items.get("unread")).toMatchObject({ rows: null, notes: [] });
  expect(text).toMatch(/listed \(csv, 1 kB, 3 rows of id \(text\), v \(text\)\)\n- id: text, so that zeros in front stay/);
});
