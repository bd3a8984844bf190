import type { Entry } from "./client.ts";

/** What runs now: its Node, and this package's launcher. */
export interface Installation {
  readonly node: string;
  readonly launcher: string;
  readonly platform: NodeJS.Platform;
}

/** Node that can run it. An older one would fetch a newer one at each start. */
const NODE = 26;

/**
 * How a client starts this server: Node and the launcher by their paths, since npx takes half a second at each start and a client
 * with a window does not know a shell's PATH. What lies in npx's cache may be gone tomorrow: then by npx.
 */
export function entryFor({ node, launcher, platform }: Installation, serve: readonly string[]): Entry {
  if (!isInNpxCache(launcher))
    return isInNpxCache(node)
      ? byNpx(platform, [`--package=node@${NODE}`, "--", "node", launcher, "serve", ...serve])
      : { command: node, args: [launcher, "serve", ...serve] };
  return byNpx(platform, ["strategic-python", "serve", ...serve]);
}

/** Why an entry is not direct, and what would make it so; null where it is. */
export function detour({ node, launcher }: Installation): string | null {
  if (isInNpxCache(launcher))
    return "This package runs from npx's cache, which may be cleared: the entry starts it by npx, half a second slower each time. To have it direct: npm install --global strategic-python, then strategic-python install again.";
  if (isInNpxCache(node))
    return `Node ${NODE} runs from npx's cache, which may be cleared: the entry starts it by npx, half a second slower each time. To have it direct: install Node ${NODE}, then run this again.`;
  return null;
}

/** npm clears what lies there when it likes. */
export const isInNpxCache = (path: string): boolean => path.split(/[\\/]/).includes("_npx");

/** On Windows npx is a script, which only a shell starts. */
const byNpx = (platform: NodeJS.Platform, args: readonly string[]): Entry =>
  platform === "win32" ? { command: "cmd", args: ["/c", "npx", "-y", ...args] } : { command: "npx", args: ["-y", ...args] };
