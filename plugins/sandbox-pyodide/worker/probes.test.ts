import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { permissions } from "../host/permissions.ts";
import { realmFlags } from "../host/realm-flags.ts";
import { findings, probeLayers } from "./probes.ts";

const source = (name: string) => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));

const listener = createServer((socket) => socket.destroy());
let folder: string;
let canary: { path: string; port: number };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "probes-"));
  writeFileSync(join(folder, "canary"), "secret");
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  canary = { path: join(folder, "canary"), port: (listener.address() as { port: number }).port };
});
afterAll(() => {
  listener.close();
  rmSync(folder, { recursive: true });
});

test("where nothing holds, the probes find every way out", async () => {
  expect(await probeLayers(canary)).toMatchObject([
    {
      name: "process-jail",
      active: false,
      detail:
        "could read a file outside the jail; could write a file; could start a process; could open a network connection; the environment is not empty",
    },
    { name: "realm", active: false, detail: "could turn a string into code; __proto__ is reachable" },
    { name: "operating-system", active: false, detail: null },
  ]);
});

test("a port on which nobody listens, and a file that is not there, are no way out", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  const [jail] = await probeLayers({ path: join(folder, "none", "canary"), port });
  expect(jail?.detail).toBe("could start a process; the environment is not empty");
});

test("a process that can't be started, whatever keeps it, is no way out", async () => {
  const { execPath } = process;
  process.execPath = join(folder, "none");
  try {
    const [jail] = await probeLayers({ ...canary, path: join(folder, "none", "canary") });
    expect(jail?.detail).toBe("could open a network connection; the environment is not empty");
  } finally {
    process.execPath = execPath;
  }
});

test.each([
  [0, {}, true],
  [0, { lo: [] }, false],
  [1, {}, false],
])("with parent %i and the networks %j, that there is a world of its own is %s", (parent, networks, active) => {
  const { stdout } = spawnSync(process.execPath, [
    "--input-type=module",
    "--eval",
    `import os from "node:os"; import { syncBuiltinESMExports } from "node:module";
     os.networkInterfaces = () => (${JSON.stringify(networks)});
     syncBuiltinESMExports();
     Object.defineProperty(process, "ppid", { value: ${parent} });
     const { probeLayers } = await import(${source("./probes.ts")});
     console.log(JSON.stringify((await probeLayers(${JSON.stringify(canary)})).at(-1)));`,
  ]);
  expect(JSON.parse(String(stdout))).toEqual({ name: "operating-system", active, detail: null });
});

/** A process with the permissions that a jail has; its image is `image`. */
function jailed(image: string, code: string): string {
  const args = [...permissions(image), ...realmFlags, "--input-type=module", "--eval", code];
  const { stdout, stderr } = spawnSync(process.execPath, args, { env: {}, encoding: "utf8", cwd: image });
  return `${stdout}${stderr}`;
}

test("behind the jail's permissions and flags the same probes find nothing", () => {
  rmSync(`${canary.path}.written`, { force: true });
  const image = mkdtempSync(join(tmpdir(), "image-"));
  const said = jailed(
    image,
    `import { probeLayers } from ${source("./probes.ts")};
     console.log(JSON.stringify(await probeLayers(${JSON.stringify(canary)})));`,
  );
  rmSync(image, { recursive: true });
  expect(JSON.parse(said).slice(0, 2)).toEqual([
    { name: "process-jail", active: true, detail: null },
    { name: "realm", active: true, detail: null },
  ]);
  expect(existsSync(`${canary.path}.written`)).toBe(false);
});

test("a jail may read its image, load the pool and start threads, and read nothing beside", () => {
  const image = mkdtempSync(join(tmpdir(), "image-"));
  writeFileSync(join(image, "inside"), "it reads its image");
  writeFileSync(`${image}-beside`, "no part of the image");
  const read = (path: string) =>
    `try { console.log(readFileSync(${JSON.stringify(path)}, "utf8")) } catch { console.log("refused") }`;
  const said = jailed(
    image,
    `import { readFileSync } from "node:fs";
     import { Worker } from "node:worker_threads";
     const { Piscina } = await import(${JSON.stringify(import.meta.resolve("piscina"))});
     console.log(typeof Piscina);
     ${read(join(image, "inside"))}
     ${read(`${image}-beside`)}
     ${read(fileURLToPath(new URL("../../../tsconfig.json", import.meta.url)))}
     new Worker("console.log('a thread')", { eval: true });`,
  );
  rmSync(image, { recursive: true });
  rmSync(`${image}-beside`);
  expect(said.trim().split("\n")).toEqual(["function", "it reads its image", "refused", "refused", "a thread"]);
});

test("a layer holds when nothing was found in it, and else all findings are named", () => {
  expect(findings("realm", [null, null])).toEqual({ name: "realm", active: true, detail: null });
  expect(findings("realm", ["a", null, "b"])).toEqual({ name: "realm", active: false, detail: "a; b" });
});
