import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import type { Layer } from "../protocol/messages.ts";
import { enclosed } from "./namespaces.ts";

const code = `import { readFileSync } from "node:fs";
  import { networkInterfaces } from "node:os";
  const data = /Max data size\\s+(\\d+)/.exec(readFileSync("/proc/self/limits", "utf8"))[1];
  const status = readFileSync("/proc/self/status", "utf8");
  const of = (name) => new RegExp(name + ":\\\\s+(\\\\w+)").exec(status)[1];
  console.log(JSON.stringify([Number(data), process.ppid, Object.keys(networkInterfaces()).length, of("NoNewPrivs"), of("CapBnd")]));`;
const bytes = 7 * 2 ** 30;
const node = { file: process.execPath, args: ["--input-type=module", "--eval", code] };
const works = (file: string, args: string[]) => existsSync(file) && spawnSync(file, args, { timeout: 2000 }).status === 0;

test.runIf(process.platform === "linux")(
  "a command runs with its own arguments, bounded in memory, and in a world of its own where the machine allows one",
  async () => {
    const { file, args } = enclosed(node, bytes);
    const { stdout } = spawnSync(file, [...args], { encoding: "utf8" });
    const [data, parent, interfaces, noNewPrivs, bounding] = JSON.parse(stdout) as [number, number, number, string, string];
    if (existsSync("/usr/bin/prlimit")) expect(data).toBe(bytes);
    if (!works("/usr/bin/unshare", ["--user", "--map-current-user", "--net", "--ipc", "--uts", "--pid", "--fork", "true"]))
      return;
    expect([parent, interfaces]).toEqual([0, 0]);
    const probes = JSON.stringify(new URL("../worker/probes.ts", import.meta.url).href);
    const probe = `import { probeLayers } from ${probes}; console.log(JSON.stringify(await probeLayers({ path: "/none/c", port: 1 })))`;
    const inside = enclosed({ file: process.execPath, args: ["--input-type=module", "--eval", probe] }, bytes);
    const told = JSON.parse(spawnSync(inside.file, [...inside.args], { encoding: "utf8" }).stdout) as Layer[];
    expect(told.find(({ name }) => name === "operating-system")).toEqual({
      name: "operating-system",
      active: true,
      detail: null,
    });
    if (existsSync("/usr/bin/setpriv")) expect([noNewPrivs, /^0+$/.test(bounding)]).toEqual(["1", true]);
  },
);

test.runIf(process.platform === "linux")("what is enclosed ends when the process that the server knows is killed", async () => {
  const waits = "console.log('up'); setInterval(() => {}, 1000)";
  const { file, args } = enclosed({ file: process.execPath, args: ["--eval", waits] }, bytes);
  const known = spawn(file, [...args], { stdio: ["ignore", "pipe", "ignore"] });
  await once(known.stdout, "data");
  const ended = once(known.stdout, "close", { signal: AbortSignal.timeout(5000) });
  known.kill("SIGKILL");
  // Whoever is left would still hold it open.
  await ended;
});
