import { execute, peerPython } from "./peer-python.ts";

/** Native CPython with the same pandas; null where it can't be installed. */
export async function nativePython(): Promise<{ run(code: string): Promise<void> } | null> {
  const python = await peerPython("pandas");
  return python === null ? null : { run: (code) => execute(python, ["-c", code]) };
}
