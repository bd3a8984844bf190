import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Decoder } from "./decoder.ts";

const folder = mkdtempSync(join(tmpdir(), "decoder-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In place of the readers: does what the first letter of the file says. */
const program = join(folder, "thread.cjs");
writeFileSync(
  program,
  `const { parentPort, threadId } = require("node:worker_threads");
   parentPort.on("message", ({ format, bytes }) => {
     const does = Buffer.from(bytes).toString();
     if (does === "hang") for (;;);
     if (does === "throw") throw new Error("broken");
     if (does === "eat") { const kept = []; for (;;) kept.push(new Array(100000).fill({})); }
     if (does === "leave") process.exit(0);
     const made = new TextEncoder().encode(does + " by " + threadId);
     parentPort.postMessage({ format, bytes: made }, [made.buffer]);
   });`,
);
const packed = (does: string) => ({ format: "f", packing: null, sheet: null, bytes: new TextEncoder().encode(does) });
const never = { signal: new AbortController().signal, wallMs: 20_000 };
const text = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString();

test("files are read one after the other by one thread, which lives on", async () => {
  const decoder = new Decoder(program);
  const [a, b] = await Promise.all([decoder.decode(packed("a"), never), decoder.decode(packed("b"), never)]);
  const [, thread] = text(a).split(" by ");
  expect([text(a), text(b), a.format]).toEqual([`a by ${thread}`, `b by ${thread}`, "f"]);
});

test.each([
  ["hang", 300, /took longer than 1 s to read/],
  ["throw", 20_000, /may be damaged/],
  ["leave", 20_000, /may be damaged/],
  ["eat", 60_000, /needs more memory to read/],
])("a file that makes the reader %s is told, and the next one is read", async (does, wallMs, words) => {
  const decoder = new Decoder(program);
  const { format, bytes } = await decoder.decode(packed(does), { ...never, wallMs });
  expect([format, Buffer.from(bytes).toString()]).toEqual(["refused", expect.stringMatching(words)]);
  expect(text(await decoder.decode(packed("next"), never))).toMatch(/^next by/);
});

test("a run that is cancelled is not waited for", async () => {
  const decoder = new Decoder(program);
  const controller = new AbortController();
  const hanging = decoder.decode(packed("hang"), { ...never, signal: controller.signal });
  const waiting = decoder.decode(packed("later"), { ...never, signal: controller.signal });
  setTimeout(() => controller.abort(), 100);
  for (const one of [hanging, waiting]) expect(text(await one)).toMatch(/was cancelled/);
  expect(text(await decoder.decode(packed("next"), never))).toMatch(/^next by/);
});
