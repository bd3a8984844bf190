import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../core/index.ts";
import { fakeApp } from "../../core/tests/fake-app.ts";
import { type Endpoint, endpoint } from "../../presets/mcp/http/endpoint.ts";
import { nodeServer } from "../../presets/mcp/http/serve.ts";
import { fixture } from "./fixture.ts";

/** Scenarios of an extension that we don't have and don't say that we had. */
const NOT_OURS = "server-tasks-";

/** The official suite against our own HTTP stack: host checks, both eras, sessions, streams. */
const suite = fileURLToPath(new URL("../../node_modules/@modelcontextprotocol/conformance/dist/index.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "conformance-"));
let app: App;
let served: Endpoint;
let server: Server;
let url = "";

beforeAll(async () => {
  app = await fakeApp({});
  served = endpoint({
    app,
    hosts: ["localhost", "127.0.0.1"],
    tokens: null,
    oauth: null,
    log: () => {},
    requestsPerMinute: 100_000,
    build: (_service, changed) => fixture(changed),
  });
  server = nodeServer(served).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
});
afterAll(async () => {
  await served.close();
  server.closeAllConnections();
  server.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Check {
  readonly id: string;
  readonly status: string;
  readonly errorMessage?: string;
}

const run = (out: string, ...args: string[]) =>
  new Promise<string>((resolve) => {
    const given = [suite, "server", "--url", url, "--output-dir", out, ...args];
    execFile(process.execPath, given, { maxBuffer: 64 * 1_048_576 }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });

/** Each check of each scenario that ran. */
function checks(out: string): readonly (Check & { readonly scenario: string })[] {
  return readdirSync(out).flatMap((scenario) =>
    (JSON.parse(readFileSync(join(out, scenario, "checks.json"), "utf8")) as Check[]).map((check) => ({ ...check, scenario })),
  );
}

test.each([
  ["2026-07-28", 37],
  ["2025-11-25", 30],
])("all that the revision %s requires of a server holds, %i scenarios", async (revision, scenarios) => {
  const out = join(folder, revision);
  const said = await run(out, "--requirements", revision);
  const found = checks(out);
  const problems = found.filter(
    ({ status, scenario }) => ["FAILURE", "WARNING", "SKIPPED"].includes(status) && !scenario.startsWith(NOT_OURS),
  );
  expect(problems.map(({ scenario, id, errorMessage }) => `${scenario} ${id}: ${errorMessage}`)).toEqual([]);
  expect(new Set(found.map(({ scenario }) => scenario)).size, said.slice(-2000)).toBeGreaterThanOrEqual(scenarios);
  expect(found.filter(({ status }) => status === "SUCCESS").length).toBeGreaterThan(scenarios);
});
