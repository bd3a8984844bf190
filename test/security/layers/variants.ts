import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { GuestModule, Sandbox } from "../../../core/ports/sandbox.ts";
import type { ScopeValidator } from "../../../core/ports/scope-validator.ts";
import { fakeScope } from "../../../core/testing/index.ts";
import { prepared } from "../../../plugins/sandbox-pyodide/tests/prepared.ts";
import { bundle } from "../../../scripts/bundle.ts";

/**
 * Builds of the product with one or more layers taken out. Nothing in the published files switches a layer off, so these are
 * built as those are, but for whole modules, one per layer, that are replaced by what stands here.
 */
export type LayerOff = "guest-runtime" | "surface" | "rewind" | "shared-memory" | "realm" | "process-jail" | "operating-system";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const plugin = "plugins/sandbox-pyodide";

const replacements: Readonly<Record<LayerOff, Readonly<Record<string, string>>>> = {
  "guest-runtime": {
    "interpreter/guest-runtime.ts": `
      export const guestGlobals = () => globalThis;
      export function closeGuest(py) {
        py.setStdout({ write: (bytes) => bytes.length });
        py.runPython(\`
from strategic_runtime import confine as _c
import builtins as _b
_c.namespace = lambda real=_b: real
_c.check = lambda tree: None
del _c, _b\`);
      }`,
  },
  // Between Python and JavaScript nothing is cut: what the runtime imports, guests may call.
  surface: {
    "interpreter/surface.ts": `
      export class Surface {
        install() {}
        close() {}
        contact() {}
      }`,
  },
  // Each run goes on in what the last one left.
  rewind: {
    "rewind/checkpoint.ts": `
      export class Checkpoint {
        linkerChanged = false;
        filesFull = false;
        rewind() {}
      }`,
  },
  realm: {
    "worker/harden.ts": `
      export const GLOBALS = new Set(Reflect.ownKeys(globalThis));
      export function hardenRealm() {}
      export const withBindingStub = (constants, boot) => {
        process.binding = () => ({ fs: constants });
        return boot();
      };`,
    "interpreter/surface.ts": `
      export class Surface {
        install() {}
        close() {}
        contact() {}
      }`,
    "host/realm-flags.ts": `export const realmFlags = ["--no-warnings"];`,
  },
  // Rewinds as it should, and changes what the others start from.
  "shared-memory": {
    "rewind/memory.ts": `
      export class MemoryCheckpoint {
        pages = 0;
        constructor(image, meta, heap) {
          this.image = image;
          this.saved = heap.slice();
        }
        restore(heap) {
          heap.set(this.saved);
          heap.fill(0, this.saved.length);
          this.image.view(5_000_000, 1)[0]++;
        }
      }`,
  },
  "process-jail": { "host/permissions.ts": "export const permissions = () => [];" },
  "operating-system": { "host/namespaces.ts": "export const enclosed = (command) => command;" },
};

/** With the self-tests silenced too: else the server would refuse to run at all, which has a test of its own. */
const silenced: Readonly<Record<string, string>> = {
  "worker/self-test.ts": "export const selfTest = () => [];",
  "worker/probes.ts": "export const findings = () => null; export const probeLayers = async () => [];",
};

export interface BuildOptions {
  readonly selfTests: boolean;
  /**
   * An interpreter in which a wire was tripped is rewound, as after any other run, and goes on; ours is replaced, which is half a
   * second of processor time. What a run told, and whether it tripped a wire, is known before either.
   */
  readonly keepsTripped?: boolean;
}

const session = "worker/session.ts";
const REPLACES_TRIPPED = "this.#tripped ||\n";

export interface Variant {
  readonly dir: string;
  sandbox(options?: Record<string, unknown>): Promise<Sandbox>;
  /** Puts the layers back: an interpreter that were started from now on would hold. */
  mend(): void;
  remove(): void;
}

function keepingTripped(): string {
  const [before, after, ...more] = readFileSync(join(root, plugin, session), "utf8").split(REPLACES_TRIPPED);
  if (after === undefined || more.length > 0) throw new Error(`${session} no longer says: ${REPLACES_TRIPPED}`);
  return `${before}${after}`;
}

export async function build(off: readonly LayerOff[], options: BuildOptions): Promise<Variant> {
  const parent = join(root, "out", "layers");
  mkdirSync(parent, { recursive: true });
  const dir = mkdtempSync(join(parent, "variant-"));
  // For the files that are no programs.
  cpSync(join(root, "dist"), join(dir, "dist"), { recursive: true });
  writeFileSync(join(dir, "package.json"), readFileSync(join(root, "package.json")));
  // The operating system's namespaces are not everywhere: no other layer may lean on them.
  const changes = Object.assign(
    {},
    ...[...off, "operating-system" as const].map((layer) => replacements[layer]),
    options.selfTests ? {} : silenced,
    options.keepsTripped ? { [session]: keepingTripped() } : {},
  ) as Record<string, string>;
  const replaced = Object.fromEntries(Object.entries(changes).map(([file, source]) => [`${plugin}/${file}`, source]));
  await bundle({ outdir: join(dir, "dist"), replaced });
  return {
    dir,
    async sandbox(settings = {}) {
      const { sandboxPyodide } = (await import(pathToFileURL(join(dir, "dist", plugin, "index.js")).href)) as {
        sandboxPyodide(options: Record<string, unknown>): {
          adapters: { sandbox(judge: ScopeValidator, modules: readonly GuestModule[]): Sandbox };
        };
      };
      return sandboxPyodide(settings).adapters.sandbox({ programs: prepared.programs, ...fakeScope() }, prepared.modules);
    },
    mend: () => cpSync(join(root, "dist"), join(dir, "dist"), { recursive: true }),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
