import { StrategicError } from "../errors.ts";
import { limits, mib } from "../limits.ts";
import type { AnalyzeInput } from "../shapes/inputs.ts";

/**
 * What callers sent and what is held until their runs have ended, in bytes. The sandbox's queue counts jobs; a thousand jobs of
 * sixteen megabytes would be the end of the server. One client may hold half of it: the other half is for the others.
 */
export class Waiting {
  readonly #most: number;
  readonly #held = new Map<string, number>();
  #bytes = 0;

  constructor(mostBytes: number = limits.waitingBytes) {
    this.#most = mostBytes;
  }

  /** Returns what gives the bytes back. Throws `SANDBOX_BUSY` when there is no room for them. */
  hold(client: string, bytes: number): () => void {
    const held = this.#held.get(client) ?? 0;
    if (this.#bytes + bytes > this.#most || held + bytes > this.#most / 2)
      throw new StrategicError(
        "SANDBOX_BUSY",
        `Runs that have not ended hold ${mib(this.#bytes)} of code and tables (${mib(held)} of this client's). Wait for some of them to end.`,
        { details: { retryAfterMs: 1000 } },
      );
    this.#count(client, bytes);
    return () => this.#count(client, -bytes);
  }

  #count(client: string, bytes: number): void {
    this.#bytes += bytes;
    const held = (this.#held.get(client) ?? 0) + bytes;
    if (held > 0) this.#held.set(client, held);
    else this.#held.delete(client);
  }
}

/** Of code, context and tables brought along; a workspace's tables wait in the workspace. */
export function bytesSent({ code, datasets = [] }: AnalyzeInput, contextJson: string): number {
  const brought = datasets.map((dataset) =>
    typeof dataset === "string" ? dataset.length : "content" in dataset ? dataset.content.length : 0,
  );
  return code.length + contextJson.length + brought.reduce((sum, bytes) => sum + bytes, 0);
}
