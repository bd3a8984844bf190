import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { clients } from "./all.ts";
import { UnclearPlace } from "./client.ts";
import type { Machine } from "./machine.ts";

const places = (machine: Machine) => Object.fromEntries(clients.map((client) => [client.id, client.file(machine)]));

describe("where each client keeps its servers", () => {
  test("on macOS", () => {
    // A shell's XDG_CONFIG_HOME moves nothing there.
    expect(places({ platform: "darwin", home: "/Users/jane", env: { XDG_CONFIG_HOME: "/x" } })).toEqual({
      "claude-desktop": "/Users/jane/Library/Application Support/Claude/claude_desktop_config.json",
      "claude-code": "/Users/jane/.claude.json",
      cursor: "/Users/jane/.cursor/mcp.json",
      vscode: "/Users/jane/Library/Application Support/Code/User/mcp.json",
      windsurf: "/Users/jane/.codeium/windsurf/mcp_config.json",
      zed: "/Users/jane/.config/zed/settings.json",
      codex: "/Users/jane/.codex/config.toml",
      gemini: "/Users/jane/.gemini/settings.json",
    });
  });

  test("on Windows", () => {
    const env = { APPDATA: "D:\\Roaming", LOCALAPPDATA: "D:\\Local" };
    expect(places({ platform: "win32", home: "C:\\Users\\jane", env })).toEqual({
      "claude-desktop": "D:\\Roaming\\Claude\\claude_desktop_config.json",
      "claude-code": "C:\\Users\\jane\\.claude.json",
      cursor: "C:\\Users\\jane\\.cursor\\mcp.json",
      vscode: "D:\\Roaming\\Code\\User\\mcp.json",
      windsurf: "C:\\Users\\jane\\.codeium\\windsurf\\mcp_config.json",
      zed: "D:\\Roaming\\Zed\\settings.json",
      codex: "C:\\Users\\jane\\.codex\\config.toml",
      gemini: "C:\\Users\\jane\\.gemini\\settings.json",
    });
    expect(places({ platform: "win32", home: "C:\\Users\\jane", env: {} }).vscode).toBe(
      "C:\\Users\\jane\\AppData\\Roaming\\Code\\User\\mcp.json",
    );
  });

  test("on Linux, by the variables that move them", () => {
    const plain = places({ platform: "linux", home: "/home/jane", env: {} });
    expect(plain).toMatchObject({
      "claude-desktop": "/home/jane/.config/Claude/claude_desktop_config.json",
      zed: "/home/jane/.config/zed/settings.json",
    });
    const env = { XDG_CONFIG_HOME: "/x", CODEX_HOME: "/codex", CLAUDE_CONFIG_DIR: "/claude", GEMINI_CLI_HOME: "/g" };
    expect(places({ platform: "linux", home: "/home/jane", env })).toMatchObject({
      "claude-desktop": "/x/Claude/claude_desktop_config.json",
      "claude-code": "/claude/.claude.json",
      vscode: "/x/Code/User/mcp.json",
      zed: "/x/zed/settings.json",
      codex: "/codex/config.toml",
      gemini: "/g/.gemini/settings.json",
    });
  });
});

/** Windows paths are ordinary names here: what matters is which folders are found. */
describe("a Claude Desktop that Windows keeps apart", () => {
  const local = mkdtempSync(join(tmpdir(), "packages-"));
  afterAll(() => rmSync(local, { recursive: true, force: true }));
  const machine: Machine = { platform: "win32", home: "C:\\Users\\jane", env: { LOCALAPPDATA: local, APPDATA: "D:\\Roaming" } };
  const desktop = clients[0] as (typeof clients)[number];
  // `win32.join` of a POSIX folder: backslashes, which this system takes for part of a name.
  const packages = `${local.replaceAll("/", "\\")}\\Packages`;
  const folder = (name: string) => mkdirSync(join(packages, name), { recursive: true });

  test("has its file in the folder of its package, whatever its number; of two, none is guessed", () => {
    process.chdir(tmpdir());
    expect(desktop.file(machine)).toBe("D:\\Roaming\\Claude\\claude_desktop_config.json");
    folder("Other_1");
    folder("Claude_pzs8");
    try {
      expect(desktop.file(machine)).toBe(`${packages}\\Claude_pzs8\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json`);
      folder("Claude_2");
      expect(() => desktop.file(machine)).toThrow(UnclearPlace);
      expect(() => desktop.file(machine)).toThrow(/--config/);
    } finally {
      rmSync(packages, { recursive: true, force: true });
    }
  });
});
