import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { limits } from "../limits.ts";
import { packed, unpacked } from "./packed.ts";

test("what is packed is unpacked, and takes less room than its text", async () => {
  const value = { rows: Array.from({ length: 1000 }, (_, at) => ({ region: "Europe", at, "ü\u2028": null })) };
  const body = await packed(value);
  expect(body.length).toBeLessThan(JSON.stringify(value).length / 4);
  expect(await unpacked(body)).toEqual(value);
});

test("bytes that are no packed JSON, and ones that unfold past the limit, are a fault of the store", async () => {
  const bomb = brotliCompressSync(Buffer.alloc(limits.unpackedArtifactBytes + 1, "0"));
  const cases = [Buffer.from("{}"), new Uint8Array(0), brotliCompressSync(Buffer.from("{")), bomb];
  for (const body of cases) await expect(unpacked(body)).rejects.toMatchObject({ code: "STORE_FAILED" });
});
