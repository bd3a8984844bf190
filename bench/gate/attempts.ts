import type { Control } from "../control/control.ts";
import { cpuTitle, measure } from "../measure.ts";
import type { Group } from "../scenario.ts";
import type { Figure } from "../statistics.ts";
import type { Baseline } from "./baseline.ts";
import { better, judge } from "./judge.ts";

/** A figure that looks wrong is measured so often before it counts. */
export const ATTEMPTS = 3;

export interface Run {
  readonly control: Control;
  readonly quick: boolean;
  /** Without what has no control. */
  readonly comparedOnly?: boolean;
  readonly say: (line: string) => void;
}

export async function measureGroups(groups: readonly Group[], run: Run): Promise<Map<Group, Figure[]>> {
  const { control, quick, comparedOnly = false, say } = run;
  const found = new Map<Group, Figure[]>();
  for (const group of groups) {
    const started = performance.now();
    const opened = await group.open();
    try {
      const figures: Figure[] = [];
      for (const scenario of opened.scenarios)
        figures.push(...(await measure(scenario, control, quick ? scenario.samples.quick : scenario.samples.full)));
      if (!comparedOnly) figures.push(...((await opened.more?.(quick)) ?? []));
      found.set(group, figures);
    } finally {
      await opened.close();
    }
    say(`${group.name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  return found;
}

/**
 * What looks over a bound is measured again, in processes of its own and after all the others, so that what disturbed it may be
 * over. The best counts.
 */
export async function confirm(found: Map<Group, Figure[]>, baseline: Baseline | null, run: Run): Promise<Figure[]> {
  for (let attempt = 2; attempt <= ATTEMPTS; attempt++) {
    for (const [group, figures] of found) {
      const suspects = figures.filter((one) => judge(one, baseline).some(({ kind }) => kind !== "not accepted"));
      if (suspects.length === 0) continue;
      run.say(`${group.name}: measured again (${attempt} of ${ATTEMPTS}): ${suspects.map(({ name }) => name).join("; ")}`);
      const again = await measureAgain(group, new Set(suspects.map(({ name }) => name)), run);
      found.set(
        group,
        figures.map((one) => {
          const second = again.get(one.name);
          return second !== undefined && suspects.includes(one) ? better(one, second) : one;
        }),
      );
    }
  }
  return [...found.values()].flat();
}

async function measureAgain(group: Group, names: ReadonlySet<string>, { control, quick }: Run): Promise<Map<string, Figure>> {
  const opened = await group.open();
  try {
    const chosen = opened.scenarios.filter(({ parts }) =>
      parts.some(({ title }) => [...names].some((name) => name === title || name === cpuTitle(title))),
    );
    const figures: Figure[] = [];
    for (const scenario of chosen) figures.push(...(await measure(scenario, control, scenario.samples.quick)));
    // What no scenario measures comes from the rest of the group.
    if ([...names].some((name) => !figures.some((one) => one.name === name)))
      figures.push(...((await opened.more?.(quick)) ?? []));
    return new Map(figures.map((one) => [one.name, one]));
  } finally {
    await opened.close();
  }
}
