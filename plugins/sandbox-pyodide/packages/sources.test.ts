import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

test("setup runs no Python of the folder that the operator stands in, nor of PYTHONPATH", () => {
  const folder = mkdtempSync(join(tmpdir(), "evil-"));
  try {
    const [stood, named] = [join(folder, "stood"), join(folder, "named")];
    const ran = join(folder, "ran");
    const evil = `open(${JSON.stringify(ran)}, "w").close()`;
    for (const place of [stood, named]) {
      mkdirSync(place);
      for (const module of ["pip.py", "zipfile.py", "sitecustomize.py"]) writeFileSync(join(place, module), evil);
    }
    const target = join(folder, "target");
    mkdirSync(target);
    const sources = new URL("./sources.ts", import.meta.url).href;
    const program = `import { pipSource } from ${JSON.stringify(sources)};
      await pipSource({ carrier: {} }).fetch([], ${JSON.stringify(target)}, () => {}).catch(() => {});`;
    execFileSync(process.execPath, ["--no-warnings", "--input-type=module", "-e", program], {
      cwd: stood,
      env: { ...process.env, PYTHONPATH: named },
    });
    expect(existsSync(ran)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
