import { spawnSync } from "node:child_process";
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
export function enclosed(command: Command, dataBytes: number): Command {
  wrapper ??= findWrapper();
  const prlimit = process.platform === "linux" ? tool("prlimit") : null;
  // Private memory that can be written: reservations, of which V8 makes large ones, do not count.
  const bounded = prlimit === null ? [] : [prlimit, `--data=${dataBytes}`];
  const [file, ...args] = [...wrapper, ...bounded, command.file, ...command.args];
  return { file: file as string, args };
}

let wrapper: readonly string[] | null = null;

function findWrapper(): readonly string[] {
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
  for (const attempt of [[...namespaces, ...privileges], namespaces]) if (works(attempt)) return attempt;
  return [];
}

function tool(name: string): string | null {
  return ["/usr/bin", "/bin"].map((folder) => `${folder}/${name}`).find((path) => existsSync(path)) ?? null;
}

/**
 * A container may forbid user namespaces: only trying tells. Waited for, five milliseconds once: whoever starts a jail goes on to
 * load the rest of the program, and an answer that came in a later turn would find this thread busy with that.
 */
function works([file, ...args]: readonly string[]): boolean {
  return spawnSync(file as string, [...args, tool("true") ?? "true"], { timeout: 2000, env: {}, stdio: "ignore" }).status === 0;
}
