import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../plugins/sandbox-pyodide/packages/folders.ts";

/** What each peer needs. The same pandas and numpy as in the sandbox. */
const PACKAGES = {
  pandas: ["pandas==3.0.2", "numpy==2.4.3"],
  jupyter: ["ipykernel", "jupyter_client"],
  plotly: ["plotly", "kaleido"],
} as const;

export type Peer = keyof typeof PACKAGES;

const INSTALL_MS = 180_000;

/**
 * The Python of a virtual environment of the bench's own, with what a peer needs; made at the first run. Null where there is no
 * Python or no way to its packages: a peer that is missing is said, and fails nothing.
 */
export async function peerPython(...peers: readonly Peer[]): Promise<string | null> {
  const home = join(cacheFolder(), "bench-python");
  const python = join(home, "bin", "python");
  try {
    if (!existsSync(python)) await execute("python3", ["-m", "venv", "--clear", home], INSTALL_MS);
    for (const peer of peers) {
      const mark = join(home, `has-${peer}`);
      if (existsSync(mark)) continue;
      const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "10"];
      await execute(python, [...install, ...PACKAGES[peer]], INSTALL_MS);
      writeFileSync(mark, "");
    }
    return python;
  } catch (error) {
    process.stderr.write(`peer ${peers.join(", ")}: not installed (${error instanceof Error ? error.message : String(error)})\n`);
    return null;
  }
}

export function execute(command: string, args: readonly string[], timeout?: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "ignore"], ...(timeout !== undefined && { timeout }) });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });
}
