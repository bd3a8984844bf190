import type { Aggregate } from "../../../core/ports/dashboard-spec.ts";

/** The numbers of rows that share a mark, as one. Cells without a number do not count; nothing at all is a gap, not a zero. */
export class Tally {
  #count = 0;
  #sum = 0;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  add(value: number | null): void {
    if (value === null) return;
    this.#count++;
    this.#sum += value;
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
  }

  of(aggregate: Aggregate): number | null {
    if (this.#count === 0) return null;
    switch (aggregate) {
      case "sum":
        return this.#sum;
      case "mean":
        return this.#sum / this.#count;
      case "min":
        return this.#low;
      case "max":
        return this.#high;
      case "count":
        return this.#count;
    }
  }
}
