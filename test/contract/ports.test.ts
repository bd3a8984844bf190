import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, test } from "vitest";
import type { ChartContext, DashboardSpec, Sandbox } from "../../core/index.ts";
import {
  auditSinkContract,
  datasetSourceContract,
  fakeAudit,
  fakeDatasets,
  rendererContract,
  sandboxContract,
} from "../../core/testing/index.ts";
import { auditSqlite } from "../../plugins/audit-sqlite/index.ts";
import { charts } from "../../plugins/charts/index.ts";
import { datasetsWorkspace } from "../../plugins/datasets-workspace/index.ts";
import { sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";

const folder = mkdtempSync(join(tmpdir(), "contract-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

describe("sandbox-pyodide", () => {
  let sandbox: Sandbox;
  afterAll(() => sandbox.close());
  sandboxContract(test, async (judge) => {
    sandbox = sandboxPyodide({ workers: 2 }).adapters.sandbox(judge);
    await sandbox.start();
    return sandbox;
  });
});

describe("audit-sqlite", () => {
  auditSinkContract(test, () => auditSqlite({ path: join(folder, `audit-${++count}.sqlite`) }).adapters.auditSink());
});

describe("the in-memory audit sink", () => {
  auditSinkContract(test, fakeAudit);
});

describe("datasets-workspace", () => {
  datasetSourceContract(test, (sales) => {
    const root = mkdtempSync(join(folder, "workspace-"));
    writeFileSync(join(root, "sales.csv"), sales);
    return datasetsWorkspace({ root }).adapters.datasetSource();
  });
});

describe("the in-memory dataset source", () => {
  datasetSourceContract(test, (sales) => fakeDatasets({ sales }));
});

describe("charts", () => {
  const plugin = charts();
  const renderer = plugin.adapters.renderer();
  afterAll(() => renderer.close());
  const context: ChartContext = {
    title: null,
    subtitle: null,
    source: null,
    locale: "en",
    currency: null,
    persona: null,
    generatedAt: "2026-01-01T00:00:00.000Z",
    runId: "run",
    codeSha256: null,
    datasets: [],
    sample: true,
  };
  const template = plugin.charts?.find(({ id }) => id === "roi_analysis");
  rendererContract(
    test,
    () => renderer,
    () => template?.build(template.input.parse(template.sample), context) as DashboardSpec,
  );
});
