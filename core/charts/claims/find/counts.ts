import type { Basis, Claim, Condition } from "../../../ports/claim.ts";
import { grainOf } from "../time.ts";
import { type About, isRest, marks, of, total } from "./rows.ts";

const NAMED_MAX = 2;

/** How many of all: only where every one of them could be judged. */
export function countOf(basis: Basis, where: readonly Condition[], about: About, every = false): Claim | null {
  const judged = basis.labels.map((label, at) => ({ label, is: judge(basis, where, at, every) }));
  if (judged.length < 2 || judged.some(({ is }) => is === null)) return null;
  const yes = judged.filter(({ is }) => is === true);
  const no = judged.filter(({ is }) => is === false);
  const few = yes.length > 0 && yes.length <= NAMED_MAX ? yes : no.length > 0 && no.length <= NAMED_MAX ? no : [];
  const names = few.some(({ label }) => isRest(label)) ? [] : few;
  return {
    ...of(basis, about),
    kind: "count-of",
    grain: grainOf(basis.labels),
    where,
    ...(every && { every }),
    count: yes.length,
    of: judged.length,
    names: names.map(({ label }) => label),
  };
}

function judge(basis: Basis, where: readonly Condition[], at: number, every: boolean): boolean | null {
  const each = where.map(({ series, is, than }) => {
    const value = basis.series.find(({ name }) => name === series)?.values[at] ?? null;
    const other = typeof than === "number" ? than : (basis.series.find(({ name }) => name === than)?.values[at] ?? null);
    if (value === null || other === null) return null;
    if (is === "=") return value === other;
    return is === "<" ? value < other : is === "<=" ? value <= other : is === ">" ? value > other : value >= other;
  });
  return each.includes(!every) ? !every : each.includes(null) ? null : every;
}

/** Measures that got better and worse: only where each of them has a direction and a value before. */
export function verdict(basis: Basis, about: About): Claim | null {
  const [value, previous, up] = ["value", "previous", "up"].map((name) => basis.series.find((one) => one.name === name)?.values);
  const moves = basis.labels.map((label, at) => {
    const [now, before, way] = [value?.[at] ?? null, previous?.[at] ?? null, up?.[at] ?? null];
    return { label, good: now === null || before === null || way === null ? null : Math.sign(now - before) * way };
  });
  if (moves.length < 2 || moves.some(({ good }) => good === null)) return null;
  const worse = moves.filter(({ good }) => good === -1).map(({ label }) => label);
  const better = moves.filter(({ good }) => good === 1).length;
  return { ...of(basis, about), kind: "verdict", better, same: moves.length - better - worse.length, of: moves.length, worse };
}

/** One value against what it should be. */
export function target(basis: Basis, series: string, label: string, wanted: number, about: About): Claim | null {
  const value = marks(basis, series).find((mark) => mark.label === label)?.value;
  return value === undefined ? null : { ...of(basis, about), kind: "target", series, label, value, target: wanted };
}

/** Two sums, one after the other. */
export function change(basis: Basis, before: string, after: string, about: About): Claim | null {
  const [was, is] = [marks(basis, before), marks(basis, after)];
  // A category without a value on one side would make a change of its own.
  if (was.length < basis.labels.length || is.length < basis.labels.length || was.length === 0) return null;
  const [from, to] = [total(was), total(is)];
  return { ...of(basis, about), kind: "change", before, after, from, to, percent: usefulPercent(from, to) };
}

const PERCENT_MAX = 1000;

/** Of nothing, of a loss or many times over, a percentage says less than the amount. */
function usefulPercent(from: number, to: number): number | null {
  const percent = from > 0 ? ((to - from) / from) * 100 : null;
  return percent !== null && Math.abs(percent) <= PERCENT_MAX ? percent : null;
}
