import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readConfig, writeConfig } from "../clients/config-file.ts";
import { main } from "./main.ts";

const launcher = fileURLToPath(new URL("../../../bin/strategic-python.js", import.meta.url));
let home = "";
let config = "";
let printed = "";
let complained = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "install-"));
  config = join(home, "mcp.json");
  printed = complained = "";
  vi.stubEnv("HOME", home);
  for (const name of ["XDG_CONFIG_HOME", "CLAUDE_CONFIG_DIR", "STRATEGIC_PYTHON_CACHE", "XDG_CACHE_HOME"]) vi.stubEnv(name, "");
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    complained += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const install = (...args: string[]) => main(["install", "--client", "cursor", "--config", config, ...args]);
const entry = () => JSON.parse(readFileSync(config, "utf8")).mcpServers["strategic-python"];
const beside = () => readdirSync(home).sort();

test("the difference is shown, the entry written, and a second time nothing changes", async () => {
  writeFileSync(
    config,
    '{\n  "mcpServers": {\n    "other": { "env": { "KEY": "s3cret" }, "command": "x" },\n    "last": {}\n  }\n}\n',
  );
  const before = readFileSync(config, "utf8");
  expect(await install("--workspace", home)).toBe(0);
  expect(entry()).toEqual({ command: process.execPath, args: [launcher, "serve", "--workspace", home] });
  expect(printed).toContain('-     "last": {}\n+     "last": {},\n+     "strategic-python": {\n');
  // Of other entries nothing is printed.
  expect(printed).not.toContain("s3cret");
  expect(printed).toContain(`Written. The file as it was: ${config}.backup-1`);
  expect(readFileSync(`${config}.backup-1`, "utf8")).toBe(before);
  printed = "";
  expect(await install("--workspace", home)).toBe(0);
  expect(printed).toBe(`${config}: it is there already; nothing changes.\n`);
  expect(beside()).toEqual(["mcp.json", "mcp.json.backup-1"]);
});

test("--dry-run only shows", async () => {
  expect(await install("--dry-run")).toBe(0);
  expect(printed).toContain('+     "strategic-python": {');
  expect(beside()).toEqual([]);
});

test("an entry of this name that says something else is replaced only with --yes; older backups stay", async () => {
  writeFileSync(config, '{"mcpServers": {"strategic-python": {"command": "npx", "args": ["-y"], "env": {"A": "1"}}}}');
  writeFileSync(`${config}.backup-1`, "older");
  expect(await install()).toBe(1);
  expect(printed).toContain("- ");
  expect(complained).toContain("run this again with --yes");
  expect(entry().command).toBe("npx");
  expect(await install("--yes")).toBe(0);
  expect(entry()).toEqual({ command: process.execPath, args: [launcher, "serve"], env: { A: "1" } });
  expect(readFileSync(`${config}.backup-1`, "utf8")).toBe("older");
  expect(readFileSync(`${config}.backup-2`, "utf8")).toContain("npx");
});

test("--remove takes it away; where there is none, nothing changes", async () => {
  expect(await install("--remove")).toBe(0);
  expect(printed).toContain('there is no "strategic-python" in it; nothing changes');
  expect(existsSync(config)).toBe(false);
  await install();
  expect(await install("--remove")).toBe(0);
  expect(JSON.parse(readFileSync(config, "utf8"))).toEqual({ mcpServers: {} });
  expect(await install("--remove", "--workspace", home)).toBe(2);
});

describe("flags for the server", () => {
  test("follow --, with whole paths: nobody knows where a client starts it", async () => {
    vi.stubEnv("STRATEGIC_PYTHON_OUT", "/from/the/environment");
    expect(
      await install(
        "--out",
        "charts",
        "--",
        "--workers",
        "2",
        "--keep",
        "none",
        "--brand",
        "b.json",
        "--plugin",
        "./own.js",
        "--plugin",
        "pack",
        "--audit-code",
      ),
    ).toBe(0);
    const at = (name: string) => join(process.cwd(), name);
    expect(entry().args.slice(2)).toEqual([
      "--out",
      at("charts"),
      "--workers",
      "2",
      "--keep",
      "none",
      "--brand",
      at("b.json"),
      "--plugin",
      at("own.js"),
      "--plugin",
      "pack",
      "--audit-code",
    ]);
  });

  test.each([
    [["--workspace", "/not/there"], "--workspace /not/there is not a folder"],
    [["--", "--colour", "red"], "Unknown option '--colour'"],
    [["--", "more"], "serve takes no more"],
    [["--", "--http", "8080"], "--http is for a server over HTTP"],
    [["--out", "a", "--", "--out", "b"], "--out is given twice"],
    [["more"], "Usage: strategic-python install --client NAME"],
  ])("are checked before anything is written: %j", async (args, said) => {
    expect(await install(...args)).toBe(2);
    expect(complained).toContain(said);
    expect(beside()).toEqual([]);
  });
});

describe("what can't be changed is left alone", () => {
  test.each([
    ["broken JSON", '{\n  "mcpServers": {\n', /mcp\.json, line 3, column 1: .*Nothing is written/],
    ["bytes that are not UTF-8", Buffer.from([0xff, 0xfe, 0x7b, 0x00]), /is not UTF-8/],
  ])("%s", async (_, content, said) => {
    writeFileSync(config, content);
    expect(await install()).toBe(1);
    expect(complained).toMatch(said);
    expect(beside()).toEqual(["mcp.json"]);
    expect(readFileSync(config)).toEqual(Buffer.from(content));
  });

  test("a file that is read-only", async () => {
    writeFileSync(config, "{}");
    chmodSync(config, 0o444);
    expect(await install()).toBe(1);
    expect(complained).toContain(`${config} is read-only`);
    expect(beside()).toEqual(["mcp.json"]);
  });

  test("a folder in the file's place, and a file whose folder is missing", async () => {
    mkdirSync(config);
    expect(await install()).toBe(1);
    expect(complained).toContain(`${config} is a folder`);
    config = join(home, "no", "mcp.json");
    expect(await install()).toBe(1);
    expect(complained).toContain(`there is no folder ${join(home, "no")}`);
  });

  test("a file that somebody else wrote meanwhile", () => {
    writeFileSync(config, "{}");
    const file = readConfig(config);
    writeFileSync(config, '{"a": 1}');
    expect(() => writeConfig(file, "{ }")).toThrow("was changed by somebody else");
    expect(readFileSync(config, "utf8")).toBe('{"a": 1}');
    expect(beside().filter((name) => name.endsWith(".draft"))).toEqual([]);
  });

  test("a link that leads nowhere", async () => {
    symlinkSync(join(home, "gone.json"), config);
    expect(await install()).toBe(1);
    expect(complained).toContain("is a link to a file that is not there");
  });
});

test("a link stays a link, and the file that it leads to keeps its mode", async () => {
  const dotfiles = join(home, "dotfiles");
  mkdirSync(dotfiles);
  const real = join(dotfiles, "real.json");
  writeFileSync(real, "{}");
  chmodSync(real, 0o640);
  symlinkSync(join("dotfiles", "real.json"), config);
  expect(await install()).toBe(0);
  expect(lstatSync(config).isSymbolicLink()).toBe(true);
  expect(readlinkSync(config)).toBe(join("dotfiles", "real.json"));
  expect(readFileSync(real, "utf8")).toContain("strategic-python");
  expect(statSync(real).mode & 0o777).toBe(0o640);
  expect(readdirSync(dotfiles)).toEqual(["real.json"]);
  expect(printed).toContain(`(a link to ${real})`);
});

test("packages that are not here yet are told of, and so is a cache that only this shell knows of", async () => {
  vi.stubEnv("STRATEGIC_PYTHON_CACHE", join(home, "cache"));
  await install();
  expect(printed).toContain("Bring them, once: strategic-python setup\n");
  expect(printed).toContain("STRATEGIC_PYTHON_CACHE is set in this shell");
});

describe("the client", () => {
  test("that has never run here is an error that names its folder", async () => {
    expect(await main(["install", "--client", "Codex"])).toBe(1);
    expect(complained).toContain(`Codex has left no trace here: there is no ${join(home, ".codex")}`);
    expect(complained).toContain("--config");
  });

  test("that has run here has it in its own file", async () => {
    mkdirSync(join(home, ".codex"));
    mkdirSync(join(home, ".claude"));
    expect(await main(["install", "--client", "codex"])).toBe(0);
    expect(readFileSync(join(home, ".codex", "config.toml"), "utf8")).toContain("[mcp_servers.strategic-python]\ncommand = ");
    expect(await main(["install", "--client", "claude-code"])).toBe(0);
    expect(JSON.parse(readFileSync(join(home, ".claude.json"), "utf8")).mcpServers["strategic-python"].type).toBe("stdio");
  });

  test("of another name is a usage error with the nearest names", async () => {
    expect(await main(["install", "--client", "claude"])).toBe(2);
    expect(complained).toMatch(/there is no client "claude"; the nearest names: claude-desktop, claude-code,/);
    expect(await main(["install"])).toBe(2);
  });
});
