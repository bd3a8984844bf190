import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFrame, FrameReader } from "./frames.ts";

const limits = { head: 10_000, body: 10_000 };

test("frames survive any cutting of the stream", () => {
  const frame = fc.record({ head: fc.json(), body: fc.uint8Array({ maxLength: 200 }) });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 6 }), fc.integer({ min: 1, max: 64 }), (frames, step) => {
      const stream = Buffer.concat(frames.flatMap(({ head, body }) => encodeFrame({ head }, [body])));
      const seen: { head: unknown; body: number[] }[] = [];
      const reader = new FrameReader(limits, (head, body) =>
        seen.push({ head: (head as { head: unknown }).head, body: [...body] }),
      );
      for (let at = 0; at < stream.length; at += step) reader.push(stream.subarray(at, at + step));
      expect(seen).toEqual(frames.map(({ head, body }) => ({ head, body: [...body] })));
    }),
  );
});

test("a frame that announces more than the limit is refused before its bytes arrive", () => {
  const prefix = Buffer.alloc(8);
  prefix.writeUInt32LE(4_000_000_000, 0);
  expect(() => new FrameReader(limits, () => {}).push(prefix)).toThrow(/too large/);
});

test.each([
  ["head", 0],
  ["body", 4],
])("a %s of the largest size is handed on, and one of a byte more is refused", (_, at) => {
  const frame = (length: number) => {
    const prefix = Buffer.alloc(8);
    prefix.writeUInt32LE(2, 0);
    prefix.writeUInt32LE(length, at);
    return Buffer.concat([
      prefix,
      Buffer.from(at === 0 ? '"'.padEnd(length - 1, "x") : "{}"),
      Buffer.from(at === 0 ? '"' : "x".repeat(length)),
    ]);
  };
  let frames = 0;
  new FrameReader(limits, () => frames++).push(frame(10_000));
  expect(frames).toBe(1);
  expect(() => new FrameReader(limits, () => frames++).push(frame(10_001))).toThrow(/too large/);
});

test("a head that is not JSON is refused", () => {
  const prefix = Buffer.alloc(8);
  prefix.writeUInt32LE(3, 0);
  expect(() => new FrameReader(limits, () => {}).push(Buffer.concat([prefix, Buffer.from("{x}")]))).toThrow();
});
