import { StrategicError } from "../../../core/errors.ts";
import type { SandboxStats } from "../../../core/ports/sandbox.ts";
import type { Layer } from "../protocol/messages.ts";

/** From the guest outwards. */
const LAYERS = ["guest-runtime", "realm", "process-jail", "operating-system"] as const;

/** What was found of the sandbox's layers, by all processes of all environments. A layer that is open in one ends them all. */
export class Safety {
  readonly #layers = new Map<string, Layer>();
  readonly #end: () => void;
  #unsafe: StrategicError | null = null;

  /** `end` ends every process that runs. */
  constructor(end: () => void) {
    this.#end = end;
  }

  /** Found once, it stands until the server is started again: what is open now may have been open before. */
  get unsafe(): StrategicError | null {
    return this.#unsafe;
  }

  get layers(): SandboxStats["layers"] {
    return LAYERS.map((name) => ({ name, active: this.#layers.get(name)?.active === true }));
  }

  /** Several probe the same layer, from the main thread and from each worker: it holds when it holds for all. */
  judge(probed: readonly Layer[]): void {
    for (const layer of probed) if (this.#layers.get(layer.name)?.active !== false) this.#layers.set(layer.name, layer);
    const open = probed.filter(({ active, detail }) => !active && detail !== null);
    if (open.length === 0) return;
    const findings = open.map(({ name, detail }) => `${name}: ${detail}`).join("; ");
    this.stop(`A layer of the sandbox does not hold (${findings}). Nothing runs.`);
  }

  stop(reason: string): void {
    this.#unsafe ??= new StrategicError("SANDBOX_UNSAFE", reason);
    this.#end();
  }
}
