import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

/** Of a server whose memory is looked at. */
export const COLLECTS = ["--expose-gc"];
const program = fileURLToPath(new URL("instant-server-process.ts", import.meta.url));
type Era = "auto" | "legacy";

export interface Instant {
  readonly pid: number;
  /** Another client of the same server; over stdio there is one. */
  connect(era: Era): Promise<Client>;
  close(): Promise<void>;
}

export async function overStdio(flags: readonly string[] = []): Promise<Instant> {
  const transport = new StdioClientTransport({ command: process.execPath, args: [...flags, program], stderr: "ignore" });
  const client = new Client({ name: "bench", version: "1" });
  await client.connect(transport);
  return { pid: transport.pid as number, connect: async () => client, close: () => client.close() };
}

export async function overHttp(flags: readonly string[] = []): Promise<Instant> {
  const child = spawn(process.execPath, [...flags, program, "http"], { stdio: ["ignore", "ignore", "pipe"] });
  const url = await new Promise<URL>((resolve, reject) => {
    child.stderr.on("data", (chunk: Buffer) => {
      const [found] = /http:\S+\/mcp/.exec(chunk.toString()) ?? [];
      if (found !== undefined) resolve(new URL(found));
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const clients: Client[] = [];
  return {
    pid: child.pid as number,
    async connect(mode) {
      const client = new Client({ name: "bench", version: "1" }, { versionNegotiation: { mode } });
      await client.connect(new StreamableHTTPClientTransport(url));
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      child.kill("SIGTERM");
    },
  };
}

/** One call; throws for an answer that is not the engine's. */
export async function called(client: Client): Promise<number> {
  const start = performance.now();
  const { structuredContent } = await client.callTool({
    name: "run_analysis",
    arguments: { persona: "alvaro", capability: "roi_calculations", code: "sum(range(100))" },
  });
  const elapsed = performance.now() - start;
  const { result } = structuredContent as { result: unknown };
  if (result !== 4950) throw new Error(`the call answered ${JSON.stringify(result)}`);
  return elapsed;
}

/** A call after which nothing is kept and nothing stands in the audit trail. */
export async function asked(client: Client): Promise<void> {
  const { structuredContent } = await client.callTool({ name: "get_health", arguments: {} });
  if ((structuredContent as { ready: boolean }).ready !== true) throw new Error("the server is not ready");
}
