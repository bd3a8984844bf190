import type { Story } from "../story.ts";

export const story: Story = {
  title: "Five technology shares: an investment case",
  subtitle: "Monthly prices, 2000 to 2010",
  audience: "Investment committee",
  persona: "alvaro",
  capability: "strategic_data_analysis",
  datasets: ["stocks"],
  expected: {
    best: "GOOG",
    best_cagr: 35.583_935_456,
    best_drawdown: -58.562_942_008,
    worst: "MSFT",
    worst_cagr: -3.134_188_243,
    months: 123,
  },
  sections: (executionId) => [
    {
      heading: "What a dollar became, and on what way",
      text: "{{run.best}} grew {{run.best_cagr|percent .1}} a year and once lost {{run.best_drawdown|percent .0}} from its height; {{run.worst}} changed by {{run.worst_cagr|percent .1 signed}} a year.\n\nTheir months move together: the mean correlation is {{run.mean_correlation|.2}}.",
      charts: [executionId],
      notes: "Prices only: dividends are not in the table. GOOG begins in August 2004.",
    },
    { heading: "Growth, volatility and drawdown", table: { executionId, path: "table" } },
  ],
};
