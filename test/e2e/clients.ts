import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as ClientV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as StdioV1 } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as HttpV1 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

export interface Answer {
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
}

interface Options {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { readonly message?: string | undefined }) => void;
}

/** What the suite asks of a client, whichever it is. */
export interface Caller {
  readonly protocol: string | undefined;
  call(name: string, args: object, options?: Options): Promise<Answer>;
  tools(): Promise<number>;
  read(uri: string): Promise<string>;
  complete(prompt: string, name: string, value: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Where a server is: a program to start, or an address with a token. */
export type Target =
  | { readonly command: string; readonly args: readonly string[]; readonly env: Record<string, string> }
  | { readonly url: URL; readonly token: string };

/** Longer than the SDK's own: the machine may be busy. */
const timeout = 120_000;

/** The SDK's clients of both lines, which speak the protocol of 2026 and of 2025. */
export const clients: Readonly<Record<string, (target: Target) => Promise<Caller>>> = {
  "v2, era of 2026": (target) => v2(target, "auto"),
  "v2, era of 2025": (target) => v2(target, "legacy"),
  v1,
};

async function v2(target: Target, mode: "auto" | "legacy"): Promise<Caller> {
  const client = new Client({ name: "v2", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(
    "url" in target
      ? new StreamableHTTPClientTransport(target.url, { requestInit: { headers: bearer(target.token) } })
      : new StdioClientTransport({ ...target, args: [...target.args], stderr: "ignore" }),
  );
  return caller(client, client.getNegotiatedProtocolVersion(), (params, options) => client.callTool(params, options));
}

async function v1(target: Target): Promise<Caller> {
  const client = new ClientV1({ name: "v1", version: "1" });
  const transport =
    "url" in target
      ? new HttpV1(target.url, { requestInit: { headers: bearer(target.token) } })
      : new StdioV1({ ...target, args: [...target.args], stderr: "ignore" });
  await client.connect(transport as never);
  return caller(client as never, undefined, (params, options) => client.callTool(params, undefined, options));
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

type Call = (
  params: { name: string; arguments: Record<string, unknown> },
  options: Options & { timeout: number },
) => Promise<unknown>;

function caller(
  client: Pick<Client, "listTools" | "readResource" | "complete" | "close">,
  protocol: string | undefined,
  callTool: Call,
): Caller {
  return {
    protocol,
    call: async (name, args, options) => (await callTool({ name, arguments: { ...args } }, { timeout, ...options })) as Answer,
    tools: async () => (await client.listTools()).tools.length,
    async read(uri) {
      const [content] = (await client.readResource({ uri })).contents as { text?: string; blob?: string }[];
      return content?.text ?? content?.blob ?? "";
    },
    async complete(prompt, name, value) {
      const { completion } = await client.complete({ ref: { type: "ref/prompt", name: prompt }, argument: { name, value } });
      return completion.values;
    },
    close: () => client.close(),
  };
}
