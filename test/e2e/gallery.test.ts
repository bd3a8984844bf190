import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { environment, launcher } from "./server.ts";

test("the gallery holds every template in both themes, and a page of each", async () => {
  const home = mkdtempSync(join(tmpdir(), "gallery-"));
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [launcher, "gallery", "--out", join(home, "out")], {
      env: environment(home),
    });
    expect(stderr).toBe("");
    const files = readdirSync(join(home, "out"));
    const pages = files.filter((name) => name.endsWith(".html") && name !== "index.html");
    expect(stdout).toMatch(new RegExp(`^${pages.length} templates: `));
    for (const page of pages) {
      const id = page.replace(".html", "");
      expect(files).toContain(`${id}-light.png`);
      expect(files).toContain(`${id}-dark.png`);
      expect(readFileSync(join(home, "out", "index.html"), "utf8")).toContain(`src="${page}"`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
