import type { Control } from "./control/control.ts";
import { peakRss, resetPeaks } from "./peak-rss.ts";
import { cpuOf, processTree } from "./process-tree.ts";
import { quietRatio } from "./quiet-ratio.ts";
import type { Scenario } from "./scenario.ts";
import { type Figure, figure } from "./statistics.ts";

/** Control, subject, control, subject …, control: what disturbs the machine disturbs both. */
export async function measure(scenario: Scenario, control: Control, times: number): Promise<Figure[]> {
  const { pid, parts } = scenario;
  for (let index = 0; index < scenario.warmUps; index++) await scenario.once(index);
  if (pid !== null) resetPeaks(pid);
  const subjectCpu = scenario.cpu ?? (() => (pid === null ? Number.NaN : cpuOf(processTree(pid))));
  const cpuBefore = { subject: subjectCpu(), control: control.cpu(scenario.control) };
  const controls = [await control.measure(scenario.control)];
  const values = parts.map((): number[][] => []);
  for (let index = 0; index < times; index++) {
    const found = await scenario.once(index);
    for (const [part, value] of found.entries()) values[part]?.push(typeof value === "number" ? [value] : [...value]);
    controls.push(await control.measure(scenario.control));
  }
  const peakRssMb = pid === null ? null : peakRss(pid);
  const figures = parts.map(({ id, title, compared, ...bounds }, part): Figure => {
    const found = values[part] ?? [];
    const subject = found.map((each) => middle(each));
    return {
      ...figure(title, found.flat(), bounds),
      compared: compared ? { id, ...quietRatio(subject, controls, control.best(scenario.control)) } : null,
      peakRssMb,
    };
  });
  const cpu = {
    subject: (subjectCpu() - cpuBefore.subject) / times,
    control: (control.cpu(scenario.control) - cpuBefore.control) / controls.length,
  };
  if (!Number.isFinite(cpu.subject) || !(cpu.control > 0)) return figures;
  return [...figures, cpuFigure(scenario, cpu)];
}

export const cpuTitle = (title: string): string => `${title}: processor time of each`;

/** What a call takes of the processors: hardly moved by what else runs, and so the sharper of the two comparisons. */
function cpuFigure({ parts }: Scenario, { subject, control }: { readonly subject: number; readonly control: number }): Figure {
  const { id, title } = parts[0] as Scenario["parts"][number];
  const compared = {
    id: `${id}-cpu`,
    ratio: Number((subject / control).toPrecision(4)),
    control: Number(control.toPrecision(4)),
  };
  return { ...figure(cpuTitle(title), [subject], { note: "mean" }), compared };
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN;
