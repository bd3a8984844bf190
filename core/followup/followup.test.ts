import { expect, test } from "vitest";
import { memoryArtifacts } from "../artifacts/memory-store.ts";
import { type App, createApp } from "../index.ts";
import type { ArtifactStore } from "../ports/artifact-store.ts";
import type { DatasetSource } from "../ports/dataset-source.ts";
import type { Sandbox } from "../ports/sandbox.ts";
import type { ScopeValidator } from "../ports/scope-validator.ts";
import { fakeDatasets, fakeSandbox } from "../testing/index.ts";
import { analysis, fakeApp, fakePlugin } from "../tests/fake-app.ts";

/** A workspace whose files may change while the app is open. */
function changing(files: Record<string, string>): DatasetSource {
  return { list: () => fakeDatasets(files).list(), open: (name) => fakeDatasets(files).open(name) };
}

/** Answers with the numbers of its first table, and tells its column. */
function totalling(judge: ScopeValidator): Sandbox {
  const fake = fakeSandbox(undefined, judge);
  return {
    ...fake,
    async run(job, call) {
      const outcome = await fake.run(job, call);
      const [table] = job.datasets;
      const bytes = typeof table?.bytes === "function" ? await table.bytes() : (table?.bytes ?? []);
      const [head = "", ...lines] = Buffer.from(bytes).toString().trim().split("\n");
      const fields = [{ name: head, type: "int64" }];
      const told = { rows: lines.length, columns: 1, assumed: null, fields, notes: [] };
      const datasets = job.datasets.map(({ name }) => ({ name, ...told }));
      return outcome.status === "ok" ? { ...outcome, datasets, result: { values: lines.map(Number) } } : outcome;
    },
  };
}

function appOver(files: Record<string, string>, store: ArtifactStore = memoryArtifacts()): Promise<App> {
  const plugin = fakePlugin({ datasets: changing(files) });
  const adapters = { ...plugin.adapters, artifactStore: () => store, sandbox: totalling };
  return createApp([{ ...plugin, adapters }]);
}

const sales = { ...analysis, datasets: ["sales"] };

test("the same code on this month's file: the result, what has changed, and the chart that was drawn from it", async () => {
  const files = { sales: "v\n1\n2\n" };
  await using app = await appOver(files);
  const run = await app.analyze(sales);
  await app.render({ template: "numbers", from: { executionId: run.executionId }, title: "Sales" });
  files.sales = "w\n1\n5\n9\n";
  const again = await app.rerun({ executionId: run.executionId });
  expect(again).toMatchObject({
    before: run.executionId,
    run: { status: "ok", result: { values: [1, 5, 9] }, charts: [{ title: "Sales", template: "numbers" }] },
    changes: [
      { path: "values[1]", before: 2, after: 5, change: 3, kind: "changed" },
      { path: "values[2]", before: null, after: 9, change: null, kind: "added" },
    ],
    changesTotal: 2,
    schemaChanges: [
      { dataset: "sales", column: null, kind: "rows", before: 2, after: 3 },
      { dataset: "sales", column: "v", kind: "column-removed", before: "int64", after: null },
      { dataset: "sales", column: "w", kind: "column-added", before: null, after: "int64" },
    ],
  });
  expect(again.run.executionId).not.toBe(run.executionId);
});

test("another file takes the place of the run's table, under its name", async () => {
  await using app = await appOver({ sales: "v\n1\n", sales_feb: "v\n4\n" });
  const run = await app.analyze(sales);
  const again = await app.rerun({ executionId: run.executionId, datasets: ["sales_feb"] });
  expect(again.run).toMatchObject({ status: "ok", result: { values: [4] }, datasets: [{ name: "sales" }] });
  // And the run after that one, on the same file as it.
  const third = await app.rerun({ executionId: again.run.executionId });
  expect(third).toMatchObject({ run: { result: { values: [4] }, datasets: [{ name: "sales" }] }, changes: [] });
  await expect(app.rerun({ executionId: run.executionId, datasets: ["a", "b"] })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("one table (sales); 2 were given"),
  });
});

test("a table that came with the call has to come again, and the error says which", async () => {
  await using app = await appOver({});
  const inline = (content: string) => ({ name: "deal", format: "csv", content });
  const run = await app.analyze({ ...analysis, datasets: [inline("v\n1\n")] });
  await expect(app.rerun({ executionId: run.executionId })).rejects.toMatchObject({ message: expect.stringContaining('"deal"') });
  const again = await app.rerun({ executionId: run.executionId, datasets: [inline("v\n3\n")] });
  expect(again.changes).toMatchObject([{ path: "values[0]", change: 2 }]);
});

test("runs, charts and their pictures are there for the next app over the same store, for their owner alone", async () => {
  const store = memoryArtifacts();
  const files = { sales: "v\n1\n2\n" };
  const jane = { owner: "jane", client: "stdio:1" };
  const first = await appOver(files, store);
  const run = await first.analyze(sales, jane);
  const chart = await first.render({ template: "numbers", from: { executionId: run.executionId } }, jane);
  await first.close();
  await using next = await appOver(files, store);
  const later = { owner: "jane", client: "stdio:2" };
  expect((await next.results.list(later)).map(({ kind, id, formats }) => [kind, id, formats])).toEqual([
    ["chart", chart.chartId, ["png", "html", "json"]],
    ["run", run.executionId, ["json"]],
  ]);
  expect(await next.results.list({ ...later, kind: "run" })).toHaveLength(1);
  const png = { kind: "chart", id: chart.chartId, format: "png" } as const;
  expect(await next.results.read(png, later)).toEqual(chart.png);
  expect(Buffer.from((await next.results.read({ ...png, format: "html" }, later)) ?? []).toString()).toBe(chart.html);
  const data = { ...png, format: "json" };
  expect(JSON.parse(Buffer.from((await next.results.read(data, later)) ?? []).toString())).toMatchObject({
    ...{ chartId: chart.chartId, executionId: run.executionId, template: "numbers", title: chart.title },
    spec: { title: chart.title },
  });
  const json = await next.results.read({ kind: "run", id: run.executionId, format: "json" }, later);
  expect(JSON.parse(Buffer.from(json ?? []).toString())).toEqual({ values: [1, 2] });
  expect((await next.render({ template: "numbers", from: { executionId: run.executionId } }, later)).ok).toBe(true);
  expect((await next.analyze({ ...analysis, datasets: [{ run: run.executionId }] }, later)).status).toBe("ok");
  const jack = { owner: "jack", client: "stdio:2" };
  expect(await next.results.list(jack)).toEqual([]);
  for (const wanted of [png, data, { ...png, format: "pptx" }, { kind: "run", id: run.executionId, format: "json" } as const])
    expect(await next.results.read(wanted, jack)).toBeNull();
  await expect(next.rerun({ executionId: run.executionId }, jack)).rejects.toMatchObject({ code: "UNKNOWN_EXECUTION" });
  await expect(next.compare({ a: run.executionId, b: run.executionId }, jack)).rejects.toMatchObject({
    code: "UNKNOWN_EXECUTION",
    details: { path: "a" },
  });
});

test("a chart from a run whose file has changed says of which day it is; one whose file is the same does not", async () => {
  const files = { sales: "v\n1\n2\n" };
  await using app = await appOver(files);
  const { executionId } = await app.analyze(sales);
  const drawn = () => app.render({ template: "numbers", from: { executionId } });
  const codes = async () => (await drawn()).warnings.map(({ code }) => code);
  expect(await codes()).not.toContain("DATA_CHANGED");
  files.sales = "v\n1\n3\n";
  const [warning] = (await drawn()).warnings;
  expect(warning).toMatchObject({ code: "DATA_CHANGED", message: expect.stringContaining('"sales" has changed since') });
  expect(warning?.message).toContain(new Date().toISOString().slice(0, 10));
  files.sales = "v\n1\n2\n";
  expect(await codes()).not.toContain("DATA_CHANGED");
});

test("two runs beside each other: what differs, and nothing where nothing does", async () => {
  const files = { sales: "v\n10\n4\n" };
  await using app = await appOver(files);
  const a = await app.analyze(sales);
  files.sales = "v\n12\n1\n";
  const b = await app.analyze(sales);
  const compared = await app.compare({ a: a.executionId, b: b.executionId });
  expect(compared).toMatchObject({
    a: a.executionId,
    b: b.executionId,
    changes: [
      { path: "values[1]", before: 4, after: 1, change: -3 },
      { path: "values[0]", before: 10, after: 12, change: 2 },
    ],
    changesTotal: 2,
    schemaChanges: [],
  });
  expect(await app.compare({ a: a.executionId, b: a.executionId })).toMatchObject({ changes: [], chart: null });
});

test("a store that takes nothing loses no answer, and the answer says so", async () => {
  const store = { ...memoryArtifacts(), put: () => Promise.reject(new Error("ENOSPC at /home/jane/x")) };
  await using app = await appOver({ sales: "v\n1\n" }, store);
  const run = await app.analyze(sales);
  expect(run).toMatchObject({ status: "ok", stderr: expect.stringContaining("results: this run is not kept") });
  expect(run.stderr).not.toContain("/home/jane");
  const chart = await app.render({ template: "numbers", from: { executionId: run.executionId } });
  expect(chart).toMatchObject({ ok: true });
  expect(chart.warnings.map(({ code }) => code)).toContain("NOT_KEPT");
});

test("what ends badly is not kept, and neither is what the server asks for itself", async () => {
  await using app = await fakeApp({ answer: () => ({ status: "crashed", reason: "gone" }) });
  await app.analyze(analysis);
  expect(await app.results.list()).toEqual([]);
});
