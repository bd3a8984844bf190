import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A program that answers a line of JSON with a line of JSON. */
export interface Conversation {
  readonly pid: number;
  ask(question: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function converse(
  command: string,
  args: readonly string[],
  { env = {}, first }: { readonly env?: Record<string, string>; readonly first?: unknown } = {},
): Promise<Conversation> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...env } });
  let complaint = "";
  child.stderr.on("data", (data) => {
    complaint = `${complaint}${data}`.slice(-2000);
  });
  const waiting: { resolve(value: unknown): void; reject(error: Error): void }[] = [];
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => fail(error));
    child.once("close", (code) => {
      fail(new Error(`${command} ${args.join(" ")} ended with ${code}: ${complaint.trim().split("\n").slice(-3).join(" / ")}`));
      resolve();
    });
  });
  let broken: Error | null = null;
  const fail = (error: Error) => {
    broken = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    // What a library prints by itself is no answer.
    if (/^[["{\d\-n]/.test(line)) waiting.shift()?.resolve(JSON.parse(line));
  });
  child.stdin.on("error", () => {});
  const answer = () =>
    new Promise<unknown>((resolve, reject) => {
      if (broken !== null) reject(broken);
      else waiting.push({ resolve, reject });
    });
  const ready = answer();
  if (first !== undefined) child.stdin.write(`${JSON.stringify(first)}\n`);
  await ready;
  return {
    pid: child.pid as number,
    ask(question) {
      const found = answer();
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return found;
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
