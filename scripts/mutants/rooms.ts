import { matchesGlob } from "node:path";

/** A part of the house whose tests are measured: its sources, and the tests that answer for it, nearest first. */
export interface Room {
  readonly name: string;
  readonly sources: readonly string[];
  readonly tests: readonly string[];
}

/** TypeScript: faults are planted by this tool. Sources of Python go to `scripts/mutants/python/run.py`, which knows its tests. */
export const rooms: readonly Room[] = [
  {
    name: "core",
    // Not the claims of charts: a room of their own below.
    sources: ["core/*.ts", "core/!(charts)/**/*.ts", "core/charts/*.ts"],
    tests: ["core/**/*.test.ts", "test/contract/twins.test.ts", "test/telemetry/steps.test.ts", "test/docs/operations.test.ts"],
  },
  {
    name: "plugins/audit-sqlite",
    sources: ["plugins/audit-sqlite/*.ts"],
    // Not those that measure time, which a busy machine fails, nor those that take long: `any-change`, `power-cut`.
    tests: [
      "plugins/audit-sqlite/{ends,event-log,trail,walk,details,records,tampering,retention,export,files,csv,group-commit,any-change-export,processes}.test.ts",
    ],
  },
  {
    name: "presets/mcp (store, content, tools, wire)",
    sources: [
      "presets/mcp/{out-files,content,links,lines,prompts,resources,schemas,server,untrusted,wire}.ts",
      "presets/mcp/tools/*.ts",
    ],
    tests: ["presets/mcp/**/*.test.ts"],
  },
  {
    name: "sandbox-pyodide: host",
    sources: ["plugins/sandbox-pyodide/{host,protocol}/*.ts"],
    tests: ["plugins/sandbox-pyodide/{host,protocol}/*.test.ts", "test/contract/*.test.ts"],
  },
  {
    name: "sandbox-pyodide: jail",
    sources: ["plugins/sandbox-pyodide/jail/*.ts"],
    tests: ["plugins/sandbox-pyodide/jail/*.test.ts"],
  },
  {
    name: "sandbox-pyodide: worker",
    sources: ["plugins/sandbox-pyodide/{worker,interpreter}/*.ts"],
    // What runs in a worker only is asked through the jail that holds it.
    tests: ["plugins/sandbox-pyodide/{worker,interpreter}/*.test.ts", "plugins/sandbox-pyodide/jail/main.test.ts"],
  },
  {
    name: "sandbox-pyodide: rewind",
    sources: ["plugins/sandbox-pyodide/rewind/*.ts"],
    tests: [
      "plugins/sandbox-pyodide/rewind/memory.test.ts",
      "plugins/sandbox-pyodide/jail/main.test.ts",
      "plugins/sandbox-pyodide/rewind/*.test.ts",
    ],
  },
  {
    name: "sandbox-pyodide: python",
    // Those with rules of their own; what holds a guest is asked through the jail, in TypeScript's rooms and in test/security.
    sources: [
      "plugins/sandbox-pyodide/python/strategic/charts.py",
      "plugins/sandbox-pyodide/python/strategic_runtime/reading/*.py",
      "plugins/sandbox-pyodide/python/strategic_runtime/{datasets,failures,guest_words,hints,integers,limits,output,rewrite,running,serialise,text_columns,widening}.py",
    ],
    tests: [],
  },
  { name: "strategic", sources: ["plugins/strategic/python/strategic/*.py"], tests: [] },
  { name: "scope-python", sources: ["plugins/scope-python/*.py"], tests: [] },
  {
    name: "charts: claims",
    sources: ["core/charts/claims/find/*.ts", "core/charts/claims/check/*.ts"],
    tests: ["core/charts/claims/**/*.test.ts", "plugins/charts/templates/review.test.ts"],
  },
  {
    name: "charts: formats",
    sources: ["plugins/charts/design-system/format*.ts"],
    tests: ["plugins/charts/design-system/*.test.ts"],
  },
];

/** Not measured: what tests themselves stand on, and tables of words. */
const aside = ["**/*.test.ts", "core/testing/**", "core/ports/**", "plugins/strategic/capabilities.ts", "presets/mcp/icon.ts"];

export const isSourceOf = (path: string, { sources }: Room): boolean =>
  sources.some((glob) => matchesGlob(path, glob)) && !aside.some((glob) => matchesGlob(path, glob));

export const isTestOf = (path: string, { tests }: Room): boolean => tests.some((glob) => matchesGlob(path, glob));

/** How near a test is, by its place in the room's list. */
export const distanceOf = (path: string, { tests }: Room): number => tests.findIndex((glob) => matchesGlob(path, glob));
