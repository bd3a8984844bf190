import { execFile } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * Layer 5, the operating system, where it allows it: namespaces of the jail's own, in which there is no network interface, no
 * process but itself and nothing to signal, and no privilege to be had. Never required: the layers above hold without it.
 */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** As it is, or inside namespaces and with no more memory than `dataBytes`, when Linux, util-linux and the machine's policy allow it. */
export async function enclosed(command: Command, dataBytes: number): Promise<Command> {
  wrapper ??= findWrapper();
  const before = await wrapper;
  const prlimit = process.platform === "linux" ? tool("prlimit") : null;
  // Private memory that can be written: reservations, of which V8 makes large ones, do not count.
  const bounded = prlimit === null ? [] : [prlimit, `--data=${dataBytes}`];
  const [file, ...args] = [...before, ...bounded, command.file, ...command.args];
  return { file: file as string, args };
}

let wrapper: Promise<readonly string[]> | null = null;

async function findWrapper(): Promise<readonly string[]> {
  const unshare = tool("unshare");
  if (process.platform !== "linux" || unshare === null) return [];
  // The child is killed with the wrapper: it must not outlive a server that kills what it knows.
  const namespaces = [
    unshare,
    "--user",
    "--map-current-user",
    "--net",
    "--ipc",
    "--uts",
    "--pid",
    "--fork",
    "--kill-child=SIGKILL",
  ];
  const setpriv = tool("setpriv");
  const privileges = setpriv === null ? [] : [setpriv, "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"];
  for (const attempt of [[...namespaces, ...privileges], namespaces]) if (await works(attempt)) return attempt;
  return [];
}

function tool(name: string): string | null {
  return ["/usr/bin", "/bin"].map((folder) => `${folder}/${name}`).find((path) => existsSync(path)) ?? null;
}

/** A container may forbid user namespaces: only trying tells. */
function works([file, ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(file as string, [...args, tool("true") ?? "true"], { timeout: 2000, env: {} }, (error) => resolve(error === null));
  });
}
