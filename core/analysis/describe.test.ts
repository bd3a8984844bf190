import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createApp } from "../index.ts";
import type { SandboxJob } from "../ports/sandbox.ts";
import { type FakeAnswer, fakeAudit, fakeDatasets, fakeEnding } from "../testing/index.ts";
import { fakePlugin, roiCalculations } from "../tests/fake-app.ts";

const profile = { rows: 2, columns: [], duplicates: 0, currencies: [], period: null, preview: [] };
const notes = [{ column: "v", kind: "percent", message: "m", fix: null }];
const answer = ({ datasets }: SandboxJob): FakeAnswer => ({
  result: profile,
  datasets: datasets.map(({ name }) => ({ name, rows: 2, columns: 0, assumed: null, notes, fields: [] })),
});
const appOf = (tables: Record<string, string>, given: (job: SandboxJob) => FakeAnswer = answer, audit = fakeAudit()) => {
  const plugin = fakePlugin({ answer: given, audit, datasets: fakeDatasets(tables) });
  return createApp([{ ...plugin, capabilities: [roiCalculations, { ...roiCalculations, id: "strategic_data_analysis" }] }]);
};

test("a table is described in the sandbox and on record, once as long as its bytes and its sheet are the same", async () => {
  const audit = fakeAudit();
  const tables: Record<string, string> = { sales: "a\n1\n" };
  await using app = await appOf(tables, answer, audit);
  const wanted = { name: "sales", format: "csv", ...profile, notes };
  for (let times = 0; times < 3; times++) expect(await app.describe({ name: "sales" })).toEqual(wanted);
  expect(audit.records.map(({ kind, status, datasets }) => [kind, status, datasets.length])).toEqual([["analysis", "ok", 1]]);
  expect(await app.describe({ name: "sales", sheet: "Q2" })).toEqual({ ...wanted, name: "sales#Q2" });
  expect(audit.records).toHaveLength(2);
});

test("what is described is the table that was found, though the file changes meanwhile", async () => {
  const audit = fakeAudit();
  let looked = 0;
  const tables = {
    get sales() {
      return looked++ === 0 ? "a\n1\n" : "a\n2\n";
    },
  };
  await using app = await appOf(tables, answer, audit);
  looked = 0;
  await app.describe({ name: "sales" });
  expect(audit.records[0]?.datasets[0]?.sha256).toBe(createHash("sha256").update("a\n1\n").digest("hex"));
});

test("what can't be described is a StrategicError that says why, and the next time it is tried again", async () => {
  let runs = 0;
  const error = { type: "DatasetError", message: "it is empty", line: null, column: null, source: null, hint: null };
  const failing = (): FakeAnswer => (++runs === 1 ? { status: "guest-error", error } : fakeEnding("busy", "full"));
  await using app = await appOf({ sales: "x" }, failing);
  await expect(app.describe({ name: "sales" })).rejects.toMatchObject({ code: "DATASET_INVALID", message: "it is empty" });
  await expect(app.describe({ name: "sales" })).rejects.toMatchObject({ code: "SANDBOX_BUSY" });
  await expect(app.describe({ name: "other" })).rejects.toMatchObject({ code: "UNKNOWN_DATASET" });
  expect(runs).toBe(2);
});
