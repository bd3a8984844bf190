import { expect, test } from "vitest";
import type { RenderOptions } from "../ports/renderer.ts";
import { fakeRenderer } from "../testing/index.ts";
import { memoryArtifacts } from "./memory-store.ts";
import { Pictures } from "./pictures.ts";
import { Results } from "./results.ts";

const call = { client: "jane", signal: new AbortController().signal };
const options = { theme: "light", width: 1000, height: 600, scale: 2, locale: "en" } as const;

/** A renderer whose pictures weigh 100 bytes a pixel of width; of a figure it makes what it is asked for. */
async function pictures(drawn: boolean, canShrink = true) {
  const scales: number[] = [];
  const results = new Results(memoryArtifacts());
  const chart = { chartId: "c", executionId: null, title: "t", headline: null, template: "bar", asked: null };
  const png = Buffer.alloc(5000).toString("base64");
  await results.keepChart("jane", "2026-01-01T00:00:00.000Z", {
    ...chart,
    drawn: drawn ? { spec: {} as never, options } : null,
    png: drawn ? null : png,
  });
  const renderer = {
    ...fakeRenderer(),
    async render(_spec: unknown, { width, scale }: RenderOptions) {
      scales.push(scale);
      return { png: new Uint8Array(width * scale * 100), html: null, text: "", warnings: [] };
    },
    ...(canShrink && { shrink: async (_png: Uint8Array, most: number) => new Uint8Array(most - 1) }),
  };
  const small = (most: number, owner = "jane") => new Pictures(results, renderer).readSmall(owner, "c", most, call);
  return { small, scales };
}

test("a chart is drawn at the scale at which it weighs no more, and as it is where it does not", async () => {
  const { small, scales } = await pictures(true);
  const length = (await small(50_000))?.length ?? 0;
  expect([length <= 50_000, length > 45_000]).toEqual([true, true]);
  // As it is, by a guess, and by what that told.
  expect(scales).toHaveLength(3);
  expect((await small(200_000))?.length).toBe(200_000);
  // Less would be fewer than 200 pixels.
  expect(await small(10_000)).toBeNull();
});

test("a picture that nothing is known of but its pixels is made smaller by who can, and is left out by who can't", async () => {
  expect((await (await pictures(false)).small(900))?.length).toBe(899);
  expect(await (await pictures(false, false)).small(900)).toBeNull();
});

test("another's chart is not found in any size", async () => {
  expect(await (await pictures(true)).small(50_000, "jack")).toBeNull();
});
