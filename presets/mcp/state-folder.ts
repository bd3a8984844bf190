import { homedir } from "node:os";
import { join } from "node:path";

/** What is neither cache nor configuration: the audit trail, results, tokens. */
export function stateFolder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  return join(XDG_STATE_HOME || LOCALAPPDATA || join(homedir(), ".local", "state"), "strategic-python");
}
