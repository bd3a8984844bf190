import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "../../../core/index.ts";
import { createApp } from "../../../core/index.ts";
import type { Json } from "../../../core/ports/sandbox.ts";
import { fakeAudit } from "../../../core/testing/index.ts";
import { charts } from "../../charts/index.ts";
import { personas } from "../../personas/index.ts";
import { sandboxPyodide } from "../../sandbox-pyodide/index.ts";
import { scopePython } from "../../scope-python/index.ts";
import { capabilities } from "../capabilities.ts";
import { strategic } from "../index.ts";

/** The five kinds of work, with all the real parts: what each has under its name, and what it draws of its own. */
let app: App;
beforeAll(async () => {
  const audit = { name: "audit", adapters: { auditSink: fakeAudit } };
  app = await createApp([personas(), charts(), strategic(), scopePython(), sandboxPyodide({ workers: 1 }), audit]);
  await app.start();
});
afterAll(() => app.close());

const modules: Readonly<Record<string, readonly string[]>> = {
  strategic_data_analysis: ["analysis"],
  roi_calculations: ["roi"],
  stakeholder_analytics: ["stakeholders"],
  performance_metrics: ["performance"],
  executive_reporting: ["reporting", "roi"],
};
const every = [...new Set(Object.values(modules).flat())];

const run = async (capability: string, code: string) => {
  const answer = await app.analyze({ persona: "alvaro", capability, code });
  return answer.status === "ok" ? answer.result : `${answer.status}: ${answer.error?.type}: ${answer.error?.message}`;
};

test("there are five, and they differ in all that they are", () => {
  expect(capabilities.map(({ id }) => id).toSorted()).toEqual(Object.keys(modules).toSorted());
  for (const field of ["title", "preamble", "chart", "summary"] as const)
    expect(new Set(capabilities.map((capability) => capability[field])).size).toBe(5);
  const named = capabilities.flatMap(({ functions }) => functions);
  expect(named.length).toBeGreaterThan(30);
});

describe.each(capabilities)("$id", ({ id, functions, chart }) => {
  test("has its modules under their own names without an import, and no others", async () => {
    const names = every.map((name) => `"${name}"`).join(", ");
    const has = await run(id, `there = dir()\n[name for name in (${names}) if name in there]`);
    expect(has).toEqual(every.filter((name) => modules[id]?.includes(name)));
  });

  test("names functions that are there, each with a help of its own", async () => {
    for (const name of functions) {
      const { status, stdout } = await app.analyze({ persona: "alvaro", capability: id, code: `help(${name})` });
      expect([name, status]).toEqual([name, "ok"]);
      expect(stdout).toMatch(new RegExp(`^${name.split(".")[1]}\\(.+\\)\n[A-Z]`));
    }
  });

  const automatic = async (code: string) =>
    (await app.analyzeAndRender({ persona: "diego", capability: id, code, template: "auto", formats: ["html"] })).chart;

  test("draws its own chart where the choice is open and the data has its fields", async () => {
    const sample = app.templates({ id: chart })[0]?.sample as Json;
    const code = `import json\njson.loads(${JSON.stringify(JSON.stringify(sample))})`;
    const drawn = await automatic(code);
    expect(drawn).toMatchObject({ ok: true, template: chart });
    expect(drawn?.warnings[0]).toMatchObject({ code: "AUTO_CHOICE", message: expect.stringContaining(chart) });
  });

  test("leaves other data to the general choice", async () => {
    for (const code of [
      'pd.DataFrame({"month": ["2025-01", "2025-02"], "cost": [1, 2]})',
      '[{"team": "a", "cost": 1}, {"team": "b", "cost": 2}]',
      '{"labels": ["a", "b"], "series": [{"name": "s", "values": [1, 2]}]}',
      '{"a": 1, "b": 2}',
    ]) {
      const drawn = await automatic(code);
      expect([code, drawn?.ok, drawn?.template]).toEqual([code, true, "auto"]);
    }
  });
});

test("charts of the code draw the capability's own, too", async () => {
  const sample = JSON.stringify(app.templates({ id: "roi_analysis" })[0]?.sample);
  const code = `import json\nstrategic.chart("auto", json.loads(${JSON.stringify(sample)}), width=800, colour="red")`;
  const { charts: drawn, stderr } = await app.analyze({
    persona: "diego",
    capability: "roi_calculations",
    code,
    charts: ["html"],
  });
  expect([stderr, drawn[0]?.template]).toEqual(["", "roi_analysis"]);
  expect(drawn[0]?.warnings.map(({ code: said }) => said).slice(0, 2)).toEqual(["UNKNOWN_FIELD", "AUTO_CHOICE"]);
});

test("a table as it is and a title that the code words are drawn", async () => {
  const code = `t = pd.DataFrame({"region": ["north", "south"], "cost": [30, 10]})
strategic.chart("bar", t, title=f"North costs {t.cost.max() / t.cost.sum():.0%}", height=500)
strategic.chart("bar", t.set_index("region")["cost"], title=strategic.headline(t.set_index("region")["cost"], "cost"))`;
  const { charts: drawn, stderr } = await app.analyze({
    persona: "diego",
    capability: "executive_reporting",
    code,
    charts: ["html"],
  });
  expect(stderr).toBe("");
  expect(drawn.map(({ title }) => title)).toEqual(["North costs 75%", "north has 75 % of cost (30 of 40)"]);
});

test("help, dir and what a function says of a wrong input are the library's", async () => {
  expect(await run("roi_calculations", '"mirr" in dir(roi) and "StrategicError" in dir(strategic)')).toBe(true);
  const { stdout } = await app.analyze({
    persona: "diego",
    capability: "roi_calculations",
    code: "help(strategic)\nhelp(roi.mirr)",
  });
  for (const word of [
    "strategic.roi ",
    "strategic.performance ",
    "strategic.forecast(values, periods",
    "mirr(cashflows, finance_rate, reinvest_rate)",
  ])
    expect(stdout).toContain(word);
  const wrong =
    "try:\n    roi.npv(-2, [1])\nexcept strategic.StrategicError as error:\n    result = [str(error), isinstance(error, ValueError)]";
  expect(await run("roi_calculations", wrong)).toEqual(["rate must be greater than -1 (-100 % per period), not -2", true]);
  expect(await run("executive_reporting", "reporting.headline([])")).toMatch(
    /^guest-error: StrategicError: values has 0 numbers/,
  );
});

test("every module of the library is in the image, and the README's list has each", () => {
  const named = strategic().guestModules.filter(({ name }) => !name.includes("._"));
  expect(strategic().guestModules.every(({ prepared }) => prepared)).toBe(true);
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  for (const { name } of named.filter(({ name: one }) => modulesOf.has(one)))
    expect(readme).toContain(`\`${name.split(".")[1]}\``);
});
const modulesOf = new Set(every.map((name) => `strategic.${name}`));
