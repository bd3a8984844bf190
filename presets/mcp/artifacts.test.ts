import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { limits } from "../../core/limits.ts";
import { Artifacts, writeChart } from "./artifacts.ts";

const DAY_MS = 24 * 3_600_000;
const folder = mkdtempSync(join(tmpdir(), "artifacts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const png = (bytes: number, fill = 1) => new Uint8Array(bytes).fill(fill);

test("a chart is kept as picture and page, each under its own address, for the client who drew it", () => {
  const store = new Artifacts(null);
  const kept = store.keepChart("jane", "c1", "bar", { png: png(3), html: "<p>é" });
  expect(kept).toEqual({ png: "strategic://charts/c1.png", html: "strategic://charts/c1.html", file: null });
  expect(store.read("strategic://charts/c1.png", "jane")).toMatchObject({ mimeType: "image/png", bytes: png(3) });
  const page = store.read("strategic://charts/c1.html", "jane");
  expect([page?.mimeType, Buffer.from(page?.bytes ?? []).toString()]).toEqual(["text/html;profile=strategic", "<p>é"]);
  const run = store.keepRun("jane", "r1", "[1]");
  expect([run, Buffer.from(store.read(run, "jane")?.bytes ?? []).toString(), store.read(run, "jane")?.mimeType]).toEqual([
    "strategic://runs/r1",
    "[1]",
    "application/json",
  ]);
  for (const uri of [run, kept.png, kept.html]) expect(store.read(uri as string, "jack")).toBeNull();
  expect(store.keepChart("jane", "c2", "bar", { png: null, html: null })).toEqual({ png: null, html: null, file: null });
  expect(store.read("strategic://charts/c2.png", "jane")).toBeNull();
});

test("what is kept is there for 24 hours to the last millisecond, and not one longer", () => {
  let now = 1000;
  const store = new Artifacts(null, () => now);
  const uri = store.keepRun("jane", "r", "{}");
  now += DAY_MS;
  expect(store.read(uri, "jane")).not.toBeNull();
  now += 1;
  expect(store.read(uri, "jane")).toBeNull();
});

test("as many bytes are kept as the table of limits says, for all clients together", () => {
  const store = new Artifacts(null);
  // One buffer, counted every time: the store weighs what it was given.
  const half = png(limits.keptArtifactsBytes / 2);
  const keep = (id: string, picture = half) => store.keepChart("jane", id, "bar", { png: picture, html: null });
  keep("a");
  keep("b");
  expect(store.read("strategic://charts/a.png", "jane")).not.toBeNull();
  keep("c", png(1));
  expect(["a", "b", "c"].map((id) => store.read(`strategic://charts/${id}.png`, "jane") !== null)).toEqual([true, false, true]);
});

/** What a store promises, as a list: whose it is, how old, and least recently used first. */
test("keeps what a model of it keeps, whoever keeps and reads, in whatever order and however late", () => {
  const client = fc.constantFrom("jane", "jack");
  const step = fc.oneof(
    fc.record({ do: fc.constant("keep" as const), client, id: fc.nat(9), bytes: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ do: fc.constant("read" as const), client, id: fc.nat(9) }),
    fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, DAY_MS / 2, DAY_MS) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let now = 0;
      const most = 60;
      const store = new Artifacts(null, () => now, most);
      let model: { uri: string; client: string; bytes: number; until: number }[] = [];
      const held = (of: (one: { client: string }) => boolean) => model.filter(of).reduce((sum, { bytes }) => sum + bytes, 0);
      for (const one of steps) {
        if (one.do === "wait") now += one.ms;
        else if (one.do === "keep") {
          const uri = store.keepRun(one.client, String(one.id), "x".repeat(one.bytes));
          model = model.filter((other) => other.uri !== uri);
          while (held(() => true) + one.bytes > most) {
            const own = held(({ client }) => client === one.client);
            const others = held(({ client }) => client !== one.client);
            const loses = own > 0 && own + one.bytes >= others ? one.client : one.client === "jane" ? "jack" : "jane";
            model.splice(
              model.findIndex(({ client }) => client === loses),
              1,
            );
          }
          model.push({ uri, client: one.client, bytes: one.bytes, until: now + DAY_MS });
        } else {
          const uri = `strategic://runs/${one.id}`;
          const at = model.findIndex((other) => other.uri === uri && other.client === one.client);
          const found = model[at];
          expect(store.read(uri, one.client)?.bytes.length ?? null).toBe(
            found === undefined || found.until < now ? null : found.bytes,
          );
          if (found !== undefined) model.push(...model.splice(at, 1));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("where there is a folder, the chart is a file too: the picture, and the page only when there is no picture", () => {
  const out = join(folder, "a", "b");
  const store = new Artifacts(out);
  expect(store.keepChart("jane", "1", "bar", { png: png(3), html: "<p>" }).file).toBe(join(out, "bar-1.png"));
  expect(store.keepChart("jane", "2", "bar", { png: null, html: "<p>" }).file).toBe(join(out, "bar-2.html"));
  expect(store.keepChart("jane", "3", "bar", { png: null, html: null }).file).toBeNull();
  expect(readdirSync(out).toSorted()).toEqual(["bar-1.html", "bar-1.png", "bar-2.html"]);
  expect(readFileSync(join(out, "bar-1.html"), "utf8")).toBe("<p>");
});

test("no template's name leads out of the folder", () => {
  expect(writeChart(folder, "../../etc/passwd", "x", { png: png(1), html: null })).toEqual({
    png: join(folder, "______etc_passwd-x.png"),
    html: null,
  });
});
