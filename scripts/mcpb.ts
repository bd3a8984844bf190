import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createCanvas, loadImage } from "canvas";
import { environments } from "../plugins/sandbox-pyodide/packages/environments.ts";
import { installed } from "../plugins/sandbox-pyodide/packages/store.ts";
import { StdioClient } from "../presets/mcp/cli/demo/stdio-client.ts";
import { icon } from "../presets/mcp/icon.ts";
import { installApart } from "./apart.ts";
import { apart } from "./bundle.ts";
import { copy, copyPackages, sizeOf } from "./mcpb/files.ts";
import { manifestOf } from "./mcpb/manifest.ts";
import { tryBundle, trySciPy } from "./mcpb/trial.ts";

/**
 * `npm run mcpb`: the bundle that Claude Desktop installs by a double click, for the system that this runs on, in `out/`. Packed
 * and checked by the official tool, then unpacked again and started as its manifest says.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const pack = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const modules = await installApart("mcpb");
const cli = join(modules, "@anthropic-ai", "mcpb", "dist", "cli", "cli.js");
const official = (...args: string[]) => execFileSync(process.execPath, [cli, ...args], { encoding: "utf8" });
const ICON_SIZE = 512;

const name = `${pack.name}-${pack.version}-${process.platform}-${process.arch}`;
const file = join(root, "out", `${name}.mcpb`);
const work = mkdtempSync(join(tmpdir(), "mcpb-"));
try {
  const stage = join(work, "stage");
  await fill(stage);
  const home = join(work, "home");
  mkdirSync(home);
  process.stdout.write(official("validate", join(stage, "manifest.json")));
  official("pack", stage, file);
  // As a person's folders are named.
  const unpacked = join(work, "Claude Extensions", pack.name);
  official("unpack", file, unpacked);
  const manifest = JSON.parse(readFileSync(join(unpacked, "manifest.json"), "utf8"));
  const bundle = { folder: unpacked, manifest, home };
  const first = await tryBundle(bundle);
  // It has the image of science made in the background: that is waited for, and seen to work.
  const science = await trySciPy(bundle);
  const again = await tryBundle(bundle);
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`${file}: ${mb(statSync(file).size)}, unpacked ${mb(sizeOf(unpacked))}`);
  console.log(
    `  of it Node ${mb(sizeOf(join(unpacked, "runtime")))}, packages ${mb(sizeOf(join(unpacked, "node_modules")))}, Python packages ${mb(sizeOf(join(unpacked, "wheels")))}, ours ${mb(sizeOf(join(unpacked, "dist")))}`,
  );
  console.log("Unpacked and started as its manifest says, with no Python and no cache to be found:");
  for (const [which, { listed, drawn }] of Object.entries({ "first start": first, "second start": again }))
    console.log(`  ${which}: tools after ${listed.toFixed(0)} ms, an analysis with its chart after ${drawn.toFixed(0)} ms`);
  console.log(`  SciPy's first result, whose image is made meanwhile: after ${science.toFixed(0)} ms more`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function fill(stage: string): Promise<void> {
  mkdirSync(stage);
  for (const file of ["LICENSE", "package.json"]) cpSync(join(root, file), join(stage, file));
  for (const folder of ["bin", "dist"]) copy(join(root, folder), join(stage, folder));
  cpSync(join(root, "scripts", "mcpb", "start.js"), join(stage, "start.js"));
  await copyWheels(join(stage, "wheels"));
  copyPackages(root, Object.keys(pack.dependencies).filter(apart), stage);
  const runtime = copyNode(stage);
  writeFileSync(join(stage, "icon.png"), await drawn());
  await using server = new StdioClient(join(stage, runtime), [
    join(stage, "bin", "strategic-python.js"),
    "serve",
    "--keep",
    "none",
    "--audit",
    join(work, "audit.sqlite"),
  ]);
  await server.hello("mcpb");
  writeFileSync(
    join(stage, "manifest.json"),
    `${JSON.stringify(await manifestOf(pack, server, { runtime, platform: process.platform }), null, 2)}\n`,
  );
}

/** All that the sandbox's environments hold, so that a machine without Python, pip or a network can run it. */
async function copyWheels(folder: string): Promise<void> {
  mkdirSync(folder);
  for (const environment of environments) {
    const found = await installed(environment);
    if (found === null) throw new Error(`the packages of ${environment} are not here: run strategic-python setup --wait`);
    for (const wheel of found.wheels) cpSync(wheel, join(folder, basename(wheel)));
  }
}

/** This system's, as its lock names it, with its licence. Returns its place in the bundle. */
function copyNode(stage: string): string {
  const own = readdirSync(modules).find((folder) => /^node-(bin-)?(darwin|linux|win)-/.test(folder));
  if (own === undefined) throw new Error(`scripts/mcpb/package.json names no Node for ${process.platform} ${process.arch}`);
  const program = process.platform === "win32" ? "node.exe" : "node";
  const from = [join(modules, own, "bin", program), join(modules, own, program)].find((path) => existsSync(path));
  if (from === undefined) throw new Error(`${own} has no ${program}`);
  mkdirSync(join(stage, "runtime"));
  cpSync(from, join(stage, "runtime", program));
  chmodSync(join(stage, "runtime", program), 0o755);
  cpSync(join(modules, own, "LICENSE"), join(stage, "runtime", "LICENSE"));
  return `runtime/${program}`;
}

async function drawn(): Promise<Buffer> {
  const canvas = createCanvas(ICON_SIZE, ICON_SIZE);
  canvas.getContext("2d").drawImage(await loadImage(icon.src), 0, 0, ICON_SIZE, ICON_SIZE);
  return canvas.encode("png");
}
