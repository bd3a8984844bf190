import type { Basis, Claim, Condition } from "../../../ports/claim.ts";
import { cell, near, numbers } from "./row.ts";

type Of<Kind extends Claim["kind"]> = Extract<Claim, { kind: Kind }>;

const truths: Readonly<Record<Condition["is"], (difference: number) => boolean>> = {
  "<": (difference) => difference < 0,
  "<=": (difference) => difference <= 0,
  "=": (difference) => difference === 0,
  ">=": (difference) => difference >= 0,
  ">": (difference) => difference > 0,
};

function isTrue(basis: Basis, where: readonly Condition[], every: boolean, at: number): boolean | null {
  let unknown = false;
  for (const { series, is, than } of where) {
    const [one, other] = [cell(basis, series, at), typeof than === "number" ? than : cell(basis, than, at)];
    if (one === null || other === null) unknown = true;
    else if (truths[is](one === other ? 0 : one - other) !== every) return !every;
  }
  return unknown ? null : every;
}

/** Counts again, and every name that is said is on the side that is said. */
export function countHolds(basis: Basis, { where, every = false, count, of, names }: Of<"count-of">): boolean {
  const sides: Record<"yes" | "no", string[]> = { yes: [], no: [] };
  for (const [at, label] of basis.labels.entries()) {
    const is = isTrue(basis, where, every, at);
    if (is === null) return false;
    sides[is ? "yes" : "no"].push(label);
  }
  if (where.length === 0 || basis.labels.length !== of || sides.yes.length !== count) return false;
  const list = names.join("\u0000");
  return names.length === 0 || list === sides.yes.join("\u0000") || list === sides.no.join("\u0000");
}

export function verdictHolds(basis: Basis, { better, same, of, worse }: Of<"verdict">): boolean {
  const tally = { better: 0, same: 0, worse: [] as string[] };
  for (const [at, label] of basis.labels.entries()) {
    const [now, before, up] = ["value", "previous", "up"].map((series) => cell(basis, series, at));
    if (typeof now !== "number" || typeof before !== "number" || (up !== 1 && up !== -1)) return false;
    if (now === before) tally.same++;
    else if (now > before === (up === 1)) tally.better++;
    else tally.worse.push(label);
  }
  const counted = tally.better === better && tally.same === same && basis.labels.length === of;
  return counted && tally.worse.join("\u0000") === worse.join("\u0000");
}

export function targetHolds(basis: Basis, { series, label, value }: Of<"target">): boolean {
  const at = basis.labels.indexOf(label);
  return at >= 0 && cell(basis, series, at) === value;
}

export function bridgeHolds(basis: Basis, { from, to, most }: Of<"bridge">): boolean {
  const last = basis.labels.length - 1;
  const starts = basis.labels[0] === from.label && cell(basis, "levels", 0) === from.value;
  const ends = basis.labels[last] === to.label && cell(basis, "levels", last) === to.value;
  if (!starts || !ends || last < 2) return false;
  if (most === null) return true;
  const up = to.value > from.value;
  let found = false;
  for (const [at, value] of numbers(basis, "steps")) {
    if (!found && basis.labels[at] === most.label && near(value, most.value)) found = true;
    else if (up ? value >= most.value : value <= most.value) return false;
  }
  return found && from.value !== to.value && most.value > 0 === up;
}

/** A way along the links, and no longer one: counted from those that need nothing, one floor at a time. */
export function chainHolds({ links = [] }: Basis, { path }: Of<"chain">): boolean {
  const known = new Set(links.map((link) => link.join("\u0000")));
  for (let at = 1; at < path.length; at++) if (!known.has(`${path[at - 1]}\u0000${path[at]}`)) return false;
  if (new Set(path).size !== path.length) return false;
  let left = links.slice();
  let floors = 0;
  while (left.length > 0) {
    const pointed = new Set(left.map(([, to]) => to));
    const rest = left.filter(([from]) => pointed.has(from));
    // In a circle nothing is longest.
    if (rest.length === left.length) return false;
    left = rest;
    floors++;
  }
  return path.length === floors + 1;
}
