import type { SandboxJob } from "../../core/ports/sandbox.ts";
import type { ScopeValidator } from "../../core/ports/scope-validator.ts";
import { answerOf, type FlatOutcome, fakeScope, sandboxJob } from "../../core/testing/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";

// As wide as what native CPython printed.
const PREAMBLE =
  "import numpy as np\nimport pandas as pd\nimport strategic\npd.reset_option('display.width')\npd.reset_option('display.max_columns')";

/** The real sandbox where every program is allowed: what is tested here is numbers, not scope. */
export class Numbers {
  #look: ScopeValidator["check"] | null = null;
  readonly #sandbox = unjudged({ workers: 2 }, { check: (...given) => (this.#look ?? fakeScope().check)(...given) });

  start(): Promise<void> {
    return this.#sandbox.start();
  }

  close(): Promise<void> {
    return this.#sandbox.close();
  }

  outcome(code: string, rest: Partial<SandboxJob> = {}): Promise<FlatOutcome> {
    return answerOf(this.#sandbox, sandboxJob(code, { preamble: PREAMBLE, ...rest, limits: { wallSeconds: 30, memoryMb: 512 } }));
  }

  /** The result; a text that says why where there is none. */
  async result(code: string, rest: Partial<SandboxJob> = {}): Promise<unknown> {
    const { status, result, error } = await this.outcome(code, rest);
    return status === "ok" ? result : `${status}: ${error?.type}: ${error?.message}`;
  }

  /** What a host program answers in the interpreter that would run the guest, unconfined. */
  async inspect(program: string, input: string): Promise<string> {
    let answer: string | null = null;
    this.#look = async (_code, _policy, inspect) => {
      answer = await inspect(program, input);
      return { allowed: false, violations: [] };
    };
    await this.outcome("");
    this.#look = null;
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
