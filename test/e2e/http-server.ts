import { type ChildProcess, spawn } from "node:child_process";
import { environment, launcher } from "./server.ts";

export interface Listening {
  readonly process: ChildProcess;
  readonly url: URL;
  /** Its exit code. */
  stop(): Promise<number | null>;
}

/** The built server over HTTP, at a port of its own choice. */
export async function listen(home: string, ...args: string[]): Promise<Listening> {
  const child = spawn(process.execPath, [launcher, "serve", "--http", "0", "--workers", "1", ...args], {
    env: environment(home),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await new Promise<URL>((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/[^"\s]+\/mcp/.exec(said);
      if (found !== null) resolve(new URL(found[0]));
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  const stop = () =>
    new Promise<number | null>((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGTERM");
    });
  return { process: child, url, stop };
}
