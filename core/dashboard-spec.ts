/** What every template receives beside its data. Clock and run id are inputs, so that the same input gives the same bytes. */
export interface ChartContext {
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly source: string | null;
  readonly locale: string;
  readonly currency: string | null;
  readonly persona: { readonly id: string; readonly title: string; readonly accent: string } | null;
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly runId: string;
  readonly codeSha256: string | null;
  readonly datasets: readonly { readonly name: string; readonly sha256: string; readonly rows: number | null }[];
  /** Draws the "SAMPLE DATA" stamp. */
  readonly sample: boolean;
}
export interface DashboardSpec {
  readonly title: string;
}
