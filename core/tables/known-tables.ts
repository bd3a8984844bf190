import { Latest } from "../capacity/latest.ts";
import type { AnalyzeOutput } from "../shapes/answers.ts";
import type { DatasetListing } from "../shapes/listings.ts";

/** As many as a workspace that is looked at has; the rest are told again when they are read again. */
const KEPT = 2000;

export type KnownTable = Pick<DatasetListing, "rows" | "columns" | "notes">;

/** What runs have told of files, by hash: a listing can say what is in a table without reading it. */
export class KnownTables {
  readonly #kept = new Latest<KnownTable>(KEPT);

  /** Of a workbook, whichever sheet was read last. */
  learn(datasets: AnalyzeOutput["datasets"]): void {
    for (const { sha256, rows, fields, notes } of datasets) {
      if (rows === null) continue;
      this.#kept.put(sha256, { rows, columns: fields.map(({ name, type }) => ({ name, dtype: type })), notes });
    }
  }

  of(sha256: string): KnownTable | null {
    return this.#kept.get(sha256);
  }
}
