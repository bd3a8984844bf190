import { limits } from "../limits.ts";
import type { Json } from "../ports/sandbox.ts";
import { Shelf } from "./shelf.ts";

export interface KeptRun {
  readonly result: Json;
  readonly persona: string;
  /** What its capability draws first. */
  readonly first: string;
  readonly codeSha256: string;
  readonly datasets: readonly { readonly name: string; readonly sha256: string; readonly rows: number | null }[];
}

/** What a run weighs beside its result. */
const REST_BYTES = 2000;

/**
 * The last results, for `render({ from })`: a number is drawn from the run that made it, never retyped. Per client.
 * Kept as JSON text: a result of many small lists takes twenty times the memory of its text, and few are drawn.
 */
export class RecentResults {
  readonly #shelf: Shelf<Omit<KeptRun, "result"> & { readonly json: string }>;

  constructor(mostBytes: number = limits.keptResultsBytes) {
    this.#shelf = new Shelf(mostBytes);
  }

  keep(executionId: string, client: string, { result, ...run }: KeptRun): void {
    const json = JSON.stringify(result);
    // Two bytes a character, as V8 keeps text that is not Latin.
    this.#shelf.put(executionId, client, 2 * json.length + REST_BYTES, { ...run, json });
  }

  /** Another client's run is not found. */
  get(executionId: string, client: string): KeptRun | null {
    const found = this.#shelf.get(executionId, client);
    if (found === null) return null;
    const { json, ...run } = found;
    return { ...run, result: JSON.parse(json) as Json };
  }
}
