import { expect, test } from "vitest";
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
