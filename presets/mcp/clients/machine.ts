import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** What decides where a client keeps its configuration: given, so that each system can be tried on any. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** `USERPROFILE` on Windows and `HOME` elsewhere are read by the runtime itself. */
export const thisMachine = (): Machine => ({ platform: process.platform, env: process.env, home: homedir() });

export const pathsOf = ({ platform }: Machine) => (platform === "win32" ? win32 : posix);

/** Where programs with a window keep what a user sets: one folder for each system. */
export function settingsFolder(machine: Machine): string {
  const { platform, env, home } = machine;
  const { join } = pathsOf(machine);
  if (platform === "darwin") return join(home, "Library", "Application Support");
  if (platform === "win32") return env.APPDATA || join(home, "AppData", "Roaming");
  return env.XDG_CONFIG_HOME || join(home, ".config");
}
