import { afterAll, beforeAll } from "vitest";
import { analysis, type RunningServer, startServer } from "../e2e/server.ts";

export interface Run {
  readonly executionId: string;
  readonly status: string;
  readonly result: unknown;
  readonly stdout: string;
  readonly truncated: readonly string[];
  readonly limit: string | null;
  readonly violations: readonly {
    readonly rule: string;
    readonly line: number;
    readonly column: number;
    readonly hint: string;
  }[];
  readonly error: {
    readonly code: string;
    readonly type: string | null;
    readonly message: string;
    readonly line: number | null;
    readonly column: number | null;
    readonly source: string | null;
    readonly hint: string | null;
    readonly known: readonly string[];
  } | null;
  readonly usage: { readonly wallMs: number; readonly queueMs: number; readonly peakMemoryMb: number };
  readonly disclosure: string;
}

export interface Chart {
  readonly ok: boolean;
  readonly chartId: string;
  readonly title: string;
  readonly png: string | null;
  readonly html: string | null;
  readonly noData: readonly { readonly panel: string; readonly field: string }[];
  readonly reason: string | null;
  readonly error: { readonly code: string; readonly path: string | null } | null;
}

/** The built server, started once for a file's proofs, and what they ask of it. */
export class BuiltServer {
  #running: RunningServer | null = null;

  constructor(env: () => Record<string, string> = () => ({})) {
    beforeAll(async () => {
      this.#running = await startServer([], env());
    });
    afterAll(() => this.#running?.close());
  }

  get running(): RunningServer {
    if (this.#running === null) throw new Error("the server is not started");
    return this.#running;
  }

  async run(code: string, rest: Record<string, unknown> = {}): Promise<Run> {
    const { data } = await this.running.call("run_analysis", analysis(code, rest));
    return data as unknown as Run;
  }

  async value(code: string, rest: Record<string, unknown> = {}): Promise<unknown> {
    const { status, result, error } = await this.run(code, rest);
    if (status !== "ok") throw new Error(`${status}: ${error?.message}`);
    return result;
  }

  async render(args: Record<string, unknown>): Promise<Chart> {
    return (await this.running.call("render_chart", args)).data as unknown as Chart;
  }

  async items<Item>(args: Record<string, unknown> = {}): Promise<Item[]> {
    const found: Item[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { data } = await this.running.call("list_templates", { ...args, ...(cursor !== undefined && { cursor }) });
      const { items, nextCursor } = data as { items: Item[]; nextCursor: string | null };
      found.push(...items);
      cursor = nextCursor;
    }
    return found;
  }

  async page(uri: string | null): Promise<string> {
    const { contents } = await this.running.client.readResource({ uri: uri ?? "" });
    return (contents[0] as { text: string }).text;
  }

  async picture(uri: string | null): Promise<Buffer> {
    const { contents } = await this.running.client.readResource({ uri: uri ?? "" });
    return Buffer.from((contents[0] as { blob: string }).blob, "base64");
  }
}
