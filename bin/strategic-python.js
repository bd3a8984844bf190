#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it: on one older than 26 it runs itself again on Node 26.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const NEEDED = 26;
const [major] = process.versions.node.split(".").map(Number);
const args = process.argv.slice(2);

if (major < NEEDED) {
  const here = fileURLToPath(import.meta.url);
  const own = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));
  process.stderr.write(`strategic-python needs Node ${NEEDED}; running again on it (this is ${process.versions.node})\n`);
  const [command, before] = existsSync(own) ? [own, []] : ["npm", ["exec", "--yes", `--package=node@${NEEDED}`, "--", "node"]];
  const child = spawn(command, [...before, here, ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`could not start Node ${NEEDED}: ${error.message}\n`);
    process.exitCode = 3;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 1;
  });
} else {
  // Halves the time that loading takes from the second start on, here and in the drawing thread.
  module.enableCompileCache();
  process.env.NODE_COMPILE_CACHE ??= module.getCompileCacheDir();
  const { main } = await import("../dist/presets/mcp/cli/main.js");
  process.exitCode = await main(args);
}
