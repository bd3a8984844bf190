import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { copyPython, patchPackages, SITE_PACKAGES } from "../../plugins/sandbox-pyodide/image/site-packages.ts";
import type { EmscriptenModule } from "../../plugins/sandbox-pyodide/interpreter/pyodide-types.ts";
import { pythonFolder } from "../../plugins/sandbox-pyodide/packages/folders.ts";
import { installed } from "../../plugins/sandbox-pyodide/packages/store.ts";

/** `stock` or `ours`, then snippets as JSON: prints the shortest time of each, in milliseconds. Nothing else of the sandbox takes part. */
const [, , which, snippets] = process.argv;
const packages = await installed("standard");
if (packages === null) throw new Error("run strategic-python setup first");
const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" } });
const module = (pyodide as typeof pyodide & { _module: EmscriptenModule })._module;
for (const wheel of packages.wheels)
  pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel", { extractDir: SITE_PACKAGES });
if (which === "ours") patchPackages(module);
copyPython(module, pythonFolder, SITE_PACKAGES);
pyodide.globals.set("snippets", snippets as string);
const times = pyodide.runPython(`
import ast, json, time, warnings
import numpy as np, pandas as pd
warnings.simplefilter("ignore")
${which === "ours" ? "from strategic_runtime import rewrite" : ""}
def shortest(setup, code):
    scope = {"np": np, "pd": pd}
    exec(setup, scope)
    tree = ast.parse(code)
    ${which === "ours" ? "tree, _ = rewrite.rewrite(tree, None)" : ""}
    program = compile(tree, "<snippet>", "exec")
    found = []
    for _ in range(15):
        start = time.perf_counter()
        exec(program, scope)
        found.append(time.perf_counter() - start)
    return min(found) * 1000
json.dumps([shortest(setup, code) for setup, code in json.loads(snippets)])
`) as string;
process.stdout.write(times, () => process.exit(0));
