import type { Basis, Claim } from "../../../ports/claim.ts";
import { grainOf } from "../time.ts";
import { near, numbers, sum } from "./row.ts";

type Of<Kind extends Claim["kind"]> = Extract<Claim, { kind: Kind }>;

/** The first and last that the row holds are those of the claim, and its labels are times. */
function between(basis: Basis, { series, first, last }: Of<"trend" | "held">): number[] | null {
  if (grainOf(basis.labels) === null) return null;
  const row = [...numbers(basis, series)];
  const [from, to] = [row[0], row.at(-1)];
  if (from === undefined || to === undefined || row.length < 2) return null;
  const ends = from[1] === first.value && to[1] === last.value;
  const named = basis.labels[from[0]] === first.label && basis.labels[to[0]] === last.label;
  return ends && named ? row.map(([, value]) => value) : null;
}

/** The ends differ by at least half of all that the row covers, and most pairs of points go the same way. */
export function trendHolds(basis: Basis, claim: Of<"trend">): boolean {
  const row = between(basis, claim);
  if (row === null) return false;
  const way = claim.last.value > claim.first.value ? 1 : -1;
  const moved = (claim.last.value - claim.first.value) * way;
  let [least, most] = [row[0] as number, row[0] as number];
  for (const value of row) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (moved <= 0 || moved * 2 < most - least) return false;
  return agreeing(row, way);
}

const COMPARED_MAX = 1500;

/** Kendall's way: of all pairs, at least as many go with the claim as against it. Of very many points, every so-manieth. */
function agreeing(all: readonly number[], way: number): boolean {
  const step = Math.ceil(all.length / COMPARED_MAX);
  const row = step === 1 ? all : all.filter((_, at) => at % step === 0);
  let balance = 0;
  for (let late = 1; late < row.length; late++)
    for (let early = 0; early < late; early++) balance += Math.sign((row[late] as number) - (row[early] as number)) * way;
  return balance >= 0;
}

export function heldHolds(basis: Basis, claim: Of<"held">): boolean {
  const row = between(basis, claim);
  if (row === null) return false;
  let [size, furthest] = [0, 0];
  for (const value of row) {
    size = Math.max(size, Math.abs(value));
    for (const other of [row[0] as number, claim.last.value]) furthest = Math.max(furthest, Math.abs(value - other));
  }
  return furthest * 50 <= size * (1 + 1e-9);
}

export function sameHolds(basis: Basis, { series, value }: Of<"same">): boolean {
  let count = 0;
  for (const [, one] of numbers(basis, series)) {
    if (one !== value) return false;
    count++;
  }
  return count > 1;
}

export function changeHolds(basis: Basis, { before, after, from, to, percent }: Of<"change">): boolean {
  const [was, is] = [before, after].map((series) => [...numbers(basis, series)].map(([, value]) => value));
  if (was?.length !== basis.labels.length || is?.length !== basis.labels.length || was.length === 0) return false;
  const right = closeSum(sum(was), from, was) && closeSum(sum(is), to, is);
  return right && (percent === null || (from > 0 && Math.abs(from * (1 + percent / 100) - to) <= 1e-6 * Math.abs(from)));
}

const closeSum = (one: number, other: number, of: readonly number[]): boolean =>
  near(one, other) || Math.abs(one - other) <= 1e-9 * of.reduce((all, value) => all + Math.abs(value), 0);

export function passed(basis: Basis, { series, line, at }: Of<"crossing">): boolean {
  if (grainOf(basis.labels) === null) return false;
  let [before, since] = [0, 0];
  for (const [place, value] of numbers(basis, series)) {
    const from = place >= basis.labels.indexOf(at);
    if (from !== value >= line.value) return false;
    if (from) since++;
    else before++;
  }
  return before > 0 && since > 0;
}
