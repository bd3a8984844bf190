import { execFileSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Dataset, DatasetSource } from "../../core/ports/dataset-source.ts";
import { type DatasetPage, listDatasets } from "../../core/tables/dataset-listing.ts";
import { datasetSourceContract } from "../../core/testing/index.ts";
import { openConfined } from "./confined-file.ts";
import { datasetsWorkspace } from "./index.ts";

let folder: string;
let root: string;
let source: DatasetSource;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workspace-"));
  root = join(folder, "root");
  mkdirSync(join(root, "eu"), { recursive: true });
  writeFileSync(join(root, "sales.csv"), "a,b\n1,2\n");
  writeFileSync(join(root, "eu", "costs.TSV"), "a\tb\n1\t2\n");
  writeFileSync(join(root, "eu", "plan.json"), "[]");
  writeFileSync(join(root, "notes.txt"), "no table");
  writeFileSync(join(root, ".hidden.csv"), "a\n1\n");
  writeFileSync(join(folder, "secret.csv"), "SECRET\n1\n");
  source = datasetsWorkspace({ root }).adapters!.datasetSource!();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function whole(dataset: Dataset): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of dataset.read()) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
const text = async (name: string) => whole((await source.open(name))!);

describe("the contract of dataset sources", () =>
  datasetSourceContract(test, (sales) => {
    const workspace = join(folder, "other");
    mkdirSync(workspace);
    writeFileSync(join(workspace, "sales.csv"), sales);
    return datasetsWorkspace({ root: workspace }).adapters!.datasetSource!();
  }));

describe("the tables of the workspace", () => {
  test("are the CSV, TSV and JSON files at any depth, by their short names", async () => {
    const open = expect.any(Function);
    expect(await source.list()).toEqual([
      { name: "costs", format: "csv", open },
      { name: "plan", format: "json", open },
      { name: "sales", format: "csv", open },
    ]);
  });

  test.each(["sales", "sales.csv"])("open as %s", async (name) => {
    expect(await source.open(name)).toEqual({ name, format: "csv", bytes: 8, read: expect.any(Function) });
    expect(await text(name)).toBe("a,b\n1,2\n");
  });

  test.each(["costs", "costs.TSV", "eu/costs.TSV"])("open from a subfolder as %s", async (name) => {
    expect(await text(name)).toBe("a\tb\n1\t2\n");
  });

  test.each(["nothing", "notes", ".hidden.csv", "eu/nothing.txt", ".hidden.txt", ""])("do not include %j", async (name) => {
    expect(await source.open(name)).toBeNull();
  });

  test.each([
    ["notes.txt", /"notes\.txt" is in the workspace, and \.txt files can't be read: .* the ending \.csv\. Read are \.csv, /],
    ["eu/old.xls", /\.xls files can't be read: save it as \.xlsx/],
    ["eu/README", /files without an ending can't be read/],
    ["eu", /"eu" is a folder of csv, json files: only files of one kind make one table/],
    ["eu/", /only files of one kind/],
  ])("do not include %s, and the refusal says why and what to do", async (name, words) => {
    writeFileSync(join(root, "eu", "old.xls"), "x");
    writeFileSync(join(root, "eu", "README"), "x");
    await expect(source.open(name)).rejects.toMatchObject({ code: "DATASET_INVALID", message: expect.stringMatching(words) });
  });

  test("say nothing of a file that a link leads to", async () => {
    writeFileSync(join(folder, "secret.txt"), "x");
    symlinkSync(join(folder, "secret.txt"), join(root, "leak.txt"));
    symlinkSync(folder, join(root, "out"));
    for (const name of ["leak.txt", "out/secret.txt", "out"]) expect(await source.open(name)).toBeNull();
  });

  test("of one name are refused with both paths, and are listed by their paths, which open", async () => {
    writeFileSync(join(root, "eu", "sales.csv"), "other");
    await expect(source.open("sales")).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: expect.stringMatching(/"eu\/sales\.csv", "sales\.csv"/),
    });
    const names = (await source.list()).map((info) => info.name);
    expect(names).toEqual(["costs", "plan", "eu/sales.csv", "sales.csv"]);
    expect(await text("eu/sales.csv")).toBe("other");
    expect(await text("sales.csv")).toBe("a,b\n1,2\n");
  });
});

describe("names that point outside", () => {
  test.each(["../secret.csv", "eu/../../secret.csv", "..", "/etc/passwd", "a\0.csv", "C:\\secret.csv", "..\\secret.csv"])(
    "%j is refused",
    async (name) => {
      await expect(source.open(name)).rejects.toMatchObject({ code: "DATASET_OUTSIDE" });
    },
  );

  test("a link to a file outside is refused and not listed", async () => {
    symlinkSync(join(folder, "secret.csv"), join(root, "leak.csv"));
    await expect(source.open("leak")).rejects.toMatchObject({ code: "DATASET_OUTSIDE" });
    expect((await source.list()).map((info) => info.name)).not.toContain("leak");
  });

  test("a folder that is a link to outside hides what is in it", async () => {
    symlinkSync(folder, join(root, "out"));
    expect(await source.open("secret")).toBeNull();
    expect(await source.open("out/secret.csv")).toBeNull();
    await expect(openConfined(root, "out/secret.csv")).rejects.toMatchObject({ code: "DATASET_OUTSIDE" });
  });

  test("a link to a table inside the workspace opens", async () => {
    symlinkSync(join(root, "sales.csv"), join(root, "current.csv"));
    expect(await text("current")).toBe("a,b\n1,2\n");
  });
});

describe("files that can't be read", () => {
  test("a pipe is refused without waiting for a writer", async () => {
    execFileSync("python3", ["-c", "import os, sys; os.mkfifo(sys.argv[1])", join(root, "pipe.csv")]);
    await expect(source.open("pipe")).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: expect.stringMatching(/not a regular file/),
    });
    expect((await source.list()).map((info) => info.name)).not.toContain("pipe");
  });

  test("a link to nothing, or to itself, is refused with the reason", async () => {
    symlinkSync("gone.csv", join(root, "dangling.csv"));
    symlinkSync("loop.csv", join(root, "loop.csv"));
    await expect(source.open("dangling")).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: expect.stringMatching(/link to nothing/),
    });
    await expect(source.open("loop")).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: expect.stringMatching(/circle/),
    });
  });

  test("a folder called like a table is no table", async () => {
    mkdirSync(join(root, "folder.csv"));
    expect(await source.open("folder")).toBeNull();
  });

  test("more than 100 MB is refused with size, limit and what to do", async () => {
    writeFileSync(join(root, "big.csv"), "");
    truncateSync(join(root, "big.csv"), 100 * 1024 * 1024 + 1);
    await expect(source.open("big")).rejects.toMatchObject({
      code: "DATASET_TOO_LARGE",
      message: expect.stringMatching(/100\.1 MB; one execution holds 100 MB\. Keep only the columns and rows/),
    });
    const { items } = await listDatasets(source, 0, 10);
    expect(items).toContainEqual(expect.objectContaining({ name: "big", bytes: 100 * 1024 * 1024 + 1, sha256: "" }));
  });

  test.each([
    ["grows", () => appendFileSync(join(root, "sales.csv"), "3,4\n")],
    ["shrinks", () => truncateSync(join(root, "sales.csv"), 3)],
  ])("a file that %s before it is read is refused, not cut", async (_how, change) => {
    const sales = (await source.open("sales"))!;
    change();
    await expect(whole(sales)).rejects.toMatchObject({ code: "DATASET_INVALID" });
  });

  test("a file of many pieces comes whole", async () => {
    const rows = "0123456789abcde\n".repeat(200_000);
    writeFileSync(join(root, "long.csv"), rows);
    expect(await text("long")).toBe(rows);
  });

  test("a subfolder that can't be read does not hide the others", async () => {
    chmodSync(join(root, "eu"), 0);
    expect((await source.list()).map((info) => info.name)).toContain("sales");
    chmodSync(join(root, "eu"), 0o755);
  });
});

describe("a workspace of thousands of files", () => {
  const busy = async (work: () => Promise<unknown>): Promise<number> => {
    let [slowest, last] = [0, performance.now()];
    const beat = setInterval(() => {
      slowest = Math.max(slowest, performance.now() - last);
      last = performance.now();
    }, 1);
    await work();
    clearInterval(beat);
    return Math.max(slowest, performance.now() - last);
  };
  const fill = (folders: number, files: number) => {
    for (let d = 0; d < folders; d++) {
      mkdirSync(join(root, `d${d}`));
      for (let f = 0; f < files; f++) writeFileSync(join(root, `d${d}`, `f${d}_${f}.csv`), "a\n1\n");
    }
  };

  test("is walked once for a page, and only the page's files are opened", async () => {
    fill(20, 100);
    let opened = 0;
    const counted: DatasetSource = {
      list: async () =>
        (await source.list()).map((info) => ({
          ...info,
          open: () => {
            opened++;
            return info.open();
          },
        })),
      open: () => Promise.reject(new Error("a listed dataset is not looked up again")),
    };
    const began = performance.now();
    let page: DatasetPage | undefined;
    const stall = await busy(async () => {
      page = await listDatasets(counted, 50, 50);
    });
    expect(page?.total).toBe(2023);
    expect(page?.items.every(({ sha256 }) => sha256.length === 64)).toBe(true);
    expect(opened).toBe(50);
    // Its own turns lie between those of others: none takes as long as the whole.
    expect(stall).toBeLessThan((performance.now() - began) / 2);
  });

  test("large files are read a few at a time, in pieces", async () => {
    for (let f = 0; f < 60; f++) {
      writeFileSync(join(root, `big${f}.csv`), "a\n");
      truncateSync(join(root, `big${f}.csv`), 19 * 1_048_576);
    }
    const before = process.memoryUsage.rss();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() - before);
    }, 5);
    const { items } = await listDatasets(source, 0, 60);
    clearInterval(watch);
    expect(items.filter(({ sha256 }) => sha256 !== "")).toHaveLength(60);
    // All at once they are 1.1 GB.
    expect(most).toBeLessThan(300e6);
  });
});

test("a workspace that is not there, or is a file, is refused at start with what to do", () => {
  const open = (path: string) => () => datasetsWorkspace({ root: path }).adapters!.datasetSource!();
  expect(open(join(folder, "none"))).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
  expect(open(join(root, "sales.csv"))).toThrow(/Give the folder/);
});
