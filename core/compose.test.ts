import { expect, test } from "vitest";
import { compose } from "./compose.ts";
import { fakeAudit, fakeRenderer } from "./testing/index.ts";
import { fakePlugin } from "./tests/fake-app.ts";

const plugin = fakePlugin();

test("an adapter may come later, as one that has to connect first does", async () => {
  const audit = fakeAudit();
  const later = { ...plugin, adapters: { ...plugin.adapters, auditSink: () => Promise.resolve(audit) } };
  expect((await compose([later])).audit).toBe(audit);
});

test("when one can't be made the error is its own, and those that were made are closed", async () => {
  const closed: string[] = [];
  const closing = <T extends object>(name: string, adapter: T): T => ({ ...adapter, close: async () => void closed.push(name) });
  const broken = {
    ...plugin,
    adapters: {
      ...plugin.adapters,
      auditSink: () => closing("audit", fakeAudit()),
      renderer: () => closing("renderer", fakeRenderer()),
      sandbox: () => Promise.reject(new Error("no connection")),
    },
  };
  await expect(compose([broken])).rejects.toThrow("no connection");
  expect(closed.toSorted()).toEqual(["audit", "renderer"]);
});

test("a port that nobody provides is named before any adapter is made", async () => {
  let made = 0;
  const { renderer: _, ...rest } = plugin.adapters ?? {};
  const auditSink = () => {
    made++;
    return fakeAudit();
  };
  const incomplete = { ...plugin, adapters: { ...rest, auditSink } };
  await expect(compose([incomplete])).rejects.toMatchObject({ code: "PLUGIN_MISSING", details: { port: "renderer" } });
  expect(made).toBe(0);
});
