import type { Control } from "./control/control.ts";
import { peakRss, resetPeaks } from "./peak-rss.ts";
import type { Scenario } from "./scenario.ts";
import { type Figure, figure } from "./statistics.ts";

/** Control, subject, control, subject …: what disturbs the machine disturbs both. */
export async function measure(scenario: Scenario, control: Control, times: number): Promise<Figure[]> {
  for (let index = 0; index < scenario.warmUps; index++) await scenario.once(index);
  if (scenario.pid !== null) resetPeaks(scenario.pid);
  const controls: number[] = [];
  const values = scenario.parts.map((): number[][] => []);
  for (let index = 0; index < times; index++) {
    controls.push(await control.measure(scenario.control));
    const found = await scenario.once(index);
    for (const [part, value] of found.entries()) values[part]?.push(typeof value === "number" ? [value] : [...value]);
  }
  const peakRssMb = scenario.pid === null ? null : peakRss(scenario.pid);
  return scenario.parts.map(({ id, title, compared, ...bounds }, part) => {
    const found = values[part] ?? [];
    return {
      ...figure(title, found.flat(), bounds),
      compared: compared ? { id, ...ratioOf(found.map(middle), controls) } : null,
      peakRssMb,
    };
  });
}

/**
 * The lower quartile of one over that of the other. Disturbance only ever adds time, and not the same to both; what is left in the
 * quiet quarter of the samples is the work itself. Medians of such ratios wander twice as far on a busy machine.
 */
function ratioOf(subject: readonly number[], control: readonly number[]): { ratio: number; control: number } {
  return { ratio: round(quartile(subject) / quartile(control)), control: round(middle(control)) };
}

const at = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
};
const quartile = (values: readonly number[]): number => at(values, 0.25);
const middle = (values: readonly number[]): number => at(values, 0.5);
const round = (value: number): number => Number(value.toPrecision(4));
