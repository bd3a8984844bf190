import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Reporter, TestModule } from "vitest/node";
import { cited } from "./proves.ts";
import { table, verdicts } from "./table.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const out = fileURLToPath(new URL("../../out", import.meta.url));
const SECONDS_MAX = 300;

/** Prints each requirement with its outcome, as vitest saw it, and writes the same to `out/p0.md`. Silent when no proof was asked for. */
class P0Reporter implements Reporter {
  #started = 0;

  onTestRunStart(): void {
    this.#started = performance.now();
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const ours = modules.filter(({ moduleId }) => moduleId.startsWith(folder));
    const proofs = ours.flatMap((module) =>
      [...module.children.allTests()].flatMap((test) => {
        const id = cited(test.name);
        return id === null ? [] : [{ id, state: test.result().state }];
      }),
    );
    if (proofs.length === 0) return;
    const seconds = Math.round((performance.now() - this.#started) / 1000);
    const found = verdicts(proofs);
    const report = table(found, seconds);
    process.stdout.write(`\n${report}`);
    mkdirSync(out, { recursive: true });
    writeFileSync(`${out}/p0.md`, report);
    // Only some of the files were asked for: the others are no failure.
    const whole = ours.some(({ moduleId }) => moduleId.endsWith("coverage.test.ts"));
    const alone = ours.length === modules.length;
    if (whole && found.some(({ outcome }) => outcome !== "pass")) process.exitCode = 1;
    if (whole && alone && seconds > SECONDS_MAX) {
      process.stderr.write(`The gate took ${seconds} s; it may take ${SECONDS_MAX} s.\n`);
      process.exitCode = 1;
    }
  }
}

// biome-ignore lint/style/noDefaultExport: vitest loads a reporter's default export.
export default P0Reporter;
