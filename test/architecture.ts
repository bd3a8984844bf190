import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** Who may import what. The folders are the architecture; this reads every import and says what breaks it. */
const PACKAGES: readonly { readonly name: RegExp; readonly only: RegExp }[] = [
  { name: /^(tsyringe|reflect-metadata)$/, only: /^core\/compose\.ts$/ },
  { name: /^@opentelemetry\/api$/, only: /^(core\/telemetry\/|(presets\/mcp\/telemetry|test|core\/tests)\/)/ },
  { name: /^@opentelemetry\/(?!api$)/, only: /^(presets\/mcp\/telemetry\/(sdk|providers)\.ts|test\/|core\/tests\/)/ },
  { name: /^@modelcontextprotocol\//, only: /^(presets\/mcp|examples|bench|test)\// },
  {
    name: /^(piscina|pyodide)(\/|$)/,
    only: /^(plugins\/sandbox-pyodide\/|bench\/|plugins\/scope-python\/guest-interpreter\.ts)/,
  },
  { name: /^(chart\.js|canvas|chartjs-plugin-[\w-]+)(\/|$)/, only: /^(plugins\/charts|test\/browser|test\/visual|scripts)\// },
];

/**
 * Rooms of a part of the house, from the ground up. A file imports from its own room and from the floors below it: no circle,
 * and no arrow up. Who moves in without a place here is told so.
 */
const FLOORS: Readonly<Record<string, readonly (readonly RegExp[])[]>> = {
  core: [
    [/^ports\//],
    [/^(limits|errors|disclosure|standard-schema)\.ts$/],
    [/^text\//],
    [/^(plugin|capabilities)\.ts$/, /^shapes\//],
    [/^(registry|parts)\.ts$/],
    [/^telemetry\//, /^capacity\//],
    [/^audit\//, /^tables\//, /^artifacts\//],
    [/^charts\//],
    [/^analysis\//],
    [/^followup\//, /^reports\//],
    [/^(compose|app|index)\.ts$/],
    [/^testing\//],
    [/^tests\//],
  ],
  "plugins/sandbox-pyodide": [
    [/^packages\//, /^protocol\//, /^decoding\//],
    [/^interpreter\//],
    [/^rewind\//, /^image\//],
    [/^worker\//],
    [/^jail\//, /^host\//],
    [/^(index|setup|doctor)\.ts$/],
    [/^tests\//],
  ],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

export function violations(root: string, files = sources(root)): string[] {
  return files
    .flatMap((file) => importsOf(root, file))
    .map((found) => judge(root, found))
    .filter((problem) => problem !== null);
}

export function judge(root: string, { file, target }: Import): string | null {
  if (!target.startsWith(".")) {
    const rule = PACKAGES.find(({ name }) => name.test(target));
    return rule && !rule.only.test(file) ? `${file} imports ${target}; only ${rule.only} may` : null;
  }
  const path = relative(root, resolve(root, dirname(file), target));
  const [from, to] = [place(file), place(path)];
  if (from === "core" && to !== "core") return `${file} imports ${path}: core knows no ${to}`;
  // What only tests load may know more, as tests do.
  if (from.startsWith("plugins/") && to !== from && to !== "core" && !/^plugins\/[\w-]+\/tests\//.test(file))
    return `${file} imports ${path}: a plugin imports core and itself only`;
  if (from === "presets" && /^(examples|bench|test)$/.test(to))
    return `${file} imports ${path}: presets import core and plugins only`;
  return from === to ? judgeFloors(from, file, path) : null;
}

function judgeFloors(part: string, file: string, path: string): string | null {
  const floors = FLOORS[part];
  if (floors === undefined) return null;
  const at = (name: string) => {
    const inside = relative(part, name);
    const floor = floors.findIndex((rooms) => rooms.some((room) => room.test(inside)));
    return { floor, room: floors[floor]?.findIndex((room) => room.test(inside)) };
  };
  const [from, to] = [at(file), at(path)];
  if (from.floor === -1) return `${file} has no room in ${part}: test/architecture.ts lists them`;
  if (to.floor < from.floor || (to.floor === from.floor && to.room === from.room)) return null;
  return `${file} imports ${path}: that is ${to.floor > from.floor ? "above it" : "another room on its floor"}`;
}

/** What is loaded before a program's first line runs: what it imports for a value, and what that does. */
export function loadedWith(root: string, entry: string): readonly string[] {
  const loaded = new Set([entry]);
  for (const file of loaded) {
    if (!file.endsWith(".ts")) continue;
    for (const { target, kind } of importsOf(root, file))
      if (kind === "value") loaded.add(target.startsWith(".") ? relative(root, resolve(root, dirname(file), target)) : target);
  }
  return [...loaded];
}

const place = (path: string): string => {
  const [top = "", second = ""] = path.split("/");
  return top === "plugins" ? `plugins/${second}` : top;
};

function sources(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|out|\.git|\.ci|docs)$/.test(entry.name) ? [] : sources(root, path);
    return entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts") ? [path] : [];
  });
}

function importsOf(root: string, file: string): (Import & { readonly kind: "value" | "type" | "dynamic" })[] {
  const text = readFileSync(join(root, file), "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;"'`]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...found].map(([, type, from, bare, dynamic]) => ({
    file,
    target: (from ?? bare ?? dynamic) as string,
    kind: dynamic !== undefined ? "dynamic" : type !== undefined ? "type" : "value",
  }));
}
