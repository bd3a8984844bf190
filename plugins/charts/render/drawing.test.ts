import { performance } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import type { RenderCall, RenderOptions } from "../../../core/ports/renderer.ts";
import { draw } from "../tests/charts.ts";
import { renderer } from "./renderer.ts";

const options: RenderOptions = { formats: ["png"], theme: "light", width: 640, height: 360, scale: 1, locale: "en" };
const call = (client: string, signal = new AbortController().signal): RenderCall => ({ client, signal });
const barSpec = (): DashboardSpec => draw("bar", { labels: ["a", "b"], values: [1, 2] });
/** Two minutes of measuring text, once the caps of `core` are past. */
const endless = (): DashboardSpec => ({ ...barSpec(), title: "W i ".repeat(480_000) });
const isPng = (png: Uint8Array | null) => expect([...(png ?? []).slice(1, 4)]).toEqual([80, 78, 71]);

let drawing = renderer();
afterEach(() => drawing.close());

describe("a picture that takes too long", () => {
  test("fails alone: another client's comes in time, and so does the next of the same client", async () => {
    drawing = renderer({ seconds: 1, memoryMb: 512 });
    await drawing.render(barSpec(), options, call("warm"));
    const began = performance.now();
    const slow = drawing.render(endless(), options, call("a"));
    const more = [1, 2, 3, 4].map(() => drawing.render(endless(), options, call("a")));
    const other = drawing.render(barSpec(), options, call("b"));
    await expect(slow).rejects.toMatchObject({ code: "RENDER_FAILED", message: expect.stringMatching(/longer than 1 s/) });
    isPng((await other).png);
    // After the one that was being drawn, not after all five.
    expect(performance.now() - began).toBeLessThan(30_000);
    for (const one of await Promise.allSettled(more)) expect(one.status).toBe("rejected");
    isPng((await drawing.render(barSpec(), options, call("a"))).png);
  });

  test("is ended when nobody waits for it any more, drawn or waiting", async () => {
    const [drawn, waiting] = [new AbortController(), new AbortController()];
    await drawing.render(barSpec(), options, call("warm"));
    const began = performance.now();
    const both = Promise.allSettled([
      drawing.render(endless(), options, call("a", drawn.signal)),
      drawing.render(endless(), options, call("a", waiting.signal)),
    ]);
    setTimeout(() => waiting.abort(), 50);
    setTimeout(() => drawn.abort(), 200);
    expect(await both).toMatchObject([{ reason: { code: "ABORTED" } }, { reason: { code: "ABORTED" } }]);
    await expect(drawing.render(barSpec(), options, call("a", drawn.signal))).rejects.toMatchObject({ code: "ABORTED" });
    isPng((await drawing.render(barSpec(), options, call("a"))).png);
    expect(performance.now() - began).toBeLessThan(60_000);
  });
});

function wide(bars: number): DashboardSpec {
  const panel = barSpec().panels[0]!;
  const labels = Array.from({ length: bars }, (_, at) => `label ${at}`);
  const series = [{ ...panel.series[0]!, values: labels.map((_, at) => at) }];
  return { ...barSpec(), panels: [{ ...panel, labels, series }] };
}

test.each(["png", "html"] as const)(
  "a %s that takes too much memory takes itself only",
  async (format) => {
    drawing = renderer({ seconds: 150, memoryMb: 24 });
    const fails = drawing.render(wide(400_000), { ...options, formats: [format] }, call("a"));
    await expect(fails).rejects.toMatchObject({ code: "RENDER_FAILED", message: expect.stringMatching(/24 MB/) });
    isPng((await drawing.render(barSpec(), options, call("a"))).png);
  },
  60_000,
);

test("whoever asks this process for something else does not wait for a page of very many rows", async () => {
  await drawing.render(barSpec(), { ...options, formats: ["html"] }, call("warm"));
  const before = performance.eventLoopUtilization();
  const { html } = await drawing.render(wide(20_000), { ...options, formats: ["html"] }, call("a"));
  expect(html).toContain("label 19999");
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
});

test("closing rejects what waits and leaves no thread", async () => {
  const one = drawing.render(endless(), options, call("a"));
  const two = drawing.render(barSpec(), options, call("a"));
  const both = Promise.allSettled([one, two]);
  await drawing.close();
  expect(await both).toMatchObject([{ status: "rejected" }, { reason: { code: "APP_CLOSED" } }]);
});

test("a thread that has had nothing to draw for two minutes ends, and the next chart starts another", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const ends = vi.spyOn(Worker.prototype, "terminate");
  try {
    drawing = renderer();
    await drawing.render(barSpec(), options, call("a"));
    vi.advanceTimersByTime(119_000);
    isPng((await drawing.render(barSpec(), options, call("a"))).png);
    vi.advanceTimersByTime(119_000);
    expect(ends).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(ends).toHaveBeenCalledOnce();
    isPng((await drawing.render(barSpec(), options, call("a"))).png);
  } finally {
    vi.useRealTimers();
    ends.mockRestore();
  }
});

test("a picture is made smaller in the same thread, between others; bytes that are no picture fail alone", async () => {
  const { png } = await drawing.render(barSpec(), { ...options, scale: 3 }, call("a"));
  const whole = png as Uint8Array;
  const [smaller, next, none] = await Promise.allSettled([
    drawing.shrink?.(whole, whole.length / 2, call("a")),
    drawing.render(barSpec(), options, call("a")),
    drawing.shrink?.(
      whole.map((byte, at) => (at > 40 ? byte ^ 85 : byte)),
      1000,
      call("b"),
    ),
  ]);
  if (smaller?.status !== "fulfilled" || next?.status !== "fulfilled") throw new Error("both are drawn");
  isPng(smaller.value ?? null);
  expect(smaller.value?.length).toBeLessThanOrEqual(whole.length / 2);
  isPng(next.value.png);
  expect(none).toMatchObject({ status: "rejected", reason: { code: "RENDER_FAILED" } });
});
