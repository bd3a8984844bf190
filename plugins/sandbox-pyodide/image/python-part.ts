import { readFileSync } from "node:fs";
import type { PyodideInstance } from "../interpreter/pyodide-types.ts";

const WHEEL = "/tmp/python-part.whl";

/** Built for another machine: neither for any, nor for this interpreter. */
export const isForeign = (wheel: string): boolean => !/-(any|pyemscripten_\w+_wasm32)\.whl$/.test(wheel);

/** In place of each compiled module stands one that says so (python-science/strategic_science/missing.py). */
export const STAND_IN = `"""Stands in for compiled code."""
from strategic_science.missing import of

__getattr__ = of(__name__)
`;

const UNPACK = (target: string) => `
import os, zipfile
with zipfile.ZipFile(${JSON.stringify(WHEEL)}) as wheel:
    for name in wheel.namelist():
        if name.endswith((".py", ".dist-info/METADATA")):
            wheel.extract(name, ${JSON.stringify(target)})
        elif name.endswith(".so"):
            path = os.path.join(${JSON.stringify(target)}, name.partition(".cpython-")[0] + ".py")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file: file.write(${JSON.stringify(STAND_IN)})
os.unlink(${JSON.stringify(WHEEL)})
`;

/** Unpacks what such a wheel has for every machine: its Python files. */
export function unpackPythonPart(py: PyodideInstance, wheel: string, target: string): void {
  py._module.FS.writeFile(WHEEL, new Uint8Array(readFileSync(wheel)));
  py.runPython(UNPACK(target));
}
