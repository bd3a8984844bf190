import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { installed } from "../../plugins/sandbox-pyodide/packages/store.ts";

const packages = await installed("standard");
if (packages === null) throw new Error("run strategic-python setup first");
const pyodide = await loadPyodide();
for (const wheel of packages.wheels) pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
const [, , code, answer] = process.argv;
const found = pyodide.runPython(code as string) as number;
process.exit(found === Number(answer) ? 0 : 1);
