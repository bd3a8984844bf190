import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAtlas } from "./build-atlas.ts";
import { buildPages } from "./build-page.ts";
import { bundle } from "./bundle.ts";
import { notices } from "./notices.ts";

/** Sources to `dist/`: the types by tsc, the programs by esbuild, every other file of `plugins/` and `presets/` that is not a test's copied to the same place. */
const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

const pages = await buildPages();
buildAtlas();
rmSync(dist, { recursive: true, force: true });
run(join(root, "node_modules", "typescript", "bin", "tsc"), "-p", join(root, "tsconfig.build.json"));
for (const folder of ["plugins", "presets"]) copyAssets(join(root, folder));
const programs = await bundle({ outdir: dist });
writeFileSync(join(dist, "THIRD-PARTY.md"), notices(root, [...pages, ...programs]));

function run(...args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

function copyAssets(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "__pycache__" && entry.name !== "tests") copyAssets(path);
    } else if (!entry.name.endsWith(".ts") && !entry.name.startsWith(".") && existsSync(dist))
      cpSync(path, join(dist, relative(root, path)));
  }
}
