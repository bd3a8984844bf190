import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { cacheFolder } from "../../plugins/sandbox-pyodide/packages/folders.ts";
import { analysis, environment, launcher, startServer } from "./server.ts";

const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "environment-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A cache of its own; with the packages of the real one, or without. */
function cache(name: string, packages: boolean): string {
  const path = join(folder, name);
  mkdirSync(path);
  if (packages) symlinkSync(join(cacheFolder(), "packages"), join(path, "packages"));
  return path;
}

/** Without packages an image is made in half the time; where they prove nothing, it is this one. Empty until a test makes it. */
const alone = cache("alone", false);
const mean = analysis("import statistics\nstatistics.mean([1, 2, 3])");
const names = (path: string) => readdirSync(join(path, "images")).filter((name) => /^[0-9a-f]{24}$/.test(name));

test("two servers starting at once on an empty image cache make one image and both serve", async () => {
  const servers = await Promise.all([
    startServer([], { STRATEGIC_PYTHON_CACHE: alone }),
    startServer([], { STRATEGIC_PYTHON_CACHE: alone }),
  ]);
  try {
    const answers = await Promise.all(servers.map((server) => server.call("run_analysis", mean)));
    expect(answers.map(({ data }) => data.result)).toEqual([2, 2]);
    expect(names(alone)).toHaveLength(1);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
});

test("without packages the server runs the standard library, and pandas fails with the command that mends it", async () => {
  const server = await startServer([], { STRATEGIC_PYTHON_CACHE: alone });
  try {
    expect((await server.call("run_analysis", mean)).data).toMatchObject({ status: "ok", result: 2 });
    const { data } = await server.call("run_analysis", analysis("import pandas"));
    expect(data).toMatchObject({
      status: "guest-error",
      error: { type: "ModuleNotFoundError", hint: expect.stringContaining("strategic-python setup") },
    });
  } finally {
    await server.close();
  }
});

/** By the tests before, unless this one runs alone. */
async function holdingAnImage(path: string): Promise<void> {
  if (existsSync(join(path, "images"))) return;
  await using server = await startServer([], { STRATEGIC_PYTHON_CACHE: path });
  await server.call("run_analysis", mean);
}

const withPackages = { source: cacheFolder(), packages: true, program: analysis("int(pd.Series([1, 3]).mean())") };
const withoutPackages = { source: alone, packages: false, program: mean };
test.each([
  ["cut short", withPackages, (image: string) => truncateSync(join(image, "heap.bin"), 1000)],
  ["without its index", withoutPackages, (image: string) => rmSync(join(image, "image.json"))],
  [
    "of another build",
    withoutPackages,
    (image: string) => writeFileSync(join(image, "pyodide.mjs"), "x".repeat(readdirSync(image).length)),
  ],
])("an image %s is made again, and the server serves", async (name, { source, packages, program }, damage) => {
  const path = cache(name.replaceAll(" ", "-"), packages);
  await holdingAnImage(source);
  cpSync(join(source, "images"), join(path, "images"), { recursive: true });
  const images = names(path);
  expect(images).not.toEqual([]);
  for (const image of images) damage(join(path, "images", image));
  const server = await startServer([], { STRATEGIC_PYTHON_CACHE: path });
  try {
    expect((await server.call("run_analysis", program)).data).toMatchObject({ status: "ok", result: 2 });
  } finally {
    await server.close();
  }
});

test("a cache that can't be written is said, and the server serves all the same", async () => {
  const path = join(folder, "a-file");
  writeFileSync(path, "");
  const server = await startServer([], { STRATEGIC_PYTHON_CACHE: path });
  try {
    expect((await server.call("run_analysis", analysis("1 + 1"))).data).toMatchObject({ status: "ok", result: 2 });
  } finally {
    await server.close();
  }
});

test("setup without pip says so and offers --packages-dir", async () => {
  const env = { ...environment(folder), PATH: join(folder, "nothing"), STRATEGIC_PYTHON_CACHE: cache("no-pip", false) };
  const failed = await execute(process.execPath, [launcher, "setup"], { env }).catch(
    (error: { code: number; stderr: string }) => error,
  );
  expect(failed).toMatchObject({ code: 3, stderr: expect.stringMatching(/PACKAGES_MISSING.*pip.*--packages-dir/s) });
});

test("setup takes the files from a folder, leaves out what it is told to, and refuses a file whose hash is wrong", async () => {
  const wheels = join(folder, "wheels");
  cpSync(join(cacheFolder(), "packages"), wheels, { recursive: true });
  for (const name of readdirSync(wheels)) if (name.startsWith("scipy-")) rmSync(join(wheels, name));
  const env = { ...environment(folder), PATH: join(folder, "nothing"), STRATEGIC_PYTHON_CACHE: cache("from-folder", false) };
  const setup = (args: string[], where = env) =>
    execute(process.execPath, [launcher, "setup", "--packages-dir", wheels, ...args], { env: where }).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
  // What one environment lacks keeps the other from nothing.
  const lacking = await setup([]);
  expect(lacking.stdout).toMatch(/^standard ready: .*pandas 3\.0\.2.*\n$/);
  expect(lacking.stderr).toMatch(/Could not bring scipy-.*strategic-python setup --without science/s);
  const without = await setup(["--without", "science"]);
  expect([without.stdout, without.stderr]).toEqual([lacking.stdout, ""]);
  writeFileSync(join(wheels, readdirSync(wheels).find((name) => name.startsWith("six-")) as string), "forged");
  const forged = { ...env, STRATEGIC_PYTHON_CACHE: cache("forged", false) };
  expect((await setup([], forged)).stderr).toMatch(/Could not bring .*six-/);
});

test("setup makes the image of science in the background: it can be told of, and a run that needs it waits for it", async () => {
  const here = cache("in-background", false);
  cpSync(join(cacheFolder(), "packages"), join(here, "packages"), { recursive: true });
  for (const name of readdirSync(join(cacheFolder(), "images")))
    if (/^[0-9a-f]{24}$/.test(name)) cpSync(join(cacheFolder(), "images", name), join(here, "images", name), { recursive: true });
  const env = { ...environment(folder), STRATEGIC_PYTHON_CACHE: here };
  const tool = async (...args: string[]) => (await execute(process.execPath, [launcher, ...args], { env })).stdout;
  expect(await tool("setup")).toMatch(/^standard ready: .*\nscience: its image is being made in the background/);
  await expect.poll(() => tool("doctor"), { timeout: 60_000 }).toMatch(/ok {3}interpreter image \(science\): being made/);
  const code = "from scipy import stats\nround(float(stats.norm.cdf(1.96)), 4)";
  const ran = await tool("run", "--persona", "alvaro", "--capability", "strategic_data_analysis", "--code", code, "--json");
  expect(JSON.parse(ran)).toMatchObject({ status: "ok", result: 0.975, environment: "science" });
  await expect.poll(() => tool("setup"), { timeout: 60_000 }).toMatch(/science ready/);
});
