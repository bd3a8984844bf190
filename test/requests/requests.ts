type Arguments = Record<string, unknown>;
/** What a call takes may name what earlier ones of the request answered. */
type Call = readonly [tool: string, args: Arguments | ((earlier: readonly Arguments[]) => Arguments)];

/** A director's request, the calls by which an assistant answers it, and what their text has to say: it sees nothing else. */
export interface Request {
  readonly id: string;
  readonly asked: string;
  readonly calls: readonly Call[];
  readonly says: readonly RegExp[];
  /** What would be silently wrong. */
  readonly never?: readonly RegExp[];
}

const run = (capability: string, code: string, datasets: readonly unknown[] = [], rest: object = {}) => ({
  ...{ persona: "alvaro", capability, code, datasets },
  ...rest,
});
const describe = (name: string): Call => ["describe_dataset", { name }];
const DATA = "strategic_data_analysis";
const PERFORMANCE = "performance_metrics";
/** As the note on the table asks: converted with a stated rate before anything is added up. */
const CLOUD = `t = datasets["cloud_cost_export"]
t["usd"] = t.cost.where(t.currency == "USD", t.cost * 1.08)
`;

export const requests: readonly Request[] = [
  {
    id: "cloud-jump",
    asked: "How did our cloud cost develop by service, and where did the jump in March come from?",
    calls: [
      describe("cloud_cost_export"),
      [
        "analyze_and_render",
        {
          ...run(
            DATA,
            `${CLOUD}m = t.pivot_table(index=["service", "account"], columns="usage_month", values="usd", aggfunc="sum").fillna(0)
change = (m[pd.Timestamp("2025-03-01")] - m[pd.Timestamp("2025-02-01")]).sort_values(ascending=False)
print(change.head(3).round(-2))
t.pivot_table(index="usage_month", columns="service", values="usd", aggfunc="sum").reset_index()`,
            ["cloud_cost_export"],
          ),
          ...{ template: "auto", title: "Cloud cost by service, USD (EUR at 1.08)" },
        },
      ],
    ],
    says: [
      /USD \(432 rows\), EUR \(144 rows\); don't add them up/,
      /SageMaker\s+ml-research\s+46000/,
      /Data Transfer\s+prod-eu\s+11500/,
      /OpenSearch/,
    ],
  },
  {
    id: "fund",
    asked: "Which of these initiatives should we fund with 2.5 million?",
    calls: [
      [
        "run_analysis",
        run(
          "roi_calculations",
          `t = datasets["initiativen_portfolio"]
t["value"] = t["Erwarteter Nutzen (€)"] * t["Konfidenz"] - t["Budget (€)"]
print(t[["Initiative", "Start"]].head(1))
roi.portfolio(t, 2_500_000, name="Initiative", cost="Budget (€)", value="value")`,
          ["initiativen_portfolio"],
        ),
      ],
    ],
    says: [
      /Budget \(€\) \(number\)/,
      /Start \(date: day\.month\.year\)/,
      /"cost":2255000/,
      /"value":1611500/,
      /Plattform-Migration 2024-09-01/,
    ],
  },
  {
    id: "adr",
    asked: "Is our hotel rate seasonal?",
    calls: [describe("hotels")],
    says: [/hotels: 3 rows of 3 columns/, /- city: text/, /- rooms: whole number/, /- stars: whole number/],
    never: [/date;/, /rate/],
  },
  {
    id: "board",
    asked: "Give me a one-page leadership dashboard for the board.",
    calls: [
      describe("jira_export_ENG"),
      [
        "analyze_and_render",
        {
          ...run(
            "executive_reporting",
            `t = datasets["jira_export_ENG"]
done = t[t.Status == "Done"].assign(sprint=lambda d: ((d.Resolved - d.Resolved.min()).dt.days // 14))
points = done.groupby("sprint")["Story Points"].sum()
whole = points.iloc[:-1]
print(whole.head(6).mean().round(1), whole.tail(6).mean().round(1))
{"labels": [f"S{at + 1}" for at in points.index], "series": [{"name": "Points per sprint", "values": points.tolist()}]}`,
            ["jira_export_ENG"],
          ),
          ...{ template: "bar", title: "Points per sprint" },
        },
      ],
    ],
    says: [/'Labels' is 'Labels' and 'Labels\.1'/, /Created: date/, /Points per sprint/],
    never: [/rose from/],
  },
  {
    id: "salaries",
    asked: "Compare our salary bands by department. What stands out?",
    calls: [
      [
        "analyze_and_render",
        {
          ...run(
            DATA,
            `t = datasets["movies"].dropna(subset=["Running Time min", "Major Genre"])
groups = {g: v["Running Time min"].tolist() for g, v in t.groupby("Major Genre") if len(v) > 50}
print({g: (len(v), float(np.median(v))) for g, v in groups.items()})
{"labels": [f"{g} (n = {len(v)})" for g, v in groups.items()], "samples": list(groups.values()), "unit": "min"}`,
            ["movies"],
          ),
          ...{ template: "boxplot", title: "Running time by genre" },
        },
      ],
    ],
    says: [/'Comedy': \(\d+, \d+/, /n = \d+/],
  },
  {
    id: "npv",
    asked: "NPV and payback of these investments, with a sensitivity.",
    calls: [
      [
        "analyze_and_render",
        {
          ...run(
            "roi_calculations",
            `flows = {"A": [-1000, 400, 500, 600], "B": [-1000, 2500, -1540]}
print({k: (round(roi.npv(0.1, f), 2), roi.payback(f)) for k, f in flows.items()})
try:
    roi.irr(flows["B"])
except ValueError as error:
    print(error)
found = roi.sensitivity(lambda price, units: roi.npv(0.1, [-1000] + [price * units] * 3), {"price": (8, 10, 11), "units": (40, 45, 48)})
{"data": found, "title": f"{found['table'][0]['assumption'].title()} moves the NPV most, by {found['table'][0]['swing']:,.0f}"}`,
          ),
          template: "tornado",
        },
      ],
    ],
    says: [
      /'A': \(227\.65, 2\.16/,
      /several internal rates of return/,
      /Price moves the NPV most, by 336/,
      /\| price \| −105 \| 231 \| 336 \|/,
    ],
  },
  {
    id: "forecast",
    asked: "How sure are we about next quarter?",
    calls: [
      [
        "analyze_and_render",
        {
          ...run(
            PERFORMANCE,
            `f = performance.forecast(datasets["us-employment"].set_index("month").nonfarm, 3)
{"data": {**f, "name": "Jobs", "unit": "thousand"}, "title": f"{f['values'][-1]:,.0f} thousand jobs expected in March 2016, 80 % sure within {f['low'][-1]:,.0f} to {f['high'][-1]:,.0f}"}`,
            ["us-employment"],
          ),
          template: "auto",
        },
      ],
    ],
    says: [
      /"level":0\.8/,
      /"backtest":\{"origins":12/,
      /"mae":134\.7/,
      /143,747 thousand jobs expected in March 2016, 80 % sure within 143,279 to 144,216/,
      /Drawn as "fan"/,
      /80% low \| 80% high/,
    ],
  },
  {
    id: "stakeholders",
    asked: "A stakeholder map for the platform migration.",
    calls: [
      ["list_templates", { id: "stakeholder_map" }],
      ["render_chart", { template: "stakeholder_map", sample: true }],
    ],
    says: [/Schema of data:/, /Code scope: none \(data only\)/],
    never: [/Code scope: \d+ lines/],
  },
  {
    id: "last-month",
    asked: "What changed against last month?",
    calls: [
      [
        "run_analysis",
        run(
          DATA,
          `${CLOUD}m = t.pivot_table(index="service", columns="usage_month", values="usd", aggfunc="sum")
before, after = m.columns[-2], m.columns[-1]
print(f"{after:%B %Y} against {before:%B %Y}")
analysis.contribution(m[before].to_dict(), m[after].to_dict())`,
          ["cloud_cost_export"],
        ),
      ],
    ],
    says: [/June 2025 against May 2025/, /SageMaker/, /several currencies/],
  },
  {
    id: "dip",
    asked: "Explain this dip.",
    calls: [
      [
        "analyze_and_render",
        {
          ...run(
            PERFORMANCE,
            `t = datasets["us-employment"].set_index("month")
peak, low = t.nonfarm.loc[:"2008-12"].idxmax(), t.nonfarm.idxmin()
fell = f"{peak:%B %Y} to {low:%B %Y}: {t.nonfarm[low] - t.nonfarm[peak]:,.0f} thousand jobs"
strategic.chart("line", t.nonfarm.loc["2007":"2012"].reset_index(), title=fell)
parts = (t.loc[low] - t.loc[peak]).drop(["nonfarm", "private", "goods_producing", "service_providing", "private_service_providing", "nonfarm_change"])
{"data": {"labels": list(parts.index), "values": parts.tolist(), "unit": "thousand"}, "title": fell}`,
            ["us-employment"],
          ),
          template: "bar",
        },
      ],
    ],
    says: [
      /January 2008 to February 2010: -8,693 thousand/,
      /manufacturing \| −2,272\.0/,
      /education\\_and\\_health\\_services \| 861\.0/,
      /the value axis does not start at zero/,
    ],
  },
  {
    id: "cycle",
    asked: "Cycle time by team, quarter against quarter.",
    calls: [
      [
        "run_analysis",
        run(
          PERFORMANCE,
          `t = datasets["jira_export_ENG"].dropna(subset=["Resolved"])
t["days"] = (t["Resolved"] - t["Custom field (Start date)"]).dt.total_seconds() / 86400
t["quarter"] = t["Resolved"].dt.to_period("Q").astype(str)
t.pivot_table(index="Component", columns="quarter", values="days", aggfunc="median").round(1)`,
          ["jira_export_ENG"],
        ),
      ],
    ],
    says: [/Resolved \(date/, /\["Platform",/, /2025Q2/],
  },
  {
    id: "budget",
    asked: "Budget against actual for twelve initiatives.",
    calls: [
      [
        "analyze_and_render",
        {
          ...run(
            DATA,
            `t = datasets["initiativen_portfolio"]
t["over"] = t["Ist (€)"] - t["Budget (€)"]
t = t.sort_values("over", ascending=False)
{"labels": t["Initiative"].tolist(), "series": [{"name": "Over budget", "values": t["over"].tolist()}], "unit": "EUR"}`,
            ["initiativen_portfolio"],
          ),
          ...{ template: "bar", title: "Over budget, EUR" },
        },
      ],
    ],
    says: [/Plattform-Migration/, /Vertriebs-CRM/, /162300\.5/],
  },
  {
    id: "pareto",
    asked: "Which publishers bring 80 % of sales?",
    calls: [
      [
        "analyze_and_render",
        {
          ...run(
            DATA,
            `found = analysis.pareto(datasets["movies"].groupby("Distributor")["US Gross"].sum())
{"data": {**found, "name": "US gross"}, "title": f"{len(found['vital'])} of {len(found['table'])} distributors bring {found['vital_share']:.0%} of sales"}`,
            ["movies"],
          ),
          ...{ template: "pareto", currency: "USD" },
        },
      ],
    ],
    says: [
      /"label":"Warner Bros\.","value":19729862602/,
      /7 of 174 distributors bring 81% of sales/,
      /\| Cause \| US gross, USD \| Share \| Added up \|/,
    ],
    never: [/Others? (is|are) highest/],
  },
  {
    id: "trust",
    asked: "Can we trust this file?",
    calls: [describe("birdstrikes")],
    says: [
      /24 of 10,000 rows repeat an earlier one/,
      /Effect Amount of damage: text; 5 different; 8939 missing/,
      /most often 0 \(9791\)/,
    ],
  },
  {
    id: "gender",
    asked: "Unemployment of men and women by industry.",
    calls: [
      describe("rates"),
      [
        "run_analysis",
        run(
          DATA,
          `table = datasets["rates"]
table["women"] = pd.to_numeric(table["women"], errors="coerce")
print(int(table.women.isna().sum()), "industries without a rate for women")
table.set_index("industry")[["men", "women"]].mean().round(2)`,
          ["rates"],
        ),
      ],
    ],
    says: [
      /women: text because of 2 of 5 cells: '-' \(row 3\)/,
      /pd\.to_numeric\(table\['women'\], errors="coerce"\)/,
      /2 industries without a rate/,
      /4\.2/,
    ],
  },
  {
    id: "join",
    asked: "Put cost and tickets side by side per month.",
    calls: [
      [
        "run_analysis",
        run(
          DATA,
          `${CLOUD}cost = t.groupby("usage_month").usd.sum()
tickets = datasets["jira_export_ENG"].groupby(datasets["jira_export_ENG"]["Created"].dt.to_period("M").dt.to_timestamp()).size()
pd.DataFrame({"cost": cost.round(0), "tickets": tickets}).dropna()`,
          ["cloud_cost_export", "jira_export_ENG"],
        ),
      ],
    ],
    says: [/2025-01-01/, /2025-06-01/, /"rowsTotal":6/],
  },
  {
    id: "deck",
    asked: "Make me a deck for Monday.",
    calls: [
      [
        "analyze_and_render",
        {
          ...run(
            DATA,
            `${CLOUD}m = t.groupby("usage_month").usd.sum().round(0).reset_index()
march = float(m.usd[m.usage_month == "2025-03-01"].iloc[0])
{"data": {"labels": m.usage_month.dt.strftime("%Y-%m").tolist(), "series": [{"name": "Cloud cost", "values": m.usd.tolist()}], "unit": "USD"}, "title": f"Cloud cost was {march:,.0f} dollars in March 2025"}`,
            ["cloud_cost_export"],
          ),
          template: "line",
        },
      ],
      [
        "create_report",
        ([first]) => {
          const { run: made, chart } = first as { run: { executionId: string }; chart: { chartId: string } };
          return {
            title: "Monday's review",
            sections: [
              {
                heading: "Cloud cost",
                text: "Dollars, and euros at the rate that the code states.",
                charts: [chart.chartId],
                notes: "Ask finance for the rate of the month.",
              },
              { heading: "How it was computed", text: "The code and its tables are on record.", charts: [made.executionId] },
            ],
            formats: ["pptx"],
          };
        },
      ],
    ],
    says: [/Cloud cost was 281,483 dollars in March 2025/, /\.pptx/],
    never: [/FIGURE_NOT_FOUND/],
  },
  {
    id: "slide-de",
    asked: "Make it fit for a slide, title in German, euros.",
    calls: [
      [
        "analyze_and_render",
        {
          ...run(
            DATA,
            `t = datasets["cloud_cost_export"]
t["eur"] = t.cost.where(t.currency == "EUR", t.cost / 1.08)
m = t.groupby("usage_month").eur.sum().reset_index()
print("Kurs: 1 EUR = 1,08 USD")
{"labels": m.usage_month.dt.strftime("%Y-%m").tolist(), "series": [{"name": "Kosten", "values": m.eur.round(0).tolist()}], "unit": "EUR"}`,
            ["cloud_cost_export"],
          ),
          ...{ template: "line", title: "Cloud-Kosten in Euro", locale: "de", currency: "EUR", source: "Kurs: 1 EUR = 1,08 USD" },
        },
      ],
    ],
    says: [/Cloud-Kosten in Euro/, /Kurs: 1 EUR = 1,08 USD/],
    never: [/\$/],
  },
];
