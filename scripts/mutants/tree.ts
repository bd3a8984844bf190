import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the working tree, uncommitted changes included: faults are never planted where somebody works. */
export function copyOf(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), "mutants-"));
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", list, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }).split("\0");
  const generated = execFileSync("git", ["ls-files", "-z", "--others", "--ignored", "--exclude=*.generated.*"], {
    cwd: root,
    encoding: "utf8",
  }).split("\0");
  for (const path of new Set([...listed, ...generated])) {
    if (path === "" || path.startsWith("node_modules/")) continue;
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { force: true, errorOnExist: false });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "dir");
  return copy;
}
