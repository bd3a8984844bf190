import { expect, test } from "vitest";
import { headOf, keptHead, keyOf } from "./dataset-heads.ts";
import { KeptTables } from "./kept-tables.ts";

const MIB = 1_048_576;

test("tables are known until there is no room for them: whichever was used least recently goes first, and is named", () => {
  const known = new KeptTables();
  expect([known.has("a"), known.add("a", 90 * MIB), known.add("b", 90 * MIB), known.has("a")]).toEqual([false, [], [], true]);
  expect(known.add("c", 20 * MIB)).toEqual(["b"]);
  expect([known.has("a"), known.has("b"), known.has("c")]).toEqual([true, false, true]);
  expect(known.add("c", 21 * MIB)).toEqual([]);
  expect(known.add("huge", 193 * MIB)).toEqual(["a", "c", "huge"]);
  expect([known.add("d", 192 * MIB), known.clear(), known.has("d"), known.add("e", 192 * MIB)]).toEqual([[], ["d"], false, []]);
});

test("a table is kept under all that decides what comes of its bytes", () => {
  const dataset = { name: "n", format: "csv", sha256: "s", bytes: new Uint8Array(0) };
  const files = [1, 2].map((bytes) => ({ name: `f${bytes}`, bytes }));
  const keys = [{}, { format: "json" }, { packing: "gzip" as const }, { sheet: "a" }, { sha256: "t" }, { files }];
  const all = keys.map((rest) => keyOf({ ...dataset, ...rest }));
  expect([new Set(all).size, all.includes(null)]).toEqual([keys.length, false]);
  expect(keyOf({ ...dataset, name: "other" })).toBe(all[0]);
  expect(keyOf({ name: "n", format: "csv", bytes: new Uint8Array(0) })).toBeNull();
  expect(keyOf({ ...dataset, sheet: "x".repeat(300) })).toBeNull();
});

test("large files and those that only JavaScript reads are kept; the head says what is sent", () => {
  const dataset = { name: "n", format: "csv", sha256: "s", bytes: new Uint8Array(0) };
  expect([headOf(dataset, 99_999).key, headOf(dataset, 100_000).key]).toEqual([null, "s/csv///"]);
  expect(headOf({ ...dataset, format: "xlsx", sheet: "Q" }, 10)).toEqual({
    ...{ name: "n", format: "xlsx", packing: null, sheet: "Q", reader: null, key: "s/xlsx//Q/" },
    files: [{ name: "n", bytes: 10 }],
  });
  expect(keptHead(dataset, "k")).toMatchObject({ name: "n", key: "k", files: [] });
});
