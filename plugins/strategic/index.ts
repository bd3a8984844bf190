import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "../../core/plugin.ts";
import type { GuestModule } from "../../core/ports/sandbox.ts";
import { capabilities } from "./capabilities.ts";

const folder = new URL("./python/strategic/", import.meta.url);

/** The library of strategic analysis, and the five kinds of work that have it under their names. */
export function strategic(): Plugin & { readonly guestModules: readonly GuestModule[] } {
  return {
    name: "strategic-python/plugins/strategic",
    capabilities,
    get guestModules() {
      return guestModules();
    },
  };
}

let read: readonly GuestModule[] | undefined;

/** Read when first asked for: a client that lists tools needs none of it. */
function guestModules(): readonly GuestModule[] {
  read ??= readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .toSorted()
    .map((file) => ({
      name: file === "__init__.py" ? "strategic" : `strategic.${file.slice(0, -".py".length)}`,
      source: readFileSync(new URL(file, folder), "utf8"),
      prepared: true,
    }));
  return read;
}
