import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, clients, type Target } from "./clients.ts";
import { type Listening, listen } from "./http-server.ts";
import { analysis, environment, launcher } from "./server.ts";

/** One suite of calls for every client of the SDK over both transports. */
const home = mkdtempSync(join(tmpdir(), "clients-"));
const workspace = join(home, "data");
mkdirSync(workspace);
writeFileSync(join(workspace, "sales.csv"), "region,revenue\nEMEA,10\nAPAC,5\n");

let http: Listening;
let token = "";
beforeAll(async () => {
  const tokens = join(home, "tokens.json");
  const created = spawnSync(process.execPath, [launcher, "token", "create", "jane", "--tokens", tokens], {
    env: environment(home),
    encoding: "utf8",
  });
  token = created.stdout.trim();
  http = await listen(home, "--tokens", tokens, "--workspace", workspace);
});
afterAll(async () => {
  await http.stop();
  rmSync(home, { recursive: true, force: true });
});

const targets: Readonly<Record<string, () => Target>> = {
  HTTP: () => ({ url: http.url, token }),
  stdio: () => ({
    command: process.execPath,
    args: [launcher, "serve", "--workers", "1", "--workspace", workspace],
    env: environment(home),
  }),
};
const all = Object.keys(targets).flatMap((transport) => Object.keys(clients).map((line) => [transport, line] as const));
const ENDLESS = "import time\nwhile True: pass";

describe.each(all)("over %s a client of the SDK's line %s", (transport, line) => {
  const connect = () => clients[line]?.(targets[transport]?.() as Target) as Promise<Caller>;
  let client: Caller;
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client.close());

  test("speaks its protocol, lists, calls, reads, completes, and is told what goes wrong", async () => {
    if (client.protocol !== undefined) expect(client.protocol).toBe(line.endsWith("2026") ? "2026-07-28" : "2025-11-25");
    expect(await client.tools()).toBe(11);
    const run = await client.call("run_analysis", analysis('datasets["sales"]["revenue"].sum()', { datasets: ["sales"] }));
    expect(run.structuredContent).toMatchObject({ status: "ok", result: 15 });
    expect(await client.read(`strategic://runs/${run.structuredContent?.executionId}`)).toBe("15");
    expect(await client.complete("data_check", "dataset", "sa")).toEqual(["sales"]);
    expect(await client.call("run_analysis", analysis("1/0"))).toMatchObject({
      isError: true,
      structuredContent: { status: "guest-error" },
    });
  });

  test("is told of progress while a call runs, and one that is cancelled frees its interpreter", async () => {
    const told: { readonly message?: string | undefined }[] = [];
    const cancelled = new AbortController();
    const running = client.call("run_analysis", analysis(ENDLESS, { limits: { wallSeconds: 25 } }), {
      signal: cancelled.signal,
      onprogress: (progress) => told.push(progress),
    });
    await expect.poll(() => told.at(-1)?.message, { timeout: 20_000 }).toBe("running the code");
    cancelled.abort();
    await expect(running).rejects.toThrow();
    const began = performance.now();
    expect((await client.call("run_analysis", analysis("2 + 2"))).structuredContent).toMatchObject({ status: "ok", result: 4 });
    // The one interpreter would else be held for twenty seconds more.
    expect(performance.now() - began).toBeLessThan(12_000);
  });

  test("gets each of 64 answers that it asked for at once", async () => {
    const answers = await Promise.all(Array.from({ length: 64 }, (_, at) => client.call("run_analysis", analysis(`${at} * 3`))));
    expect(answers.map(({ structuredContent }) => structuredContent?.result)).toEqual(answers.map((_, at) => at * 3));
  });

  test("that vanishes in the middle of a call takes nobody along", async () => {
    const other = await connect();
    const lost = other.call("run_analysis", analysis(ENDLESS, { limits: { wallSeconds: 2 } })).catch((error: Error) => error);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await other.close();
    expect(await lost).toBeInstanceOf(Error);
    expect((await client.call("run_analysis", analysis("3 + 3"))).structuredContent).toMatchObject({ status: "ok", result: 6 });
  });
});
