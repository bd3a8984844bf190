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
  call(name: string, args: Record<string, unknown>): Promise<{ structuredContent?: unknown; isError?: boolean | undefined }>;
  /** Where its audit trail lies. */
  readonly audit: string;
  close(options?: { keep: boolean }): Promise<void>;
  /** The audit trail, when it was kept. */
  remove(): void;
}

/** The built server, spawned as a client spawns it. */
export async function spawnServer(env: Record<string, string> = {}): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), "bench-"));
  const audit = join(home, "audit.sqlite");
  const remove = () => rmSync(home, { recursive: true, force: true });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [launcher, "serve"],
    // Two workers on every machine: ratios with other numbers of them can't be compared.
    env: {
      ...(process.env as Record<string, string>),
      STRATEGIC_PYTHON_WORKERS: "2",
      STRATEGIC_PYTHON_AUDIT: audit,
      STRATEGIC_PYTHON_KEEP: join(home, "results"),
      ...env,
    },
    stderr: "ignore",
  });
  const client = new Client({ name: "bench", version: "1.0.0" });
  await client.connect(transport);
  return {
    client,
    pid: transport.pid as number,
    call: (name, args) => client.callTool({ name, arguments: args }),
    audit,
    async close({ keep } = { keep: false }) {
      await client.close();
      if (!keep) remove();
    },
    remove,
  };
}

export const analysis = (code: string) => ({ persona: "alvaro", capability: "strategic_data_analysis", code });

/** Answers that are wrong must not be timed. */
export function ok(answer: { structuredContent?: unknown; isError?: boolean | undefined }): {
  usage: { wallMs: number; queueMs: number };
  result: unknown;
  executionId: string;
  chartId: string;
  png: string | null;
  html: string | null;
} {
  const data = answer.structuredContent as ReturnType<typeof ok>;
  if (answer.isError === true) throw new Error(`the measured call failed: ${JSON.stringify(data).slice(0, 500)}`);
  return data;
}
