import { readFileSync } from "node:fs";

/** Of this package: `package.json` is two folders up from the sources and three from `dist/`. */
export const version: string = (() => {
  for (const up of ["../../package.json", "../../../package.json"]) {
    try {
      const found = JSON.parse(readFileSync(new URL(up, import.meta.url), "utf8")) as { name: string; version: string };
      if (found.name === "strategic-python") return found.version;
    } catch {
      // Not there: the other one is.
    }
  }
  return "0.0.0";
})();
