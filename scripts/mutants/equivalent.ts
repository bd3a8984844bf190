import type { Mutant } from "./plant.ts";

/** A fault that changes nothing that can be seen, and why. Known by its text: lines move. */
export interface Equivalent {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export const isListed = ({ file, from, to }: Mutant, list: readonly Equivalent[]): boolean =>
  list.some((one) => one.file === file && one.from === from && one.to === to);

/** Of the files that were planted in: entries that no fault answers to any more, because the source was changed. */
export function stale(list: readonly Equivalent[], mutants: readonly Mutant[]): Equivalent[] {
  const files = new Set(mutants.map(({ file }) => file));
  return list.filter(
    (one) =>
      files.has(one.file) && !mutants.some(({ file, from, to }) => file === one.file && from === one.from && to === one.to),
  );
}
