import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { installed } from "../../plugins/sandbox-pyodide/packages/store.ts";

const packages = await installed();
if (packages === null) throw new Error("run strategic-python setup first");
const pyodide = await loadPyodide();
for (const wheel of packages.wheels) pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
const sum = pyodide.runPython("import pandas as pd; int(pd.DataFrame({'a': [1, 2]}).sum().iloc[0])") as number;
process.exit(sum === 3 ? 0 : 1);
