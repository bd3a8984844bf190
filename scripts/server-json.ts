import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** `npm run release:version`: what the MCP registry is told has the version that is published. */
const root = fileURLToPath(new URL("..", import.meta.url));
const path = join(root, "server.json");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
writeFileSync(path, readFileSync(path, "utf8").replace(/("version": )"[^"]*"/g, `$1"${version}"`));
