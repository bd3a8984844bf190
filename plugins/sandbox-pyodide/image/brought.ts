import type { GuestModule } from "../../../core/ports/sandbox.ts";

/** What an image has besides the packages and our own Python, of whoever composes the app. */
export interface Brought {
  /** Programs that gates will send to `inspect`, compiled into the image: 120 ms less at every start. */
  readonly programs?: readonly string[] | undefined;
  /** Modules that guest code imports: those that are `prepared` are imported ahead. The others are nothing of the image's. */
  readonly modules?: readonly GuestModule[] | undefined;
}

/** The modules of an image, parents before what is below them; a package that nobody wrote is an empty one. */
export function preparedModules({ modules = [] }: Brought): readonly GuestModule[] {
  const named = new Map(modules.filter(({ prepared }) => prepared).map((module) => [module.name, module]));
  for (const name of [...named.keys()])
    for (let at = name.indexOf("."); at !== -1; at = name.indexOf(".", at + 1)) {
      const parent = name.slice(0, at);
      // Our own: its text lies in the image already, unless a plugin brings another.
      if (!named.has(parent) && parent !== "strategic") named.set(parent, { name: parent, source: "" });
    }
  return [...named.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where a module's text lies, from the folder of all. */
export function pathOf({ name }: GuestModule, all: readonly GuestModule[]): string {
  const path = name.replaceAll(".", "/");
  return name === "strategic" || all.some((other) => other.name.startsWith(`${name}.`)) ? `${path}/__init__.py` : `${path}.py`;
}
