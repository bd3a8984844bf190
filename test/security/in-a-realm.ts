import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { realmFlags } from "../../plugins/sandbox-pyodide/host/realm-flags.ts";

/** What `code`, the body of an async function, returns in a process of its own, with the jail's flags: its realm may be hardened. */
export async function inARealm(code: string): Promise<unknown> {
  const source = `import { writeSync } from "node:fs";
    const { stringify } = JSON;
    const tell = (found) => writeSync(1, stringify(found));
    const act = async () => { ${code} };
    tell(await act());`;
  const { stdout } = await promisify(execFile)(process.execPath, [...realmFlags, "--input-type=module", "--eval", source]);
  return JSON.parse(stdout);
}
