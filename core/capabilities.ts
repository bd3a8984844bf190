/** What kind of work an analysis is. Decides what is imported for the code, what a summary leads with, what is drawn first. */
export interface Capability {
  readonly id: string;
  readonly title: string;
  /** Python added to the persona's imports, which may name what the scope allows. */
  readonly preamble: string;
  /** Functions the tool description names. */
  readonly functions: readonly string[];
  /** The template drawn first when none is named. */
  readonly chart: string;
  /** How the summary of a finished run begins. */
  readonly summary: string;
}

/** Those that every app has; plugins bring more. */
export const capabilities: readonly Capability[] = [
  {
    id: "strategic_data_analysis",
    title: "Strategic data analysis",
    preamble: "import strategic",
    functions: ["pandas.DataFrame.groupby", "strategic.chart"],
    chart: "bar",
    summary: "Analysis",
  },
  {
    id: "roi_calculations",
    title: "ROI calculations",
    preamble: "import strategic\nfrom strategic import roi",
    functions: ["roi.roi", "roi.npv", "roi.irr", "roi.payback", "roi.break_even"],
    chart: "roi_analysis",
    summary: "Return on investment",
  },
  {
    id: "stakeholder_analytics",
    title: "Stakeholder analytics",
    preamble: "import strategic",
    functions: ["pandas.DataFrame.pivot_table", "strategic.chart"],
    chart: "bar",
    summary: "Stakeholders",
  },
  {
    id: "performance_metrics",
    title: "Performance metrics",
    preamble: "import strategic\nimport statistics",
    functions: ["pandas.DataFrame.rolling", "statistics.quantiles", "strategic.chart"],
    chart: "line",
    summary: "Performance",
  },
  {
    id: "executive_reporting",
    title: "Executive reporting",
    preamble: "import strategic\nfrom strategic import roi",
    functions: ["strategic.chart", "roi.roi"],
    chart: "leadership_dashboard",
    summary: "Executive report",
  },
];
