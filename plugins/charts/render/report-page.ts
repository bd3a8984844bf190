import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import type { ReportPage } from "../../../core/ports/report-format.ts";
import { type Brand, branded } from "../brand/brand.ts";
import { pageAssets } from "./page-assets.ts";
import { dashboard } from "./render-page.ts";

/** Several dashboards as parts of one document: each as a page of its own would be, under ids of its own. */
export function reportPage(specs: readonly DashboardSpec[], locale: string, brand: Brand): ReportPage {
  const { script, style } = pageAssets(brand);
  const charts = specs.map(
    (spec, at) => `<div class="dashboard">${dashboard(branded(spec, brand), { locale, brand, prefix: `d${at + 1}-` })}</div>`,
  );
  return { script, style, charts };
}
