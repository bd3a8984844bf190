import { readFileSync } from "node:fs";

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** This package's folder: two folders up from the sources of this file and three from `dist/`. Null where there is none. */
export const packageRoot: URL | null = found()?.root ?? null;

export const manifest: Manifest = found()?.manifest ?? { name: "strategic-python", version: "0.0.0" };

function found(): { root: URL; manifest: Manifest } | null {
  for (const up of ["../../", "../../../"]) {
    const root = new URL(up, import.meta.url);
    try {
      const manifest = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as Manifest;
      if (manifest.name === "strategic-python") return { root, manifest };
    } catch {
      // Not there: the other one is.
    }
  }
  return null;
}
