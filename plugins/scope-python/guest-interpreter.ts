import { loadPyodide } from "pyodide";
import type { Inspect } from "../../core/ports/scope-validator.ts";

/** For tests: the very CPython that will run the code, without numpy, pandas or any layer around it. */
export async function guestInterpreter(): Promise<Inspect> {
  const pyodide = await loadPyodide();
  pyodide.runPython(`
_compiled = {}
def inspect(program, text):
    if program not in _compiled:
        _compiled[program] = compile(program, "checker.py", "exec")
    namespace = {"input": text}
    exec(_compiled[program], namespace)
    return namespace["output"]
`);
  const inspect = pyodide.globals.get("inspect") as (program: string, input: string) => string;
  return async (program, input) => inspect(program, input);
}
