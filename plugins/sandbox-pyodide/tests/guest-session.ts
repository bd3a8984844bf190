import { once } from "node:events";
import { MessageChannel } from "node:worker_threads";
import type { Environment } from "../packages/environments.ts";
import { Control } from "../protocol/control.ts";
import type { FromWorker } from "../protocol/messages.ts";
import { request } from "../worker/rehearsal.ts";
import { Session } from "../worker/session.ts";
import { booted } from "./booted.ts";

export interface GuestAnswer {
  readonly result: unknown;
  readonly stdout: string;
  readonly stderr: string;
  readonly error: { readonly type: string; readonly message: string } | null;
  readonly wallMs: number;
  readonly tripwires: readonly string[];
  /** The interpreter would be replaced after this run. */
  readonly spent: boolean;
}

type Run = (code: string, given?: { readonly preamble?: string; readonly seed?: number | null }) => Promise<GuestAnswer>;

/**
 * A worker's interpreter of an environment, here and not in a jail: runs programs as guests, and rewinds after each. As workers
 * are, it is replaced after a run that did what no analysis does.
 */
export async function guestSession(environment: Environment): Promise<Run> {
  const start = async () => {
    const { image, ...interpreter } = await booted(environment);
    return new Session(interpreter, image.meta, () => {
      throw new Error("the worker ended");
    });
  };
  let session = await start();
  return async (code, given = {}) => {
    const { port1, port2 } = new MessageChannel();
    const served = session.serve({
      kind: "job",
      trace: null,
      request: { ...request, ...given, code, outputBytes: 1_000_000, resultBytes: 4_000_000 },
      datasets: [],
      memoryMb: 512,
      control: new Control().shared,
      port: port2,
    });
    // Whatever ends the worker ends the waiting, too.
    const heard = () => Promise.race([once(port1, "message"), served.then(() => once(port1, "message"))]);
    await heard();
    port1.postMessage({ kind: "go" });
    const [answered] = (await heard()) as [FromWorker];
    const { spent } = await served;
    port1.close();
    if (spent) session = await start();
    if (answered.kind !== "answer") throw new Error(`the worker said: ${JSON.stringify(answered)}`);
    return { ...JSON.parse(answered.answer), tripwires: answered.tripwires, spent };
  };
}
