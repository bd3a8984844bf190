import { deflateRawSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decode, type Packed } from "./decode.ts";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const read = async (rest: Partial<Packed> & { bytes: Uint8Array }) => {
  const { format, bytes } = await decode({ format: "csv", packing: null, sheet: null, ...rest });
  return [format, text(bytes)];
};

/** An archive as other programs write it; `sizes` lies about what comes out. */
function zip(files: Readonly<Record<string, Buffer>>, options: { encrypted?: boolean; method?: number } = {}): Buffer {
  const { encrypted = false, method = 8 } = options;
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = method === 0 ? content : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(encrypted ? 1 : 0, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(10, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    central.push(Buffer.concat([entry, Buffer.from(name)]));
    parts.push(local, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

const csv = Buffer.from("a,b\n1,2\n");

test("one file that was compressed is unpacked, and goes by the ending that the archive tells", async () => {
  expect(await read({ packing: "gzip", bytes: gzipSync(csv) })).toEqual(["csv", "a,b\n1,2\n"]);
  for (const method of [0, 8])
    expect(await read({ format: "zip", packing: "zip", bytes: zip({ "x/sales.CSV": csv }, { method }) })).toEqual([
      "csv",
      "a,b\n1,2\n",
    ]);
  expect(await read({ format: "csv", packing: "zip", bytes: zip({ "d.json": Buffer.from("[]") }) })).toEqual(["json", "[]"]);
  const marked = zip({ "__MACOSX/._a.csv": csv, ".DS_Store": csv, "dir/": Buffer.alloc(0), "a.tsv": csv });
  expect(await read({ format: "zip", packing: "zip", bytes: marked })).toEqual(["csv", "a,b\n1,2\n"]);
});

const huge = Buffer.alloc(300 * 1_048_576);
const one = zip({ "a.csv": csv });
test.each<[string, Partial<Packed> & { bytes: Uint8Array }, RegExp]>([
  ["a gzip bomb", { packing: "gzip", bytes: gzipSync(huge) }, /more than 256 MB/],
  ["a zip bomb that lies about its size", { format: "zip", packing: "zip", bytes: zip({ "a.csv": huge }) }, /more than 256 MB/],
  [
    "a zip bomb called a workbook",
    { format: "xlsx", bytes: zip({ "xl/workbook.xml": csv, "xl/worksheets/sheet1.xml": huge }) },
    /more than 256 MB/,
  ],
  [
    "two files in one archive",
    { format: "zip", packing: "zip", bytes: zip({ "a.csv": csv, "b.csv": csv }) },
    /2 files \("a.csv", "b.csv"\); unpack it/,
  ],
  ["an archive without a file", { format: "zip", packing: "zip", bytes: zip({}) }, /without a file/],
  [
    "an archive of what is no table",
    { format: "zip", packing: "zip", bytes: zip({ "a.exe": csv }) },
    /"a.exe", which is no table/,
  ],
  [
    "an archive with a password",
    { format: "zip", packing: "zip", bytes: zip({ "a.csv": csv }, { encrypted: true }) },
    /password/,
  ],
  [
    "an archive packed in a rare way",
    { format: "zip", packing: "zip", bytes: zip({ "a.csv": csv }, { method: 12 }) },
    /pack it again/,
  ],
  ["an archive that was cut short", { format: "zip", packing: "zip", bytes: one.subarray(0, one.length - 30) }, /cut short/],
  [
    "an archive whose list leads nowhere",
    { format: "zip", packing: "zip", bytes: Buffer.from(one).fill(0xff, one.length - 6, one.length - 2) },
    /cut short/,
  ],
  ["text called .gz", { packing: "gzip", bytes: csv }, /not compressed with gzip/],
  ["half a gzip file", { packing: "gzip", bytes: gzipSync(csv).subarray(0, 14) }, /cut short/],
  ["text called a workbook", { format: "xlsx", bytes: csv }, /cut short/],
  ["an archive called a workbook", { format: "xlsx", bytes: one }, /an archive of other files/],
  ["an encrypted or old workbook", { format: "xlsx", bytes: Buffer.from("d0cf11e0a1b11ae1", "hex") }, /password, or an old/],
  ["text called Parquet", { format: "parquet", bytes: csv }, /no Parquet file/],
  ["half a Parquet file", { format: "parquet", bytes: Buffer.from("PAR1aaaaaaaaaaaaaaaaaaa") }, /no Parquet file/],
])("%s is refused, and the words say why", async (_, file, words) => {
  const [format, said] = await read(file);
  expect(format).toBe("refused");
  expect(said).toMatch(words);
});
