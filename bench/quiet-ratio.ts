/** A control within this share of the fastest one says that little else ran beside it. */
const QUIET = 1.25;
/** With fewer quiet samples than this, or than a tenth of all, nothing is compared. */
const ENOUGH = 4;

export interface QuietRatio {
  /** Null: the machine was too busy to tell. */
  readonly ratio: number | null;
  /** The control's median in this run, to be read beside the figure. */
  readonly control: number;
}

/**
 * How many times the control a subject took, from those samples alone that stand between two quiet controls. What else runs on a
 * machine slows a server of several processes more than it slows one process: beside a busy neighbour the ratio itself is another.
 */
export function quietRatio(subject: readonly number[], controls: readonly number[], best: number): QuietRatio {
  const quiet = (at: number) => Math.max(controls[at] as number, controls[at + 1] as number) <= QUIET * best;
  const chosen = subject.flatMap((value, at) => (quiet(at) ? [{ value, control: around(controls, at) }] : []));
  const enough = chosen.length >= Math.max(Math.min(ENOUGH, subject.length), subject.length / 10);
  const ratio = median(chosen.map(({ value }) => value)) / median(chosen.map(({ control }) => control));
  return { ratio: enough ? round(ratio) : null, control: round(median(controls)) };
}

const around = (controls: readonly number[], at: number): number => ((controls[at] as number) + (controls[at + 1] as number)) / 2;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
const round = (value: number): number => Number(value.toPrecision(4));
