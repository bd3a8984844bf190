import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { analysis, environment, launcher, startServer } from "./server.ts";

const folder = mkdtempSync(join(tmpdir(), "plugins-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "people.mjs");
writeFileSync(
  file,
  `const fatima = { id: "fatima", title: "People", focus: "", imports: null, instructions: "", accent: "#0b7285", charts: [], preamble: "import pandas as pd\\n" };
   export const people = () => ({ name: "people", personas: [fatima] });`,
);

test("a server serves the persona of a plugin that it was given", async () => {
  await using server = await startServer(["--workers", "1", "--plugin", file]);
  const { data } = await server.call("run_analysis", { ...analysis("pd.Series([1, 2]).sum()"), persona: "fatima" });
  expect(data).toMatchObject({ status: "ok", result: 3 });
});

test("a server whose plugins can't stand together says which, and ends with the interpreters it had begun to start", async () => {
  const server = spawn(process.execPath, [launcher, "serve", "--plugin", file, "--plugin", file], {
    env: environment(folder),
    stdio: ["pipe", "ignore", "pipe"],
  });
  let said = "";
  server.stderr.on("data", (text) => {
    said += text;
  });
  // Its standard input stays open: it ends by itself, or never.
  const code = await new Promise((resolve) => server.on("exit", resolve));
  expect(code).toBe(3);
  expect(said).toContain('PLUGIN_CONFLICT: Both people and people provide the persona "fatima"');
});
