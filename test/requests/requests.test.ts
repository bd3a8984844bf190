import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, startServer } from "../e2e/server.ts";
import { requests } from "./requests.ts";

/** What a director asks, all eighteen, answered by a script in place of an assistant that sees text alone. */
const CALLS_MAX = 3;
const workspace = mkdtempSync(join(tmpdir(), "requests-"));
const tables = fileURLToPath(new URL("tables", import.meta.url));
const vega = fileURLToPath(new URL("../../node_modules/vega-datasets/data", import.meta.url));
cpSync(tables, workspace, { recursive: true });
for (const file of ["us-employment.csv", "movies.json", "birdstrikes.csv"]) cpSync(join(vega, file), join(workspace, file));
writeFileSync(join(workspace, "hotels.csv"), "city,rooms,stars\nBerlin,120,4\nParis,80,3\nRome,95,4\n");
writeFileSync(
  join(workspace, "rates.csv"),
  "industry,men,women\nMining,3.1,4.0\nFishing,2.5,-\nSteel,4.4,4.4\nDocks,2.0,-\nRetail,3.5,4.2\n",
);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(["--workspace", workspace]);
});
afterAll(async () => {
  await server.close();
  rmSync(workspace, { recursive: true, force: true });
});

test("there are eighteen", () => {
  expect(new Set(requests.map(({ id }) => id)).size).toBe(18);
});

test.each(requests)("$id: $asked", async ({ calls, says, never = [] }) => {
  expect(calls.length).toBeLessThanOrEqual(CALLS_MAX);
  const texts: string[] = [];
  const earlier: Record<string, unknown>[] = [];
  for (const [tool, args] of calls) {
    const { isError, content, data } = await server.call(tool, typeof args === "function" ? args(earlier) : args);
    earlier.push(data);
    const text = (content as { type: string; text?: string }[]).map((part) => part.text ?? "").join("\n");
    expect([isError, text]).toEqual([false, expect.any(String)]);
    texts.push(text);
  }
  const read = texts.join("\n");
  for (const words of says) expect(read).toMatch(words);
  for (const words of never) expect(read).not.toMatch(words);
});
