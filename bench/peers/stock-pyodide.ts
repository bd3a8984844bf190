import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Stock Pyodide, one process per call: boot, unpack the same wheels, import pandas, the code and its number. */
export function stockPyodide(code: string, answer: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const program = fileURLToPath(new URL("stock-pyodide-process.ts", import.meta.url));
    const child = spawn(process.execPath, ["--no-warnings", program, code, String(answer)], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`stock Pyodide ended with ${code}`))));
  });
}
