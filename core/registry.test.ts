import { expect, test } from "vitest";
import { capabilities } from "./capabilities.ts";
import { createApp } from "./index.ts";
import { Registry } from "./registry.ts";
import { fakeAudit, fakeScope } from "./testing/index.ts";
import { alvaro, diego, fakePlugin, numbers } from "./tests/fake-app.ts";

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

test("a capability that a plugin brings stands beside the five built in, and can't take the place of one", () => {
  const hiring = { ...capabilities[0]!, id: "hiring", preamble: "import statistics" };
  const registry = new Registry([fakePlugin(), { name: "people", capabilities: [hiring] }]);
  expect(registry.capability("hiring")).toBe(hiring);
  expect(registry.capabilities).toHaveLength(capabilities.length + 1);
  expect(() => new Registry([{ name: "people", capabilities: [{ ...hiring, id: "roi_calculations" }] }])).toThrow(
    /Both strategic-python and people provide the capability "roi_calculations"/,
  );
});
