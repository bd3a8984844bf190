import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, createApp, definePersona, type GuestModule, type Plugin } from "../../core/index.ts";
import { fakeAudit, fakeRenderer } from "../../core/testing/index.ts";
import { personas } from "../../plugins/personas/index.ts";
import { sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";
import { scopePython } from "../../plugins/scope-python/index.ts";
import { strategic } from "../../plugins/strategic/index.ts";
import { startServer } from "./server.ts";

/** A third party's kind of work with Python of its own, in an app of somebody else's and in the server. */
const guestModules: readonly GuestModule[] = [
  {
    name: "acme_metrics",
    source: '"""Of Acme."""\nfrom . import flow\nLOADED = []\ndef double(x):\n    """Twice x."""\n    return 2 * x\n',
  },
  { name: "acme_metrics.flow", source: "import math\ndef root(x):\n    return math.sqrt(x)\n" },
  { name: "acme_deep.under.ground", source: "DEPTH = 3\n" },
  {
    name: "strategic.acme",
    source: "from strategic import roi\ndef worth(rate, flows):\n    return round(roi.npv(rate, flows), 2)\n",
  },
  { name: "acme_broken", source: "def nothing(:\n" },
  { name: "json", source: "TAKEN = True\n" },
];
const acme: Plugin = {
  name: "strategic-python-plugin-acme",
  guestModules,
  capabilities: [
    {
      id: "acme_delivery",
      title: "Delivery at Acme",
      preamble: "import strategic\nimport acme_metrics as acme",
      functions: ["acme.double", "acme.flow"],
      chart: "line",
      summary: "Delivery",
    },
  ],
  personas: [
    definePersona({
      id: "narrow",
      title: "Narrow",
      focus: "",
      imports: ["pandas"],
      instructions: "",
      accent: "#000000",
      charts: [],
      preamble: "",
    }),
  ],
};

describe("in an app", () => {
  let app: App;
  beforeAll(async () => {
    const rest = { name: "rest", adapters: { renderer: fakeRenderer, auditSink: fakeAudit } };
    app = await createApp([personas(), strategic(), acme, scopePython(), sandboxPyodide({ workers: 1 }), rest]);
    await app.start();
  });
  afterAll(() => app.close());
  const run = async (code: string, capability = "roi_calculations", persona = "diego") => {
    const { status, result, error, violations } = await app.analyze({ persona, capability, code });
    return status === "ok" ? result : `${status}: ${violations[0]?.rule ?? error?.message}`;
  };

  test("its capability has the module under the name that the preamble gives", async () => {
    expect(await run("acme.double(21)", "acme_delivery")).toBe(42);
    expect(await run("[acme.flow.root(9), strategic.roi.npv(0, [1, 2])]", "acme_delivery")).toEqual([3, 3]);
  });

  test("any code may import it, below a package too, and what is added to ours", async () => {
    expect(await run("import acme_metrics\nacme_metrics.double(2)")).toBe(4);
    expect(await run("from acme_metrics.flow import root\nroot(16)")).toBe(4);
    expect(await run("import acme_deep.under.ground as deep\ndeep.DEPTH")).toBe(3);
    expect(await run("from strategic import acme\nacme.worth(0.1, [-100, 121])")).toBe(10);
    expect(await run("import acme_metrics\nhelp(acme_metrics.double)")).toBeNull();
  });

  test("nothing of it is left for the next run", async () => {
    expect(await run("acme.LOADED.append(1)\nlen(acme.LOADED)", "acme_delivery")).toBe(1);
    expect(await run("len(acme.LOADED)", "acme_delivery")).toBe(0);
    expect(await run("acme")).toMatch(/^guest-error: name 'acme' is not defined/);
  });

  test("no other name is found, and one of Python's own stays Python's", async () => {
    expect(await run("import acme_other")).toBe("rejected: import-not-allowed");
    expect(await run("import acme_metrics.other")).toBe("rejected: module-internals");
    expect(await run('import json\n[hasattr(json, "TAKEN"), json.loads("1")]')).toEqual([false, 1]);
  });

  test("a persona with a list of its own has it only when it stands there", async () => {
    expect(await run("import acme_metrics", "roi_calculations", "narrow")).toBe("rejected: import-not-for-persona");
  });

  test("a module that does not compile fails where it is imported, in words, and stops no other run", async () => {
    expect(await run("import acme_broken")).toMatch(/^guest-error: invalid syntax/);
    expect(await run("1 + 1")).toBe(2);
  });

  test("its text is the operator's: code can't put another under its name", async () => {
    expect(await run("import acme_metrics\nacme_metrics.double = None")).toMatch(/changing the module|rejected/);
  });
});

describe("over the server", () => {
  const folder = mkdtempSync(join(tmpdir(), "guest-modules-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("serve --plugin brings it: named in the tool's description, run, and worded", async () => {
    const file = join(folder, "acme.mjs");
    const own = { ...acme, personas: [] };
    writeFileSync(file, `export const acme = () => (${JSON.stringify(own)});\n`);
    await using server = await startServer(["--plugin", file]);
    const { tools } = await server.client.listTools();
    expect(tools.find(({ name }) => name === "run_analysis")?.description).toContain("acme_delivery: acme.(double, flow)");
    const { data, text } = await server.call("run_analysis", {
      persona: "diego",
      capability: "acme_delivery",
      code: "acme.double(4)",
    });
    expect(data).toMatchObject({ status: "ok", result: 8 });
    expect(text).toContain("Delivery: finished.");
  });
});
