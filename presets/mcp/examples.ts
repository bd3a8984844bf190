/** Calls that work, told to whoever sent one that does not. Ids stand for those of earlier answers. */
const code = "import pandas as pd\nprices = pd.Series([3, 4, 8])\n{'labels': ['a', 'b', 'c'], 'values': prices.tolist()}";
const analysis = { persona: "alvaro", capability: "strategic_data_analysis", code };
const executionId = "the id of an earlier run";

export const examples = {
  run_analysis: analysis,
  render_chart: { template: "bar", data: { labels: ["a", "b"], values: [1, 2] } },
  analyze_and_render: { ...analysis, template: "bar" },
  rerun: { executionId },
  compare: { a: executionId, b: "the id of a later run" },
  create_report: {
    title: "Costs in May",
    sections: [{ heading: "What happened", text: "Costs rose.", charts: [executionId] }],
    formats: ["pptx", "pdf"],
  },
  export_table: { executionId, format: "xlsx" },
  list_templates: { kind: "templates" },
  describe_dataset: { name: "sales" },
  get_audit_trail: { limit: 20 },
} as const;
