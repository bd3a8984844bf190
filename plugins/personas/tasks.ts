import type { PromptArgument, PromptTemplate } from "../../core/plugin.ts";

const table: PromptArgument = {
  name: "dataset",
  description: "Name of a table of the workspace",
  required: true,
  names: "datasets",
};
const start =
  "First describe_dataset({dataset}): read every note, and mend what the question needs mended with the line that the note gives. Say in the answer what was assumed.";
const end =
  "Take every number from a run's result. Word the title in the code, from the numbers that it computed. If a field is missing, say which and answer only what the data supports.";

/** Work that a leader asks for by name, as the order of calls that does it. */
export const tasks: readonly PromptTemplate[] = [
  {
    id: "board_page",
    title: "A page for the board",
    description: "One page from a table: key figures, what moved, and what to decide",
    arguments: [table, { name: "question", description: "What the board has to decide", required: false }],
    text: `Make one page for the board from {dataset}. Question: {question}
${start}
Then one analyze_and_render with capability "executive_reporting" and template "dashboard" (or the persona's own page if the fields are there): three or four key figures with their change against one period that you name, the main series over its whole range, and the three drivers that explain most. Use reporting.findings(table) to rank what is worth saying and reporting.headline(values) for the wording; judge a trend over the whole range, never from first to last point.
${end}`,
  },
  {
    id: "what_changed",
    title: "What changed",
    description: "This period against the last one, and which parts explain the difference",
    arguments: [table, { name: "measure", description: "The column to explain, such as cost", required: false }],
    text: `Say what changed in {dataset} against the period before. Measure: {measure}
${start}
Then analyze_and_render with capability "strategic_data_analysis" and template "waterfall": total of the last whole period, total of the one before, and the parts by analysis.contribution(before, after), largest first until they cover 80 %, the rest as one part. Use one base for all differences and name it. If the table holds several currencies, compare within each, or convert with a rate that you state.
${end}`,
  },
  {
    id: "fund",
    title: "What to fund",
    description: "The initiatives that are worth most together within a budget",
    arguments: [table, { name: "budget", description: "The amount to spend, in the table's currency", required: true }],
    text: `Decide which initiatives of {dataset} to fund with {budget}.
${start}
Then run_analysis with capability "roi_calculations": state cost, benefit and confidence of each initiative and how they enter, then roi.portfolio(initiatives, budget), which is exact. Give the choice, what it costs and returns, what is left of the budget, the best choice that was left out, and whether the choice changes when every benefit is a fifth lower.
Draw it with template "bar" or "roi_analysis", whichever the fields allow; never invent a history.
${end}`,
  },
  {
    id: "data_check",
    title: "Can this file be trusted",
    description: "What is missing, doubtful or wrong in a table before it is used",
    arguments: [table],
    text: `Check whether {dataset} can be trusted.
${start}
Then run_analysis with capability "strategic_data_analysis": repeated rows, gaps by column and whether they cluster, values outside of what the column can mean (negative amounts, dates in the future, zeros where something must have been), outliers by performance.anomalies or by quartiles, totals among the rows, several currencies or units. Say for each: how many rows, the rows themselves, what it does to the sums, and the line that mends it. End with one sentence: usable, usable after these mends, or not.
${end}`,
  },
  {
    id: "quarterly_review",
    title: "Quarterly review",
    description: "A quarter against the one before and the same one last year",
    arguments: [table, { name: "quarter", description: "Such as 2025-Q2; the last whole one when left out", required: false }],
    text: `Review a quarter of {dataset}. Quarter: {quarter}
${start}
Then run_analysis with capability "performance_metrics": the quarter's measures beside the quarter before and the same quarter a year ago, with both values and the change; medians and the 85th percentile for durations; performance.trend over all periods to say whether a change is more than the usual swing. If the next quarter is asked for, performance.forecast(values, periods) with its interval and its measured error, both named.
Draw one dashboard: the measures over time, and what moved most.
${end}`,
  },
  {
    id: "investment_case",
    title: "An investment case",
    description: "Net present value, payback and what would change the answer",
    arguments: [
      { name: "investment", description: "What is to be decided, with its flows or the table that holds them", required: true },
      { name: "rate", description: "Cost of capital per year, such as 8 %", required: false },
    ],
    text: `Make the case for or against: {investment}. Cost of capital: {rate}
Run run_analysis with capability "roi_calculations": flows by year with the first at t = 0, roi.npv, roi.discounted_payback, roi.irr only where the flows change sign once, roi.sensitivity for the assumptions that matter, roi.monte_carlo where ranges are given (P10, P50, P90, probability of a loss). If no rate is given, compute at 8, 10 and 12 % and say that the rate is an assumption.
Give the decision, the amount, and the break-even assumption: how far adoption, price or delay can slip before the value is zero. Draw the sensitivity as bars by swing and the discounted flows as a waterfall.
${end}`,
  },
];
