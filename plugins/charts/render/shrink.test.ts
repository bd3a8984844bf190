import fc from "fast-check";
import { decode, encode } from "fast-png";
import { expect, test } from "vitest";
import { shrunk } from "./shrink.ts";

/** Noise, which nothing compresses. */
function noise(width: number, height: number, channels: 3 | 4 = 3) {
  const data = new Uint8Array(width * height * channels);
  for (let at = 0, seed = 1; at < data.length; at++) data[at] = seed = (seed * 16_807) % 2_147_483_647;
  return encode({ width, height, data, channels, depth: 8 });
}

test("a picture comes in fewer bytes, in its proportions, as large as fits", () => {
  const png = noise(1200, 600);
  for (const most of [png.length * 0.9, png.length / 4, 200_000]) {
    const smaller = shrunk(png, most) as Uint8Array;
    expect(smaller.length).toBeLessThanOrEqual(most);
    expect(smaller.length).toBeGreaterThan(most * 0.5);
    const { width, height } = decode(smaller);
    expect(width / height).toBeCloseTo(2, 1);
  }
});

test("its colours are the means of what they stand for, and what can't be seen through gives none", () => {
  // Left half white on black lines, right half seen through to red.
  const [width, height] = [800, 800];
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const line = (x + y) % 2 === 0;
      data.set(
        x < width / 2 ? (line ? [255, 255, 255, 255] : [0, 0, 0, 255]) : line ? [255, 0, 0, 255] : [0, 0, 0, 0],
        (y * width + x) * 4,
      );
    }
  // As one that needs many bytes, which this pattern does not.
  const smaller = decode(shrunk(padded(encode({ width, height, data, channels: 4, depth: 8 })), 60_000) as Uint8Array);
  const pixel = (x: number) => [...smaller.data.subarray((10 * smaller.width + x) * 4, (10 * smaller.width + x) * 4 + 4)];
  const [left, right] = [pixel(10), pixel(smaller.width - 10)];
  for (const value of left.slice(0, 3)) expect(value).toBeGreaterThan(100);
  for (const value of left.slice(0, 3)) expect(value).toBeLessThan(155);
  expect(left[3]).toBe(255);
  expect(right.slice(0, 3)).toEqual([255, 0, 0]);
  expect(Math.abs((right[3] as number) - 128)).toBeLessThan(30);
});

/** With a chunk of text, which says nothing of its pixels. */
function padded(png: Uint8Array): Uint8Array {
  const { width, height, data, channels, depth } = decode(png);
  return encode({ width, height, data, channels, depth, text: { Comment: "x".repeat(400_000) } });
}

test("what can't be read, is too large to unpack, or would be too small to read, is not made smaller", () => {
  const png = noise(800, 400);
  expect(shrunk(png, 1000)).toBeNull();
  const bomb = png.slice();
  new DataView(bomb.buffer).setUint32(16, 100_000);
  expect(shrunk(bomb, 1000)).toBeNull();
  expect(shrunk(new Uint8Array(10), 5)).toBeNull();
  expect(() => shrunk(png.slice(0, 500), 100)).toThrow();
});

test("bytes of anybody end in a picture, in none, or in an error", () => {
  const png = noise(300, 200);
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.tuple(fc.nat(png.length - 1), fc.nat(255)).map(([at, value]) => png.with(at, value)),
  );
  fc.assert(
    fc.property(bytes, (given) => {
      let made: Uint8Array | null = null;
      try {
        made = shrunk(given, 60_000);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
      if (made !== null) expect(made.length).toBeLessThanOrEqual(60_000);
    }),
    { numRuns: 60 },
  );
});
