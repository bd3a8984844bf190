import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../plugins/sandbox-pyodide/packages/folders.ts";

/** Native CPython with the same pandas, in a virtual environment of the bench's own. */
export async function nativePandas(): Promise<{ run(code: string): Promise<void> }> {
  const home = join(cacheFolder(), "bench-python");
  const python = join(home, "bin", "python");
  if (!existsSync(join(home, "ready"))) {
    await execute("python3", ["-m", "venv", "--clear", home]);
    await execute(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pandas==3.0.2", "numpy==2.4.3"]);
    await execute(python, ["-c", `import pandas; open(${JSON.stringify(join(home, "ready"))}, "w").close()`]);
  }
  return { run: (code) => execute(python, ["-c", code]) };
}

function execute(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "inherit"] });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });
}
