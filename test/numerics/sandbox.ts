import type { Gate, Sandbox, SandboxJob, SandboxOutcome } from "../../core/ports/sandbox.ts";
import { sandboxJob } from "../../core/testing/index.ts";
import { sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";

const PREAMBLE = "import numpy as np\nimport pandas as pd\nimport strategic";

/** The real sandbox with an open gate: what is tested here is numbers, not scope. */
export class Numbers {
  readonly #sandbox = sandboxPyodide({ workers: 2 }).adapters?.sandbox?.() as Sandbox;

  start(): Promise<void> {
    return this.#sandbox.start();
  }

  close(): Promise<void> {
    return this.#sandbox.close();
  }

  outcome(code: string, rest: Partial<SandboxJob> = {}, gate: Gate = async () => ({ allowed: true })): Promise<SandboxOutcome> {
    const job = sandboxJob(code, { preamble: PREAMBLE, ...rest, limits: { wallSeconds: 30, memoryMb: 512 } });
    return this.#sandbox.run(job, { signal: new AbortController().signal, gate });
  }

  /** The result; a text that says why where there is none. */
  async result(code: string, rest: Partial<SandboxJob> = {}): Promise<unknown> {
    const { status, result, error } = await this.outcome(code, rest);
    return status === "ok" ? result : `${status}: ${error?.type}: ${error?.message}`;
  }

  /** What a host program answers in the interpreter that would run the guest, unconfined. */
  async inspect(program: string, input: string): Promise<string> {
    let answer: string | null = null;
    await this.outcome("", {}, async (inspect) => {
      answer = (await inspect(program, input)) as string;
      return { allowed: false };
    });
    if (answer === null) throw new Error("the inspection gave no answer");
    return answer;
  }

  /** All of them, as many at once as there are workers, in order. */
  async all<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
    const out: R[] = [];
    let next = 0;
    const lane = async () => {
      for (let index = next++; index < items.length; index = next++) out[index] = await work(items[index] as T);
    };
    await Promise.all([lane(), lane(), lane()]);
    return out;
  }
}
