import type { Chart } from "chart.js";

const counts = new WeakMap<Chart, number>();

/** Labels that found no free place when the chart was last drawn: a picture says so, for nobody can hover over it. */
export const noteLeftOut = (chart: Chart, count: number): unknown => counts.set(chart, count);

export const leftOut = (chart: Chart): number => counts.get(chart) ?? 0;
