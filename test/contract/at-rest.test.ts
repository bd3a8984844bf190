import { expect, test } from "vitest";
import { packed } from "../../core/artifacts/packed.ts";
import { charts } from "../../plugins/charts/index.ts";

const context = {
  ...{ title: null, subtitle: null, source: null, locale: "en", currency: null, persona: null },
  ...{ generatedAt: "2026-01-01T00:00:00.000Z", runId: "r", codeSha256: null, datasets: [], sample: true },
};

test("the sample of no template takes more than 20 kB where it is kept", async () => {
  const sizes = (charts().charts ?? []).map(async ({ id, build, input, sample }) => {
    const spec = build(input.parse(sample), context);
    return { id, bytes: (await packed({ spec })).length };
  });
  const all = await Promise.all(sizes);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter(({ bytes }) => bytes > 20_000)).toEqual([]);
});
