import { expect } from "vitest";
import { BuiltServer } from "./built-server.ts";
import { proves } from "./proves.ts";

/** Ten questions of a leader's week: a table, the code an assistant writes for it, and the answer computed here without it. */
const server = new BuiltServer();

type Row = Readonly<Record<string, string | number>>;
const csv = (rows: readonly Row[]) =>
  [Object.keys(rows[0] ?? {}).join(","), ...rows.map((row) => Object.values(row).join(","))].join("\n");
const ask = (persona: string, capability: string, rows: readonly Row[], code: string, rest = {}) =>
  server.value(`df = datasets["data"]\n${code}`, {
    persona,
    capability,
    datasets: [{ name: "data", format: "csv", content: csv(rows) }],
    ...rest,
  });
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The same numbers each time, unlike each other. */
const made = (count: number, at: (i: number) => number) => Array.from({ length: count }, (_, i) => at(i));

const sprints = ["Atlas", "Borealis", "Cascade"].flatMap((team, t) =>
  made(6, (i) => 20 + t * 5 + i * (t - 1) * 2 + (i % 2)).map((points, sprint) => ({ team, sprint, points })),
);
proves("execution.scenarios-diego", "which team is slowing down, by how many points a sprint", async () => {
  const slope = (team: string) => {
    const rows = sprints.filter((row) => row.team === team);
    const [x, y] = [mean(rows.map(({ sprint }) => sprint)), mean(rows.map(({ points }) => points))];
    const over = rows.reduce((sum, row) => sum + (row.sprint - x) * (row.points - y), 0);
    return over / rows.reduce((sum, row) => sum + (row.sprint - x) ** 2, 0);
  };
  const code = `slopes = {t: float(np.polyfit(g["sprint"], g["points"], 1)[0]) for t, g in df.groupby("team")}
{"team": min(slopes, key=slopes.get), "slope": min(slopes.values())}`;
  expect(await ask("diego", "performance_metrics", sprints, code)).toEqual({
    team: "Atlas",
    slope: expect.closeTo(slope("Atlas"), 10),
  });
});

const tickets = made(40, (i) => i).map((i) => ({
  area: ["login", "billing", "search", "export"][(i * i) % 4] as string,
  hours: (i % 7) + 0.5,
}));
proves("execution.scenarios-diego", "what takes the most support time, and its share", async () => {
  const hours = new Map<string, number>();
  for (const { area, hours: spent } of tickets) hours.set(area, (hours.get(area) ?? 0) + spent);
  const [area, most] = [...hours].toSorted(([, a], [, b]) => b - a)[0] as [string, number];
  const all = [...hours.values()].reduce((sum, value) => sum + value, 0);
  const code = 'by = df.groupby("area")["hours"].sum()\n{"area": by.idxmax(), "share": by.max() / by.sum()}';
  expect(await ask("diego", "strategic_data_analysis", tickets, code)).toEqual({ area, share: expect.closeTo(most / all, 12) });
});

const projects = [
  { project: "Self-service", t0: -900, t1: 300, t2: 420, t3: 480 },
  { project: "Migration", t0: -400, t1: 150, t2: 180, t3: 190 },
  { project: "Rebrand", t0: -250, t1: 60, t2: 90, t3: 80 },
];
proves("execution.scenarios-alvaro", "which investments are worth their money at the rate of the context", async () => {
  const npv = ({ t0, t1, t2, t3 }: (typeof projects)[number]) => t0 + t1 / 1.1 + t2 / 1.1 ** 2 + t3 / 1.1 ** 3;
  const code = `rate = strategic_context["rate"]
df["npv"] = [roi.npv(rate, flows) for flows in df[["t0", "t1", "t2", "t3"]].values.tolist()]
df[df["npv"] > 0].sort_values("npv", ascending=False).set_index("project")["npv"].to_dict()`;
  const worth = projects.filter((one) => npv(one) > 0).toSorted((a, b) => npv(b) - npv(a));
  const result = (await ask("alvaro", "roi_calculations", projects, code, { context: { rate: 0.1 } })) as Record<string, number>;
  expect(Object.keys(result)).toEqual(worth.map(({ project }) => project));
  for (const one of worth) expect(result[one.project]).toBeCloseTo(npv(one), 9);
  expect(result).not.toHaveProperty("Rebrand");
});

const costs = [
  { quarter: "Q1", price: 50, variable: 30, fixed: 100_000, sold: 4_800 },
  { quarter: "Q2", price: 48, variable: 31, fixed: 102_000, sold: 6_150 },
];
proves("execution.scenarios-alvaro", "how far sales may slip before a quarter loses money", async () => {
  const margin = ({ price, variable, fixed, sold }: (typeof costs)[number]) => 1 - fixed / (price - variable) / sold;
  const code = `{r.quarter: 1 - roi.break_even(r.fixed, r.price, r.variable) / r.sold for r in df.itertuples()}`;
  const result = (await ask("alvaro", "executive_reporting", costs, code)) as Record<string, number>;
  for (const one of costs) expect(result[one.quarter]).toBeCloseTo(margin(one), 12);
});

const latencies = made(200, (i) => ((i * 37) % 200) + 1).map((ms, i) => ({ service: i % 2 === 0 ? "api" : "web", ms }));
proves("execution.scenarios-martin", "the 95th percentile of each service, and which one breaks its objective", async () => {
  const p95 = (service: string) => {
    const sorted = latencies
      .filter((row) => row.service === service)
      .map(({ ms }) => ms)
      .toSorted((a, b) => a - b);
    const at = (sorted.length - 1) * 0.95;
    const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
    return low + (high - low) * (at - Math.floor(at));
  };
  const code = `p = df.groupby("service")["ms"].quantile(0.95)\n{"p95": p.to_dict(), "over": sorted(p[p > strategic_context["objective"]].index)}`;
  const [api, web] = [p95("api"), p95("web")];
  const objective = (api + web) / 2;
  expect(await ask("martin", "performance_metrics", latencies, code, { context: { objective } })).toEqual({
    p95: { api: expect.closeTo(api, 10), web: expect.closeTo(web, 10) },
    over: [api > web ? "api" : "web"],
  });
});

const outages = [
  { service: "auth", minutes: 12 },
  { service: "auth", minutes: 9 },
  { service: "queue", minutes: 50 },
  { service: "store", minutes: 3 },
];
proves("execution.scenarios-martin", "how much of a month's error budget is left at 99.9 %", async () => {
  const budget = 30 * 24 * 60 * 0.001;
  const code =
    'budget = 30 * 24 * 60 * (1 - strategic_context["slo"])\n(1 - df.groupby("service")["minutes"].sum() / budget).to_dict()';
  expect(await ask("martin", "strategic_data_analysis", outages, code, { context: { slo: 0.999 } })).toEqual({
    auth: expect.closeTo(1 - 21 / budget, 10),
    queue: expect.closeTo(1 - 50 / budget, 10),
    store: expect.closeTo(1 - 3 / budget, 10),
  });
});

const bets = [
  { bet: "Edge", cost: 120, chance: 0.3, gain: 700 },
  { bet: "Agents", cost: 200, chance: 0.55, gain: 500 },
  { bet: "Mesh", cost: 90, chance: 0.2, gain: 260 },
  { bet: "Vectors", cost: 60, chance: 0.6, gain: 180 },
];
proves("execution.scenarios-camille", "the best set of technology bets within a budget", async () => {
  const value = ({ chance, gain, cost }: (typeof bets)[number]) => chance * gain - cost;
  let best: { names: string[]; worth: number } = { names: [], worth: 0 };
  for (let mask = 0; mask < 2 ** bets.length; mask++) {
    const chosen = bets.filter((_, i) => mask & (1 << i));
    const worth = chosen.reduce((sum, one) => sum + value(one), 0);
    if (chosen.reduce((sum, { cost }) => sum + cost, 0) <= 320 && worth > best.worth)
      best = { names: chosen.map(({ bet }) => bet), worth };
  }
  const code = `import itertools
df["value"] = df["chance"] * df["gain"] - df["cost"]
sets = [df.loc[list(c)] for n in range(len(df) + 1) for c in itertools.combinations(df.index, n)]
best = max((s for s in sets if s["cost"].sum() <= strategic_context["budget"]), key=lambda s: s["value"].sum())
{"bets": best["bet"].tolist(), "value": float(best["value"].sum())}`;
  expect(await ask("camille", "strategic_data_analysis", bets, code, { context: { budget: 320 } })).toEqual({
    bets: best.names,
    value: expect.closeTo(best.worth, 10),
  });
});

const people = made(12, (i) => i).map((i) => ({ who: `P${i}`, power: ((i * 5) % 11) + 1, support: ((i * 7) % 9) - 4 }));
proves("execution.scenarios-camille", "whose support counts, weighed by power, and who has to be won over", async () => {
  const weight = people.reduce((sum, { power }) => sum + power, 0);
  const support = people.reduce((sum, one) => sum + one.power * one.support, 0) / weight;
  const win = people.filter(({ power, support: s }) => power >= 8 && s < 0).map(({ who }) => who);
  const code = `{"support": float(np.average(df["support"], weights=df["power"])), "win": df[(df["power"] >= 8) & (df["support"] < 0)]["who"].tolist()}`;
  expect(win.length).toBeGreaterThan(0);
  expect(await ask("camille", "stakeholder_analytics", people, code)).toEqual({ support: expect.closeTo(support, 12), win });
});

const adoption = ["web", "ios", "android"].flatMap((app, a) =>
  made(4, (i) => i).map((month) => ({ app, month, used: 40 + month * (10 - a * 3), total: 120 + a * 10 })),
);
proves(
  "execution.scenarios-rachel",
  "adoption of the shared components per product, and in how many months one reaches 80 %",
  async () => {
    const share = (app: string, month: number) => {
      const { used, total } = adoption.find((row) => row.app === app && row.month === month) as (typeof adoption)[number];
      return used / total;
    };
    const monthly = (share("web", 3) - share("web", 0)) / 3;
    const code = `df["share"] = df["used"] / df["total"]
last = df.sort_values("month").groupby("app")["share"].last()
web = df[df["app"] == "web"].sort_values("month")["share"]
step = (web.iloc[-1] - web.iloc[0]) / (len(web) - 1)
{"last": last.to_dict(), "months": float((0.8 - web.iloc[-1]) / step)}`;
    expect(await ask("rachel", "performance_metrics", adoption, code)).toEqual({
      last: {
        android: expect.closeTo(share("android", 3), 12),
        ios: expect.closeTo(share("ios", 3), 12),
        web: expect.closeTo(share("web", 3), 12),
      },
      months: expect.closeTo((0.8 - share("web", 3)) / monthly, 8),
    });
  },
);

const debt = [
  { component: "table", copies: 14, hours: 2.5 },
  { component: "modal", copies: 9, hours: 4 },
  { component: "button", copies: 31, hours: 0.5 },
  { component: "date", copies: "", hours: 6 },
];
proves("execution.scenarios-rachel", "what replacing copies would save, and what is not known stays unknown", async () => {
  const code = `df["saved"] = df["copies"] * df["hours"]
{"saved": df.set_index("component")["saved"].to_dict(), "total": df["saved"].sum(), "unknown": df[df["copies"].isna()]["component"].tolist()}`;
  expect(await ask("rachel", "executive_reporting", debt, code)).toEqual({
    saved: { table: 35, modal: 36, button: 15.5, date: null },
    total: 86.5,
    unknown: ["date"],
  });
});
