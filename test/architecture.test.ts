import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { judge, loadedWith, violations } from "./architecture.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

test("every import goes in the direction that the architecture names", () => {
  expect(violations(root)).toEqual([]);
});

test.each([
  ["core/app.ts", "../plugins/charts/index.ts"],
  ["core/app.ts", "tsyringe"],
  ["core/app.ts", "chart.js"],
  ["core/app.ts", "@opentelemetry/api"],
  ["core/telemetry/telemetry.ts", "@opentelemetry/sdk-trace"],
  ["presets/mcp/telemetry/start.ts", "@opentelemetry/sdk-metrics"],
  ["plugins/scope-python/index.ts", "../sandbox-pyodide/index.ts"],
  ["plugins/scope-python/index.ts", "../../presets/mcp/index.ts"],
  ["plugins/charts/index.ts", "@modelcontextprotocol/server"],
  ["presets/mcp/server.ts", "../../test/architecture.ts"],
  ["core/ports/sandbox.ts", "../errors.ts"],
  ["core/charts/drawing.ts", "../analysis/analyze.ts"],
  ["core/analysis/output.ts", "../compose.ts"],
  ["core/capacity/shelf.ts", "../telemetry/metrics.ts"],
  ["core/unheard-of.ts", "./errors.ts"],
  ["plugins/sandbox-pyodide/interpreter/boot.ts", "../image/make.ts"],
  ["plugins/sandbox-pyodide/worker/session.ts", "../jail/jobs.ts"],
  ["plugins/sandbox-pyodide/jail/main.ts", "../host/home.ts"],
  ["plugins/sandbox-pyodide/rewind/memory.ts", "../image/make.ts"],
])("a planted import of %s → %s is found", (file, target) => {
  expect(judge(root, { file, target })).not.toBeNull();
});

describe("what is loaded before it is wanted", () => {
  const rooms = (files: readonly string[]) =>
    new Set(files.map((file) => /^((?:plugins|presets)\/[\w-]+|core\/[\w-]+|node:|[^/]+)/.exec(file)?.[1]));

  test("by the command line: nothing but errors, so that each command loads its own", () => {
    expect([...rooms(loadedWith(root, "presets/mcp/cli/main.ts"))].toSorted()).toEqual(["core/errors", "node:", "presets/mcp"]);
  });

  /** Whoever waits for the first answer waits for the spawn of the jail; charts, data and protocol are loaded while it starts. */
  test("by whoever assembles the app: no formatter of Intl, the first of which takes 8 ms", () => {
    const making = /^(?:export )?(?:const|let) [\w$]+(?:: [^=]+)? = new Intl\./m;
    const files = loadedWith(root, "presets/mcp/assemble.ts").filter((file) => file.endsWith(".ts"));
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter((file) => making.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
    expect("export const inNumbers: Intl.Collator = new Intl.Collator()").toMatch(making);
  });

  test("by `serve`, before the jail is spawned: what spawns it, and what lies in its image", () => {
    expect([...rooms(loadedWith(root, "presets/mcp/cli/serve.ts"))].toSorted()).toEqual([
      "@opentelemetry",
      "core/capacity",
      "core/errors",
      "core/limits",
      "core/telemetry",
      "core/text",
      "node:",
      "plugins/sandbox-pyodide",
      "plugins/scope-python",
      "plugins/strategic",
      "presets/mcp",
      "zod",
    ]);
    const ours = loadedWith(root, "presets/mcp/cli/serve.ts").filter((file) => /^presets\/mcp\/(?!cli|telemetry)/.test(file));
    expect(ours).toEqual(["presets/mcp/warm-sandbox.ts"]);
  });
});
