import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Lines } from "./lines.ts";

async function read(pieces: readonly (string | Buffer)[], most: number) {
  const tooLong: (string | number | null)[] = [];
  const lines = new Lines(most, (id) => tooLong.push(id));
  const whole: string[] = [];
  lines.on("data", (line: Buffer) => whole.push(line.toString()));
  for (const piece of pieces) lines.write(piece);
  lines.end();
  await new Promise((resolve) => lines.once("end", resolve));
  return { whole, tooLong };
}

test("whatever the pieces, short lines come whole, each once, and long ones are told", async () => {
  const line = fc.string({ unit: fc.constantFrom("a", "é", "漢", "{", "\r"), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 20 })), async (texts, cuts) => {
      const all = Buffer.from(texts.map((text) => `${text}\n`).join(""));
      const pieces: Buffer[] = [];
      let at = 0;
      for (const size of [...cuts, all.length]) {
        if (at >= all.length) break;
        pieces.push(all.subarray(at, at + size));
        at += size;
      }
      const { whole, tooLong } = await read(pieces, 20);
      const fits = (text: string) => Buffer.byteLength(text) + 1 <= 20;
      expect(whole).toEqual(texts.filter(fits).map((text) => `${text}\n`));
      expect(tooLong).toHaveLength(texts.filter((text) => !fits(text)).length);
    }),
  );
});

describe("the id of a line that is too long is found where clients put it", () => {
  const long = "x".repeat(5000);
  test.each([
    ["first", `{"jsonrpc":"2.0","id":7,"method":"m","params":{"a":"${long}","id":9}}`, 7],
    ["after the method", `{"jsonrpc":"2.0","method":"m","id":"a-1","params":"${long}"}`, "a-1"],
    ["last", `{"method":"m","params":{"a":"${long}"},"jsonrpc":"2.0","id":12}`, 12],
    ["before the last", `{"params":{"a":"${long}"},"id":12,"jsonrpc":"2.0"}`, 12],
    ["nowhere", `{"method":"m","params":{"a":"${long}","id":9}}`, null],
    ["only in a parameter", `{"method":"m","params":{"id":9,"a":"${long}"}}`, null],
    ["not a line of the protocol", long, null],
  ])("%s", async (_where, line, id) => {
    const pieces = line.match(/.{1,700}/gs) as string[];
    expect(await read([...pieces, "\n", "next\n"], 1000)).toEqual({ whole: ["next\n"], tooLong: [id] });
    expect(await read([`${line}\nnext\n`], 1000)).toEqual({ whole: ["next\n"], tooLong: [id] });
  });
});
