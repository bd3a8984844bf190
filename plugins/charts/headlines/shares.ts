import { highest, isolated, lowest, type Point } from "./facts.ts";

type Write = (value: number) => string;

const percent = (share: number): number => Math.round(share * 100);

/** "Largest share of Cost: People, 58%": one part larger than every other, of a whole that has no negative parts. */
export function largestShare(whole: string, parts: readonly Point[], writePercent: Write): string | null {
  const top = highest(parts);
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  if (top === null || parts.some(({ value }) => value < 0)) return null;
  return `Largest share of ${whole}: ${isolated(top.label)}, ${writePercent(percent(top.value / total))}`;
}

/** "Most are lost between Trial and Paid: 12% go on": where stages only shrink and one step loses the largest share. */
export function biggestLoss(stages: readonly Point[], writePercent: Write): string | null {
  if (stages.some(({ value }) => value < 0)) return null;
  const steps = stages.slice(1).map(({ label, value }, index) => {
    const before = stages[index] as Point;
    return { label: `${isolated(before.label)} and ${isolated(label)}`, value: value / before.value };
  });
  // Nor of nothing: a share of it is no number.
  if (steps.some(({ value }) => !(value <= 1))) return null;
  const worst = steps.length === 1 ? (steps[0] as Point) : lowest(steps);
  if (worst === null || worst.value >= 0.995) return null;
  return `Most are lost between ${worst.label}: ${writePercent(percent(worst.value))} go on`;
}

/** "Revenue rose from €4.2 M to €5.1 M; most added by New customers": the two ends, and the one step that moves most. */
export function bridge(name: string, from: number, to: number, steps: readonly Point[], write: Write): string | null {
  if (from === to) return steps.length === 0 ? null : `${name} is unchanged at ${write(to)}`;
  const rose = to > from;
  const moved = `${name} ${rose ? "rose" : "fell"} from ${write(from)} to ${write(to)}`;
  const same = steps.filter(({ value }) => (rose ? value > 0 : value < 0));
  const most = same.length === 1 ? (same[0] as Point) : rose ? highest(same) : lowest(same);
  return most === null ? moved : `${moved}; most ${rose ? "added" : "taken"} by ${isolated(most.label)}`;
}

/** "Largest flow: Search to Trial, 40% of what enters". */
export function largestFlow(flows: readonly Point[], entering: number, writePercent: Write): string | null {
  const top = highest(flows);
  if (top === null || entering <= 0 || top.value > entering) return null;
  return `Largest flow: ${isolated(top.label)}, ${writePercent(percent(top.value / entering))} of what enters`;
}

/** "4 of 6 measures meet their target". Neither all-clear nor alarm where nothing has a target. */
export function onTarget(judged: readonly boolean[]): string | null {
  const met = judged.filter(Boolean).length;
  if (judged.length < 2) return null;
  if (met === judged.length) return `All ${judged.length} measures meet their target`;
  return met === 0
    ? `None of ${judged.length} measures meets its target`
    : `${met} of ${judged.length} measures meet their target`;
}
