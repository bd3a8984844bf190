import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fakeAudit, fakeSandbox } from "../../core/testing/index.ts";
import { analysis } from "../../core/tests/fake-app.ts";
import { assemble } from "./assemble.ts";

test("an adapter that a plugin brings is taken instead of ours, whichever port it is; the rest stays", async () => {
  const audit = fakeAudit();
  const mine = { name: "mine", adapters: { auditSink: async () => audit, sandbox: () => fakeSandbox(() => ({ result: 7 })) } };
  await using app = await assemble({ plugins: [mine] });
  expect(await app.analyze(analysis)).toMatchObject({ status: "ok", result: 7 });
  expect(audit.records).toMatchObject([{ persona: "alvaro", status: "ok" }]);
  expect(app.personas().map(({ id }) => id)).toContain("diego");
});

test("two plugins that bring the same adapter are told apart by name", async () => {
  const mine = (name: string) => ({ name, adapters: { auditSink: () => fakeAudit() } });
  await expect(assemble({ plugins: [mine("one"), mine("two")] })).rejects.toMatchObject({
    code: "PLUGIN_CONFLICT",
    message: expect.stringMatching(/one.*two/),
  });
});

describe("where results can't be kept", () => {
  const file = join(mkdtempSync(join(tmpdir(), "assemble-")), "file");
  writeFileSync(file, "");
  afterEach(() => vi.unstubAllEnvs());
  const parts = {
    plugins: [{ name: "mine", adapters: { auditSink: () => fakeAudit(), sandbox: () => fakeSandbox(() => ({ result: 7 })) } }],
  };

  test("and nobody named a place, they are in memory, and the operator is told", async () => {
    vi.stubEnv("STRATEGIC_PYTHON_KEEP", "");
    vi.stubEnv("XDG_STATE_HOME", file);
    const said: string[] = [];
    await using app = await assemble({ ...parts, warn: (line) => said.push(line) });
    const { executionId } = await app.analyze(analysis);
    expect(await app.results.list()).toMatchObject([{ id: executionId }]);
    expect(said).toEqual([expect.stringMatching(/^results are kept in memory alone.*--keep/)]);
  });

  test("and a place was named, it is refused", async () => {
    await expect(assemble({ ...parts, keep: join(file, "results") })).rejects.toMatchObject({ code: "STORE_FAILED" });
  });
});
