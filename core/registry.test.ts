import { expect, test } from "vitest";
import { createApp } from "./index.ts";
import { Registry } from "./registry.ts";
import { fakeAudit, fakeScope } from "./testing/index.ts";
import { alvaro, diego, fakePlugin, numbers, roiCalculations } from "./tests/fake-app.ts";

const named = (name: string, more = {}) => ({ name, ...more });

test("what plugins provide is found by id and alias, each template once", () => {
  const registry = new Registry([fakePlugin(), named("empty")]);
  expect(registry.personas).toEqual([alvaro, diego]);
  expect(registry.charts).toEqual([numbers]);
  expect([registry.persona("diego"), registry.chart("numbers"), registry.chart("figures")]).toEqual([diego, numbers, numbers]);
  expect(registry.capability("roi_calculations").id).toBe("roi_calculations");
  expect(registry.adapter("auditSink")).not.toBeNull();
  expect(new Registry([]).adapter("auditSink")).toBeNull();
});

test.each([
  ["persona", "alvaro", { personas: [alvaro] }],
  ["template", "figures", { charts: [{ ...numbers, id: "figures", aliases: [] }] }],
  ["template", "numbers", { charts: [{ ...numbers, id: "other", aliases: ["numbers"] }] }],
  ["port", "auditSink", { adapters: { auditSink: fakeAudit } }],
])("two plugins with the same %s are refused, both named", (kind, id, more) => {
  expect(() => new Registry([fakePlugin(), named("other", more)])).toThrow(
    expect.objectContaining({
      code: "PLUGIN_CONFLICT",
      message: `Both fakes and other provide the ${kind} "${id}". Leave one of them out.`,
      details: { kind, id, plugins: ["fakes", "other"] },
    }),
  );
});

test.each([
  ["persona", "persona", "UNKNOWN_PERSONA", "diego, alvaro"],
  ["capability", "capability", "UNKNOWN_CAPABILITY", "roi_calculations"],
  ["chart", "template", "UNKNOWN_TEMPLATE", "figures, numbers"],
] as const)("an unknown %s is told as what it is, with what is known", (kind, word, code, known) => {
  const registry = new Registry([fakePlugin()]);
  const long = "x".repeat(500);
  expect(() => registry[kind](long)).toThrow(
    expect.objectContaining({
      code,
      message: expect.stringMatching(new RegExp(`no ${word} "x{100}"\\. Known: `)),
      details: { known: expect.any(Array) },
    }),
  );
  expect(() => registry[kind]("")).toThrow(expect.objectContaining({ message: expect.stringContaining(known) }));
});

test("of many known names a dozen are said and all are data", () => {
  const personas = Array.from({ length: 20 }, (_, at) => ({ ...alvaro, id: `p${at}` }));
  const error = (() => {
    try {
      return new Registry([named("many", { personas })]).persona("q");
    } catch (caught) {
      return caught as Error & { details: { known: string[] } };
    }
  })() as Error & { details: { known: string[] } };
  expect(error.message.split(", ")).toHaveLength(12);
  expect(error.details.known).toHaveLength(20);
});

test.each(["sandbox", "scopeValidator", "renderer", "auditSink"])(
  "an app without the port %s is refused with its name",
  async (port) => {
    const adapters = Object.fromEntries(Object.entries(fakePlugin().adapters ?? {}).filter(([name]) => name !== port));
    await expect(createApp([named("some", { adapters })])).rejects.toMatchObject({
      code: "PLUGIN_MISSING",
      message: expect.stringContaining(`"${port}"`),
      details: { port },
    });
  },
);

test("each adapter is made once for an app, and none before all are known to be there", async () => {
  const made: string[] = [];
  const counted = Object.fromEntries(
    Object.entries(fakePlugin().adapters ?? {}).map(([port, make]) => [
      port,
      () => {
        made.push(port);
        return (make as () => unknown)();
      },
    ]),
  );
  await using app = await createApp([{ ...fakePlugin(), adapters: counted }]);
  await app.analyze({ persona: "alvaro", capability: "roi_calculations", code: "1" });
  expect(made.toSorted()).toEqual(["auditSink", "datasetSource", "renderer", "sandbox", "scopeValidator"]);
  const { sandbox: _none, ...rest } = counted;
  made.length = 0;
  await expect(createApp([{ ...fakePlugin(), adapters: { ...rest, scopeValidator: fakeScope } }])).rejects.toMatchObject({
    code: "PLUGIN_MISSING",
  });
  expect(made).toEqual([]);
});

test("a capability that a plugin brings stands beside the others, and can't take the place of one", () => {
  const hiring = { ...roiCalculations, id: "hiring", preamble: "import statistics" };
  const registry = new Registry([fakePlugin(), { name: "people", capabilities: [hiring] }]);
  expect(registry.capability("hiring")).toBe(hiring);
  expect(registry.capabilities).toEqual([roiCalculations, hiring]);
  expect(() => new Registry([fakePlugin(), { name: "people", capabilities: [{ ...hiring, id: "roi_calculations" }] }])).toThrow(
    /Both fakes and people provide the capability "roi_calculations"/,
  );
});

test("guest modules are found by name, each of one plugin; a name that no import can spell is refused", () => {
  const metrics = { name: "acme_metrics", source: "x = 1" };
  const deep = { name: "acme_metrics.deep", source: "y = 2", prepared: true };
  expect(new Registry([named("acme", { guestModules: [metrics, deep] }), named("none")]).guestModules).toEqual([metrics, deep]);
  expect(() => new Registry([named("one", { guestModules: [metrics] }), named("two", { guestModules: [metrics] })])).toThrow(
    /Both one and two provide the guest module "acme_metrics"/,
  );
  for (const name of ["", "acme-metrics", "acme..deep", ".acme", "acme.", "acme metrics", "1acme", "acme/deep"])
    expect(() => new Registry([named("acme", { guestModules: [{ name, source: "" }] })])).toThrow(
      expect.objectContaining({ code: "INVALID_INPUT", message: expect.stringContaining("acme brings a guest module called") }),
    );
});

test("where no plugin brings a capability, that is said", () => {
  expect(() => new Registry([]).capability("roi_calculations")).toThrow(/Known: none; no plugin brings one/);
});
