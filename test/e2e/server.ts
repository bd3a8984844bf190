import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Less than a test has: what hangs is told by the call that hung. */
const PATIENCE_MS = 170_000;

export const launcher = join(root, "bin", "strategic-python.js");

/** Only what a client would pass on: the server must not need more. */
export const environment = (home: string): Record<string, string> => ({
  HOME: process.env.HOME ?? home,
  PATH: process.env.PATH ?? "",
  STRATEGIC_PYTHON_AUDIT: join(home, "audit.sqlite"),
  STRATEGIC_PYTHON_KEEP: join(home, "results"),
  ...(process.env.XDG_CACHE_HOME && { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME }),
});

export interface RunningServer extends AsyncDisposable {
  readonly client: Client;
  readonly home: string;
  readonly pid: number;
  /** The structured content of a tool's answer, and the answer itself. */
  call(
    name: string,
    args: Record<string, unknown>,
    options?: { signal?: AbortSignal },
  ): Promise<{ data: Record<string, unknown>; isError: boolean; text: string; content: { type: string; uri?: string }[] }>;
  close(): Promise<void>;
}

/** The built server, as a client starts it. */
export async function startServer(args: readonly string[] = [], env: Record<string, string> = {}): Promise<RunningServer> {
  const home = mkdtempSync(join(tmpdir(), "strategic-python-e2e-"));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [launcher, "serve", ...args],
    env: { ...environment(home), ...env },
    stderr: "ignore",
  });
  const client = new Client({ name: "e2e", version: "1.0.0" });
  await client.connect(transport);
  const close = async () => {
    await client.close();
    rmSync(home, { recursive: true, force: true });
  };
  return {
    client,
    home,
    pid: transport.pid as number,
    async call(name, callArgs, options) {
      const answer = await client.callTool({ name, arguments: callArgs }, { timeout: PATIENCE_MS, ...options });
      const content = answer.content as { type: string; text?: string; uri?: string }[];
      return {
        data: answer.structuredContent as Record<string, unknown>,
        isError: answer.isError === true,
        text: content[0]?.text ?? "",
        content,
      };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

export const analysis = (code: string, rest: Record<string, unknown> = {}) => ({
  persona: "alvaro",
  capability: "roi_calculations",
  code,
  ...rest,
});
