import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** The licences of what other people wrote and our programs contain: they ask that their text comes along. */
export function notices(root: string, programs: readonly Metafile[]): string {
  const inputs = programs.flatMap((program) => Object.keys(program.inputs));
  const folders = inputs
    .map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  const parts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Record<
      string,
      string
    >;
    const file = readdirSync(join(root, folder)).find((found) => /^licen[cs]e/i.test(found));
    if (file === undefined) throw new Error(`${folder} has no licence that could be told`);
    return `## ${name} ${version} (${license})\n\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
  });
  return `# What the programs of this package contain\n\n${parts.join("\n")}`;
}
