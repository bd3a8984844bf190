import { z } from "zod";
import { limits } from "../../../core/limits.ts";
import type { Json } from "../../../core/ports/sandbox.ts";

/**
 * What may come out of the jail. Everything else is a crash, never a value. Each is written out when it is first asked for: a jail
 * is spawned before that, and whoever waits for the first answer waits for the spawn.
 */
export const fromJail = z.lazy(() => {
  const job = z.string().max(100);
  const layer = z.object({ name: z.string().max(40), active: z.boolean(), detail: z.string().max(2000).nullable() });
  return z.discriminatedUnion("op", [
    z.object({ op: z.literal("probed"), layers: z.array(layer).max(10) }),
    z.object({ op: z.literal("pool"), workers: z.int(), ready: z.int() }),
    z.object({ op: z.literal("fault"), message: z.string().max(4000) }),
    z.object({ op: z.literal("changed") }),
    z.object({ op: z.literal("ready"), job }),
    z.object({ op: z.literal("inspected"), job, answer: z.string() }),
    z.object({ op: z.literal("kept"), key: z.string().max(300), bytes: z.int().nonnegative() }),
    z.object({
      op: z.literal("answer"),
      job,
      peakMb: z.number().nonnegative(),
      ranMs: z.number().nonnegative(),
      refused: z.boolean(),
      interrupted: z.boolean(),
      line: z.int().positive().nullable(),
      tripwires: z.array(z.string().max(200)).max(10),
    }),
    z.object({
      op: z.literal("ended"),
      job,
      reason: z.enum(["wall", "aborted", "crashed", "stopped", "tripped", "too-large", "memory"]),
      detail: z.string().max(200).nullable(),
      line: z.int().positive().nullable(),
      rewindMs: z.number().nullable(),
      replaced: z.boolean(),
    }),
  ]);
});

/** A line on the jail's standard error, written by `worker-ended.ts`: names and places, no sentence. */
export const workerReport = z.lazy(() =>
  z.object({
    event: z.literal("worker-ended"),
    error: z.string().regex(/^\w{1,40}$/),
    frames: z.array(z.string().regex(/^[\w.:-]{1,120}$/)).max(8),
    trace: z.string().max(60).nullable(),
  }),
);

/** As many as Python says (strategic_science/pictures.py). */
const FIGURES_MAX = 16;
const PIXELS_MAX = 10_000;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Whoever is shown it decodes it: it must be a picture, and not a huge one. */
const png = () =>
  z
    .base64()
    .transform((said) => new Uint8Array(Buffer.from(said, "base64")))
    .refine((bytes) => {
      const { buffer, byteOffset, byteLength } = bytes;
      if (byteLength < 33 || PNG.compare(bytes, 0, PNG.length) !== 0) return false;
      const view = new DataView(buffer, byteOffset);
      return view.getUint32(16) <= PIXELS_MAX && view.getUint32(20) <= PIXELS_MAX;
    }, "not a picture");

export const guestReport = z.lazy(() => {
  const text = z.string().max(8 * 1_048_576);
  const place = z.int().nullable();
  const nullable = z.string().nullable();
  const jsonValue = z.custom<Json>((value) => value !== undefined);
  return z.object({
    result: jsonValue,
    stdout: text,
    stderr: text,
    truncated: z.array(z.enum(["stdout", "stderr", "warnings"])).max(3),
    charts: z
      .array(
        z.object({
          template: z.string().max(200),
          data: jsonValue,
          options: z.record(z.string(), jsonValue),
          figure: z.int().positive().optional(),
        }),
      )
      .refine((charts) => charts.filter(({ figure }) => figure === undefined).length <= limits.chartsPerRun)
      .max(limits.chartsPerRun + FIGURES_MAX),
    figures: z.array(z.object({ title: z.string().max(200), png: png() })).max(FIGURES_MAX),
    datasets: z.array(
      z.object({
        name: z.string(),
        rows: z.int(),
        columns: z.int(),
        assumed: jsonValue,
        notes: z.array(z.object({ column: nullable, kind: z.string(), message: z.string(), fix: nullable })),
        fields: z.array(z.object({ name: z.string(), type: z.string() })),
      }),
    ),
    error: z
      .object({
        type: z.string().max(200),
        message: z.string().max(10_000),
        line: place,
        column: place,
        source: z.string().max(1000).nullable(),
        hint: z.string().max(2000).nullable(),
      })
      .nullable(),
    limit: z.enum(["result", "charts"]).nullable(),
    wallMs: z.number().nonnegative(),
    /** Known values, computed before the code ran; null when it did not come to that. */
    canary: z
      .array(z.union([z.number(), z.string().max(100)]))
      .max(20)
      .nullable(),
  });
});

export type GuestReport = z.infer<typeof guestReport>;

export const inspection = z.lazy(() => z.object({ output: z.string() }));
