import type { Json } from "./ports/sandbox.ts";

export interface KeptRun {
  readonly client: string;
  readonly result: Json;
  readonly persona: string;
  readonly codeSha256: string;
  readonly datasets: readonly { readonly name: string; readonly sha256: string; readonly rows: number | null }[];
}

const KEPT = 200;

/** The last results, for `render({ from })`: a number is drawn from the run that made it, never retyped. Per client. */
export class RecentResults {
  readonly #runs = new Map<string, KeptRun>();

  keep(executionId: string, run: KeptRun): void {
    this.#runs.set(executionId, run);
    for (const oldest of this.#runs.keys()) {
      if (this.#runs.size <= KEPT) break;
      this.#runs.delete(oldest);
    }
  }

  /** Another client's run is not found. */
  get(executionId: string, client: string): KeptRun | null {
    const run = this.#runs.get(executionId);
    return run?.client === client ? run : null;
  }
}
