import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const launcher = fileURLToPath(new URL("../bin/strategic-python.js", import.meta.url));

export interface Measured {
  readonly client: Client;
  readonly pid: number;
  call(name: string, args: Record<string, unknown>): Promise<{ structuredContent?: unknown; isError?: boolean }>;
  close(): Promise<void>;
}

/** The built server, spawned as a client spawns it. */
export async function spawnServer(): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), "bench-"));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [launcher, "serve"],
    env: { ...(process.env as Record<string, string>), STRATEGIC_PYTHON_AUDIT: join(home, "audit.sqlite") },
    stderr: "ignore",
  });
  const client = new Client({ name: "bench", version: "1.0.0" });
  await client.connect(transport);
  return {
    client,
    pid: transport.pid as number,
    call: (name, args) => client.callTool({ name, arguments: args }) as never,
    async close() {
      await client.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export const analysis = (code: string) => ({ persona: "alvaro", capability: "strategic_data_analysis", code });

/** Answers that are wrong must not be timed. */
export function ok(answer: { structuredContent?: unknown; isError?: boolean }): { usage: { wallMs: number }; result: unknown } {
  const data = answer.structuredContent as { status: string; usage: { wallMs: number }; result: unknown };
  if (answer.isError === true) throw new Error(`the measured call failed: ${JSON.stringify(data).slice(0, 500)}`);
  return data;
}
