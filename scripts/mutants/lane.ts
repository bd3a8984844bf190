import { type ChildProcess, fork } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Mutant, planted } from "./plant.ts";

export type Verdict = "killed" | "survived" | "timedOut";

/** One copy of the tree with one vitest over it. Faults are planted in it one after another, each taken back before the next. */
export class Lane {
  readonly #root: string;
  #runner: ChildProcess | null = null;
  /** How long the tests of one file take when nothing is wrong. */
  readonly #usual = new Map<string, number>();
  /** Written since the runner last looked: a fault that was taken back must be gone from its memory too. */
  readonly #changed = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Runs the tests as they are: they must pass before anything is planted. */
  async measure(tests: readonly string[]): Promise<void> {
    for (const test of tests) {
      const started = performance.now();
      const { passed, why } = await this.#ask([test], 600_000);
      if (!passed) throw new Error(`${test} fails with nothing planted: ${why.join("; ").slice(0, 400)}`);
      this.#usual.set(test, performance.now() - started);
    }
  }

  /** The groups of tests one after another, until one notices; told which. */
  async judge(mutant: Mutant, groups: readonly (readonly string[])[]): Promise<{ verdict: Verdict; by: string | null }> {
    const path = join(this.#root, mutant.file);
    const source = readFileSync(path, "utf8");
    this.#write(path, planted(source, mutant));
    try {
      for (const tests of groups) {
        const usual = tests.reduce((sum, test) => sum + (this.#usual.get(test) ?? 0), 0);
        const { passed, why } = await this.#ask(tests, 4000 + 4 * usual);
        if (why === late) return { verdict: "timedOut", by: tests[0] ?? null };
        if (!passed) return { verdict: "killed", by: tests.length === 1 ? (tests[0] as string) : null };
      }
      return { verdict: "survived", by: null };
    } finally {
      this.#write(path, source);
    }
  }

  #write(path: string, text: string): void {
    writeFileSync(path, text);
    this.#changed.add(path);
  }

  close(): void {
    const pid = this.#runner?.pid;
    this.#runner = null;
    if (pid !== undefined) endGroup(pid);
  }

  async #ask(tests: readonly string[], mostMs: number): Promise<{ passed: boolean; why: readonly string[] }> {
    this.#runner ??= await this.#start();
    const runner = this.#runner;
    const answer = Promise.withResolvers<{ passed: boolean; why: readonly string[] }>();
    const ended = () => answer.resolve({ passed: false, why: ["the runner ended"] });
    const timer = setTimeout(() => answer.resolve({ passed: false, why: late }), mostMs);
    runner.once("message", answer.resolve);
    runner.once("exit", ended);
    runner.send({ changed: [...this.#changed], tests: tests.map((test) => join(this.#root, test)) });
    this.#changed.clear();
    const found = await answer.promise;
    clearTimeout(timer);
    runner.removeListener("message", answer.resolve);
    runner.removeListener("exit", ended);
    if (found.why === late || !runner.connected) this.close();
    return found;
  }

  async #start(): Promise<ChildProcess> {
    const file = new URL("./runner-process.ts", import.meta.url);
    // A group of its own: the processes that tests start end with it.
    const runner = fork(file, [this.#root], { cwd: this.#root, detached: true, stdio: "ignore" });
    await new Promise((resolve, reject) => runner.once("message", resolve).once("exit", reject));
    return runner;
  }
}

const late: readonly string[] = ["out of time"];

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
