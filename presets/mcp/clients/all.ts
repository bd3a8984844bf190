import { readdirSync } from "node:fs";
import { type Client, UnclearPlace } from "./client.ts";
import { type Machine, pathsOf, settingsFolder } from "./machine.ts";

/** In a folder of its own in the user's home. */
const inHome =
  (...parts: readonly string[]) =>
  (machine: Machine) =>
    pathsOf(machine).join(machine.home, ...parts);

/** In a folder that a variable may move. */
const inFolderOf =
  (variable: string, otherwise: string, ...parts: readonly string[]) =>
  (machine: Machine) => {
    const { join } = pathsOf(machine);
    return join(machine.env[variable] || join(machine.home, otherwise), ...parts);
  };

const claudeDesktop: Client = {
  id: "claude-desktop",
  title: "Claude Desktop",
  file: (machine) =>
    pathsOf(machine).join(packagedClaude(machine) ?? settingsFolder(machine), "Claude", "claude_desktop_config.json"),
  syntax: "json",
  key: "mcpServers",
  typed: false,
  afterwards: "Quit Claude Desktop (closing its window is not enough) and start it again.",
};

/** Windows keeps what a packaged app writes apart from the place where everybody else would look: no such app reads the other one. */
function packagedClaude({ platform, env, home }: Machine): string | null {
  if (platform !== "win32") return null;
  const { join } = pathsOf({ platform, env, home });
  const packages = join(env.LOCALAPPDATA || join(home, "AppData", "Local"), "Packages");
  const found = foldersOf(packages).filter((name) => /^Claude_/i.test(name));
  if (found.length > 1)
    throw new UnclearPlace(
      `${packages} holds more than one Claude Desktop (${found.join(", ")}): name the file with --config, such as ${join(packages, found[0] as string, "LocalCache", "Roaming", "Claude", "claude_desktop_config.json")}`,
    );
  return found[0] === undefined ? null : join(packages, found[0], "LocalCache", "Roaming");
}

function foldersOf(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/**
 * The user's file, so that it is there in every project: `.mcp.json` in a project is for what a team shares, and paths of one
 * machine are not.
 */
const claudeCode: Client = {
  id: "claude-code",
  title: "Claude Code",
  file: inFolderOf("CLAUDE_CONFIG_DIR", "", ".claude.json"),
  traces: (machine) => [claudeCode.file(machine), inFolderOf("CLAUDE_CONFIG_DIR", ".claude")(machine)],
  syntax: "json",
  key: "mcpServers",
  typed: true,
  afterwards: "Start a new session of Claude Code; /mcp lists it.",
};

const cursor: Client = {
  id: "cursor",
  title: "Cursor",
  file: inHome(".cursor", "mcp.json"),
  syntax: "jsonc",
  key: "mcpServers",
  typed: false,
  afterwards: "Restart Cursor and see that the server is switched on under MCP in its settings.",
};

const vsCode: Client = {
  id: "vscode",
  title: "VS Code",
  file: (machine) => pathsOf(machine).join(settingsFolder(machine), "Code", "User", "mcp.json"),
  syntax: "jsonc",
  key: "servers",
  typed: true,
  afterwards: 'Run "MCP: List Servers" in VS Code and start it; it asks once whether you trust it.',
};

const windsurf: Client = {
  id: "windsurf",
  title: "Windsurf",
  file: inHome(".codeium", "windsurf", "mcp_config.json"),
  syntax: "jsonc",
  key: "mcpServers",
  typed: false,
  afterwards: "Refresh the list of MCP servers in Windsurf, or restart it.",
};

const zed: Client = {
  id: "zed",
  title: "Zed",
  file: (machine) => {
    const { join } = pathsOf(machine);
    if (machine.platform === "win32") return join(settingsFolder(machine), "Zed", "settings.json");
    const { FLATPAK_XDG_CONFIG_HOME, XDG_CONFIG_HOME } = machine.platform === "darwin" ? {} : machine.env;
    return join(FLATPAK_XDG_CONFIG_HOME || XDG_CONFIG_HOME || join(machine.home, ".config"), "zed", "settings.json");
  },
  syntax: "jsonc",
  key: "context_servers",
  typed: false,
  afterwards: "Zed takes notice when the file is saved: its agent panel lists the server.",
};

const codex: Client = {
  id: "codex",
  title: "Codex",
  file: inFolderOf("CODEX_HOME", ".codex", "config.toml"),
  syntax: "toml",
  key: "mcp_servers",
  typed: false,
  afterwards: "Start a new session of Codex; /mcp lists it.",
};

const gemini: Client = {
  id: "gemini",
  title: "Gemini CLI",
  file: inFolderOf("GEMINI_CLI_HOME", "", ".gemini", "settings.json"),
  syntax: "jsonc",
  key: "mcpServers",
  typed: false,
  afterwards: "Start Gemini CLI again; /mcp lists it.",
};

export const clients: readonly Client[] = [claudeDesktop, claudeCode, cursor, vsCode, windsurf, zed, codex, gemini];
