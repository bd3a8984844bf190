import type { AnalyzeOutput } from "../shapes/answers.ts";
import type { DatasetListing } from "../shapes/listings.ts";

/** As many as a workspace that is looked at has; the rest are told again when they are read again. */
const KEPT = 2000;

export type KnownTable = Pick<DatasetListing, "rows" | "columns" | "notes">;

/** What runs have told of files, by hash: a listing can say what is in a table without reading it. */
export class KnownTables {
  /** Least recently told first. */
  readonly #kept = new Map<string, KnownTable>();

  /** Of a workbook, whichever sheet was read last. */
  learn(datasets: AnalyzeOutput["datasets"]): void {
    for (const { sha256, rows, fields, notes } of datasets) {
      if (rows === null) continue;
      this.#kept.delete(sha256);
      this.#kept.set(sha256, { rows, columns: fields.map(({ name, type }) => ({ name, dtype: type })), notes });
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    }
  }

  of(sha256: string): KnownTable | null {
    return this.#kept.get(sha256) ?? null;
  }
}
