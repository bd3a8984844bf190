/** Writes out/sbom.json: what is installed with the package, as CycloneDX, read from the lock file by npm itself. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { status, stdout, stderr } = spawnSync(
  "npm",
  ["sbom", "--omit", "dev", "--sbom-format", "cyclonedx", "--sbom-type", "library"],
  { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
);
if (status !== 0) {
  process.stderr.write(stderr);
  process.exit(status ?? 1);
}
const { components } = JSON.parse(stdout) as { components: unknown[] };
mkdirSync(new URL("../out/", import.meta.url), { recursive: true });
writeFileSync(new URL("../out/sbom.json", import.meta.url), stdout);
process.stdout.write(`out/sbom.json: ${components.length} components\n`);
