/**
 * What charts are made of: fields, panels, claims, formats. Our own templates use nothing else, and a chart of another package is
 * framed, worded and checked as ours are.
 */
export { change, countOf, target, verdict } from "../../../core/charts/claims/find/counts.ts";
export { bottom, ends, gap, leads, top } from "../../../core/charts/claims/find/extremes.ts";
export { constant, crossing, overTime } from "../../../core/charts/claims/find/over-time.ts";
export type { About } from "../../../core/charts/claims/find/rows.ts";
export { latestShare, loss, pareto, part, share, shareChange } from "../../../core/charts/claims/find/shares.ts";
export { correlated, middleHalf } from "../../../core/charts/claims/find/spread.ts";
export { bridge } from "../../../core/charts/claims/find/steps.ts";
export type { Basis, BasisSeries, Claim, Condition, Grain, Mark, Statement } from "../../../core/ports/claim.ts";
export { type Common, common, equalRows, kpi, label, labels, sameLength, value, values } from "./common-fields.ts";
export { type ChartDefinition, defineChart } from "./define-chart.ts";
export type { ChartDraft, DraftNote, PanelDraft, Pen } from "./draft.ts";
export { figureClaims } from "./figure-claims.ts";
export { figuresPanel } from "./figures-panel.ts";
export { formatFor, givenKpi, percents, rowKpi } from "./key-figures.ts";
export { barPanel, bulletPanel, drawnPanel, linePanel, type Said, seriesRole, where } from "./panels.ts";
export { rowPanel } from "./row-panel.ts";
export { type Columns, type Encoding, type Shaped, shaped } from "./shaped.ts";
export { sideBySide } from "./side-by-side.ts";
