import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "installed-")));
});
afterEach(() => rmSync(root, { recursive: true }));

const modules = dirname(dirname(dirname(fileURLToPath(import.meta.resolve("piscina")))));

/** A jail of its own place, in which the packages are links: at `link`, leading to `target`. Says whether the pool loads there. */
async function loads(link: string, target: string): Promise<string> {
  const jail = join(root, "plugins/sandbox-pyodide/jail");
  cpSync(new URL("./permissions.ts", import.meta.url), join(jail, "permissions.ts"));
  writeFileSync(join(root, "package.json"), '{"type":"module"}');
  writeFileSync(
    join(jail, "load.ts"),
    'import("piscina").then(() => console.log("loaded"), (error) => console.log(error.resource));',
  );
  for (const folder of [join(root, "image"), dirname(join(root, link))]) mkdirSync(folder, { recursive: true });
  symlinkSync(target, join(root, link), "dir");
  const { permissions } = (await import(/* @vite-ignore */ join(jail, "permissions.ts"))) as typeof import("./permissions.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [...permissions(join(root, "image")), join(jail, "load.ts")], {
    env: {},
  });
  return stdout.trim();
}

test("the pool loads where the folder of all packages is a link, and where the package is one", async () => {
  expect(await loads("node_modules", modules)).toBe("loaded");
  rmSync(join(root, "node_modules"));
  expect(await loads("node_modules/piscina", join(modules, "piscina"))).toBe("loaded");
});
