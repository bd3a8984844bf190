"""Makes ../golden.json: what independent libraries say to the same inputs, each case with the function that said it.

    python3 -m venv v && v/bin/pip install numpy-financial scipy statsmodels networkx pandas && v/bin/python make.py

Not run by the tests, which only read the JSON. Values in it that no library has are computed here from the definition, in other
words than the library's: by counting, by trying all, or in fractions.
"""
import datetime
import itertools
import json
import pathlib
import random
import statistics
import warnings
from fractions import Fraction

import networkx as nx
import numpy as np
import numpy_financial as nf
import pandas as pd
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.seasonal import seasonal_decompose

warnings.simplefilter("ignore")
chance = random.Random(15)
cases = []


def case(call, source, expected, *args, tolerance=1e-9, **named):
    cases.append({"call": call, "args": list(args), "named": named, "source": source, "tolerance": tolerance, "expected": plain(expected)})


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, np.ndarray, pd.Series)):
        return [plain(one) for one in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Fraction):
        return float(value)
    return None if isinstance(value, float) and value != value else value


def sample(size, middle=0.0, spread=1.0, digits=3):
    return [round(chance.gauss(middle, spread), digits) for _ in range(size)]


# roi
for flows, finance, reinvest in (([-100, 39, 59, 55, 20], 0.1, 0.12), ([-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000], 0.08, 0.055), ([100, -250, 80, 120, 90], 0, 0.3)):
    case("roi.mirr", "numpy_financial.mirr", nf.mirr(flows, finance, reinvest), flows, finance, reinvest)
for rate in (0.0, 0.08, -0.2, 0.5):
    flows = [-1000, *[round(chance.uniform(-100, 500), 2) for _ in range(9)]]
    case("roi.npv", "numpy_financial.npv", nf.npv(rate, flows), rate, flows)
    case("roi.irr", "numpy_financial.irr", nf.irr([-900, *[abs(flow) for flow in flows[1:]]]), [-900, *[abs(flow) for flow in flows[1:]]])
for size, budget in ((8, 90), (10, 120.5), (12, 200)):
    items = {f"i{at}": [round(chance.uniform(0, 60), 1), round(chance.uniform(-5, 80), 1)] for at in range(size)}
    worth = lambda chosen, which: sum(Fraction(str(items[name][which])) for name in chosen)
    best = max((worth(chosen, 1) for count in range(size + 1) for chosen in itertools.combinations(items, count) if worth(chosen, 0) <= Fraction(str(budget))), default=0)
    case("roi.portfolio", "every choice tried, in fractions", {"value": float(best)}, {name: tuple(pair) for name, pair in items.items()}, budget)

# performance
for values in (sample(12, 50, 5), [round(20 + 0.8 * at + chance.gauss(0, 4)) for at in range(30)], [5, 3, 8, 8, 8, 2, 9, 1, 4, 4]):
    at = np.arange(len(values))
    ols = sm.OLS(values, sm.add_constant(at.astype(float))).fit()
    low, high = ols.conf_int(0.05)[1]
    theil = stats.theilslopes(values, at, alpha=0.95)
    kendall = stats.kendalltau(at, values, method="asymptotic")
    score = sum(int(np.sign(after - before)) for before, after in itertools.combinations(values, 2))
    # SciPy's z of the same S, moved towards zero by one.
    plain_z = abs(stats.norm.isf(kendall.pvalue / 2))
    z = np.sign(score) * plain_z * (abs(score) - 1) / abs(score)
    case("performance.trend", "statsmodels OLS", {"slope": ols.params[1], "intercept": ols.params[0], "slope_low": low, "slope_high": high, "r_squared": ols.rsquared, "p_value": ols.pvalues[1]}, values)
    case("performance.trend", "scipy.stats.theilslopes", {"theil_sen": {"slope": theil.slope, "intercept": theil.intercept, "low": theil.low_slope, "high": theil.high_slope}}, values)
    case("performance.trend", "scipy.stats.kendalltau, with Kendall's correction for continuity", {"mann_kendall": {"tau": kendall.statistic, "s": score, "z": z, "p_value": 2 * stats.norm.sf(abs(z))}}, values)
passengers = [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166]
for model, period in (("additive", 12), ("multiplicative", 12), ("additive", 3)):
    parts = seasonal_decompose(np.array(passengers, float), model=model, period=period)
    case("performance.seasonality", "statsmodels.seasonal_decompose", {"season": parts.seasonal[:period], "trend": parts.trend, "rest": parts.resid}, passengers, period, model)
for share, values in ((90, sample(31, 5)), (12.5, sample(8)), (100, [3.0, 1.0, 2.0])):
    case("performance.percentiles", "numpy.percentile", {f"p{share:g}": np.percentile(values, share)}, values, share)
case("performance.growth", "pandas.Series.pct_change", pd.Series(passengers[:10]).pct_change(3), passengers[:10], 3)
for trend, season, damping in ((None, None, 1.0), ("add", None, 1.0), ("add", None, 0.9), (None, "add", 1.0), ("add", "add", 1.0), ("add", "add", 0.85)):
    damped = damping < 1
    alpha, beta, gamma = 0.4, 0.1 if trend else 0.0, 0.2 if season else 0.0
    level, slope, offsets = 110.0, 1.5 if trend else 0.0, [round(chance.uniform(-15, 15), 1) for _ in range(12)] if season else [0.0]
    known = {"initialization_method": "known", "initial_level": level, **({"initial_trend": slope} if trend else {}), **({"initial_seasonal": offsets, "seasonal_periods": 12} if season else {})}
    model = ETSModel(pd.Series(passengers, dtype=float), error="add", trend=trend, damped_trend=damped, seasonal=season, **known)
    fitted = model.smooth([alpha, *([beta] if trend else []), *([gamma] if season else []), *([damping] if damped else [])])
    ahead = fitted.get_prediction(start=len(passengers), end=len(passengers) + 5)
    expected = {"forecast": fitted.forecast(6), "squares": fitted.sse, "variance": ahead.forecast_variance}
    case("smoothed", "statsmodels.tsa.ETSModel", expected, ["Ad" if damped else "A" if trend else "", "A" if season else ""], 12 if season else 1, [alpha, beta, gamma, damping], [level, slope, offsets], passengers, 6)

# stakeholders
for directed, size, ties in ((True, 6, 14), (True, 9, 12), (False, 7, 11), (False, 10, 30)):
    pairs = {}
    while len(pairs) < ties:
        one, other = chance.sample(range(size), 2)
        pairs[(one, other) if directed else tuple(sorted((one, other)))] = chance.choice([1, 1, 2, 0.5])
    edges = [[f"n{one}", f"n{other}", weight] for (one, other), weight in pairs.items()]
    graph = (nx.DiGraph if directed else nx.Graph)()
    graph.add_weighted_edges_from(edges)
    rank, between = nx.pagerank(graph, tol=1e-14, max_iter=10_000), nx.betweenness_centrality(graph)
    try:
        own = nx.eigenvector_centrality(graph, weight="weight", tol=1e-13, max_iter=9_000)
    except nx.PowerIterationFailedConvergence:
        own = None
    by_name = {name: {"pagerank": rank[name], "betweenness": between[name], "eigenvector": own and own[name]} for name in graph}
    case("influence by name", "networkx", by_name, [tuple(edge) for edge in edges], directed, tolerance=1e-8)

# analysis.tests
for at in range(8):
    a, b = sample(chance.randint(4, 30), 0, 1, 1 if at % 3 == 0 else 4), sample(chance.randint(4, 30), 0.6, 2, 1 if at % 3 == 0 else 4)
    few = min(len(a), len(b))
    student, welch, rank = stats.ttest_ind(a, b), stats.ttest_ind(a, b, equal_var=False), stats.mannwhitneyu(a, b)
    case("analysis.ttest", "scipy.stats.ttest_ind", {"statistic": student.statistic, "p_value": student.pvalue, "df": student.df}, a, b)
    case("analysis.welch", "scipy.stats.ttest_ind(equal_var=False)", {"statistic": welch.statistic, "p_value": welch.pvalue, "df": welch.df}, a, b)
    case("analysis.mann_whitney", "scipy.stats.mannwhitneyu", {"statistic": rank.statistic, "p_value": rank.pvalue}, a, b)
    normal = stats.mannwhitneyu(a, b, method="asymptotic")
    case("analysis.mann_whitney", "scipy.stats.mannwhitneyu(method='asymptotic')", {"p_value": normal.pvalue}, a, b, "normal")
    paired, one = stats.ttest_rel(a[:few], b[:few]), stats.ttest_1samp(a, 0.3)
    case("analysis.ttest", "scipy.stats.ttest_rel", {"statistic": paired.statistic, "p_value": paired.pvalue}, a[:few], b[:few], paired=True)
    case("analysis.ttest", "scipy.stats.ttest_1samp", {"statistic": one.statistic, "p_value": one.pvalue}, a, mean=0.3)
    low, high = CompareMeans(DescrStatsW(b), DescrStatsW(a)).tconfint_diff(usevar="unequal")
    case("analysis.compare", "statsmodels.CompareMeans", {"low": low, "high": high, "p_value": welch.pvalue}, a, b)
    pearson, spearman = stats.pearsonr(a[:few], b[:few]), stats.spearmanr(a[:few], b[:few])
    interval = pearson.confidence_interval()
    case("analysis.correlation", "scipy.stats.pearsonr", {"r": pearson.statistic, "p_value": pearson.pvalue, "low": interval.low, "high": interval.high}, a[:few], b[:few])
    case("analysis.correlation", "scipy.stats.spearmanr", {"r": spearman.statistic, "p_value": spearman.pvalue}, a[:few], b[:few], "spearman")
    # SciPy's own normal quantiles in this test have eight to nine digits.
    shapiro = stats.shapiro(a)
    case("analysis.normality", "scipy.stats.shapiro", {"statistic": shapiro.statistic}, a, tolerance=1e-8)
    case("analysis.normality", "scipy.stats.shapiro", {"p_value": shapiro.pvalue}, a, tolerance=1e-6)
    table = [[chance.randint(1, 30) for _ in range(chance.randint(2, 4))]]
    table += [[chance.randint(1, 30) for _ in table[0]] for _ in range(chance.randint(1, 3))]
    for correction in (True, False):
        chi = stats.chi2_contingency(table, correction=correction)
        case("analysis.chi_squared", "scipy.stats.chi2_contingency", {"statistic": chi.statistic, "p_value": chi.pvalue, "df": chi.dof, "expected": chi.expected_freq}, table, correction)
    if at < 3:
        skewed = [round(chance.gammavariate(3, 1), 3) for _ in range(40 * (at + 1))]
        squared = stats.normaltest(skewed)
        expected = {"statistic": squared.statistic, "p_value": squared.pvalue, "skewness": stats.skew(skewed), "kurtosis": stats.kurtosis(skewed)}
        case("analysis.normality", "scipy.stats.normaltest", expected, skewed, "dagostino")
for n, m in ((3, 4), (5, 8), (8, 12)):
    a, b = sample(n, 0, 1, 6), sample(m, 0.5, 1, 6)
    case("analysis.mann_whitney", "scipy.stats.mannwhitneyu(method='exact')", {"p_value": stats.mannwhitneyu(a, b, method="exact").pvalue}, a, b, "exact")

# The distributions behind p, far into their tails.
for df in (1, 2, 5.5, 30, 400):
    for x in (0.01, 0.7, 3, 15):
        case("tails.t_beyond", "scipy.stats.t.sf", 2 * stats.t.sf(x, df), x, df)
        case("tails.chi_squared_above", "scipy.stats.chi2.sf", stats.chi2.sf(x * df, df), x * df, df)
        case("tails.f_above", "scipy.stats.f.sf", stats.f.sf(x, df, 7), x, df, 7)
    case("tails.t_at", "scipy.stats.t.ppf", stats.t.ppf(0.975, df), 0.975, df)

# What follows draws from a source of its own, so that a case that comes to the ones above leaves these as they are.
chance = random.Random(2026)
exact = lambda number: Fraction(str(number))

# roi: what is received comes in evenly within a period, so the sum so far is a line through known points, and np.interp reads off where
# it is zero. The flows after the first are all received: it is zero once.
for rate in (None, 0.08, 0.2):
    for _ in range(3):
        flows = [-round(chance.uniform(50, 150), 2), *[round(chance.uniform(20, 60), 2) for _ in range(9)]]
        # Discounted to t = 0, one flow at a time.
        worth = flows if rate is None else [nf.npv(rate, [0] * at + [flow]) for at, flow in enumerate(flows)]
        so_far = np.cumsum(worth)
        wanted = np.interp(0, so_far, np.arange(len(flows))) if so_far[-1] >= 0 else None
        case("roi.payback", "numpy.interp of numpy.cumsum", wanted, flows, rate)
        if rate is not None:
            case("roi.discounted_payback", "numpy.interp of numpy.cumsum, discounted by numpy_financial.npv", wanted, rate, flows)
case("roi.payback", "by definition: paid back, lost again, paid back for good", 3.5, [-100, 150, -100, 40, 20])
case("roi.payback", "by definition: never", None, [-100, 20, 30])
for spread in ({"price": [9, 10, 12], "units": [80, 100, 110], "rate": [0.05, 0.08, 0.12]}, {"price": [1, 4, 5], "units": 400, "rate": [0, 0.1, 0.3]}):
    project = lambda price, units, rate: nf.npv(rate, [-3500, *[price * units] * 5])
    doubtful = {name: one for name, one in spread.items() if isinstance(one, list)}
    base = {**spread, **{name: middle for name, (_, middle, _) in doubtful.items()}}
    table = [{"assumption": name, "at_low": project(**{**base, name: low}), "at_high": project(**{**base, name: high})} for name, (low, _, high) in doubtful.items()]
    for row in table:
        row["swing"] = abs(row["at_high"] - row["at_low"])
    case("sensitivity of npv", "numpy_financial.npv", {"base": project(**base), "table": sorted(table, key=lambda row: -row["swing"])}, spread)

# performance
for values, periods in (([8, 9.5, 12, 11.5], None), ([1200, 300], 6), ([0.4, 1.9, 2.7], None)):
    count = len(values) - 1 if periods is None else periods
    case("performance.cagr", "numpy_financial.rate", nf.rate(count, 0, -values[0], values[-1]), values, periods, tolerance=1e-8)
case("performance.cagr", "by hand: (19,000 / 10,000) ** (1 / 3) - 1, 23.86 %", 0.2386, [10_000, 13_000, 14_000, 19_000], tolerance=2e-4)
monthly = pd.Series(passengers)
for periods in (1, 12):
    case("performance.growth", "pandas.Series.pct_change", monthly.pct_change(periods), passengers, periods)
for values in ([*sample(14, 50, 4), 95, 2], [*sample(20), 9.5], [5.0] * 9 + [5.5, 9.0], sample(12)):
    off = np.array(values) - np.median(values)
    spread = stats.median_abs_deviation(values)
    # Iglewicz & Hoaglin's 0.6745; where the median distance is zero, the mean distance of a normal distribution, sqrt(2 / pi) of its own.
    score = 0.6745 * off / spread if spread > 0 else off * np.sqrt(2 / np.pi) / np.abs(off).mean()
    far = [at for at in np.argsort(-np.abs(score), kind="stable") if abs(score[at]) > 3.5]
    wanted = {"anomalies": [{"at": at, "value": values[at], "expected": np.median(values), "score": score[at]} for at in far], "n": len(values), "missing": 0}
    case("performance.anomalies", "scipy.stats.median_abs_deviation", wanted, values)
values = [round(10 + 1.5 * at + chance.gauss(0, 1), 2) for at in range(15)]
values[9] += 20
line = stats.theilslopes(values, np.arange(15), method="joint")
off = np.array(values) - line.slope * np.arange(15) - line.intercept
score = 0.6745 * off / np.median(np.abs(off))
case("performance.anomalies", "scipy.stats.theilslopes(method='joint')", {"anomalies": [{"at": at, "value": values[at], "expected": values[at] - off[at], "score": score[at]} for at in np.argsort(-np.abs(score)) if abs(score[at]) > 3.5]}, values, trend=True)
for values in (sample(9, 20, 6), sample(30), [7]):
    shares = [0, 2.5, 10, 50, 99.9, 100]
    case("performance.percentiles", "numpy.percentile", {**{f"p{share:g}": np.percentile(values, share) for share in shares}, "n": len(values), "missing": 0}, values, shares)
values = sample(23, 100, 20)
case("performance.percentiles", "statistics.quantiles(method='inclusive')", {f"p{at * 25}": one for at, one in enumerate(statistics.quantiles(values, n=4, method="inclusive"), 1)}, values, [25, 50, 75])
for target, total, bad, elapsed in ((0.999, 1_000_000, 400, 1), (0.995, 43_200, 250, 0.5), (0.9, 50, 9, 0.25)):
    allowed = (1 - exact(target)) * total / exact(elapsed)
    wanted = {"allowed": allowed, "bad": bad, "remaining": allowed - bad, "used": bad / allowed, "burn_rate": Fraction(bad, total) / (1 - exact(target)), "availability": 1 - Fraction(bad, total), "met": bad <= allowed}
    case("performance.error_budget", "fractions", wanted, target, total, bad, elapsed)
case("performance.error_budget", "Google, Site Reliability Workbook, chapter 5: 99.9 % of 30 days are 43.2 minutes", {"allowed": 43.2, "remaining": 43.2, "met": True}, 0.999, 30 * 24 * 60, 0)
case("performance.error_budget", "Google, Site Reliability Workbook, chapter 5: a burn rate of 14.4 uses 2 % of 30 days' budget in an hour", {"burn_rate": 14.4, "used": 0.02}, 0.999, 60, 0.864, 1 / 720)
for count in (1, 12, 40):
    begun = datetime.datetime(2025, 1, 6, 9)
    live = [begun + datetime.timedelta(minutes=chance.randint(0, 60 * 24 * 60)) for _ in range(count)]
    rows = pd.DataFrame({"deployed_at": live, "committed_at": [when - datetime.timedelta(minutes=chance.randint(5, 9000)) if chance.random() < 0.8 else None for when in live], "failed": [chance.random() < 0.35 for _ in live]})
    rows["restored_at"] = [when + datetime.timedelta(minutes=chance.randint(1, 600)) if broken and chance.random() < 0.8 else None for when, broken in zip(live, rows["failed"])]
    rows = rows.astype({name: "datetime64[us]" for name in ("committed_at", "restored_at")})
    lead, back = (rows["deployed_at"] - rows["committed_at"]) / pd.Timedelta(hours=1), ((rows["restored_at"] - rows["deployed_at"]) / pd.Timedelta(hours=1))[rows["failed"]]
    spread = lambda hours: {"p50": hours.quantile(0.5), "p90": hours.quantile(0.9), "n": hours.count()}
    days = rows["deployed_at"].dt.normalize().pipe(lambda day: (day.max() - day.min()).days + 1)
    wanted = {"deployments": count, "days": days, "deployments_per_day": count / days, "lead_time_hours": spread(lead), "change_failure_rate": rows["failed"].mean(), "time_to_restore_hours": spread(back), "failed": rows["failed"].sum(), "not_restored": (rows["failed"] & rows["restored_at"].isna()).sum()}
    written = {name: [None if pd.isna(one) else one.isoformat() for one in rows[name]] for name in ("deployed_at", "committed_at", "restored_at")}
    case("performance.dora", "pandas", wanted, {**written, "failed": rows["failed"].tolist()})

# analysis
for period, alias, days in (("day", "D", 9), ("week", "W-SUN", 60), ("month", "M", 300), ("quarter", "Q", 700), ("year", "Y", 1800)):
    events = pd.DataFrame([{"customer": f"c{chance.randint(0, 11)}", "date": pd.Timestamp("2023-11-20") + pd.Timedelta(days=chance.randint(0, days)), "revenue": round(chance.uniform(1, 90), 2)} for _ in range(60)])
    events["at"] = events["date"].dt.to_period(alias)
    events["first"] = events.groupby("customer")["at"].transform("min")
    events["later"] = [(at - first).n for at, first in zip(events["at"], events["first"])]
    last, width = events["at"].max(), (events["at"].max() - events["at"].min()).n + 1
    active = events.pivot_table(index="first", columns="later", values="customer", aggfunc="nunique").reindex(columns=range(width))
    money = events.pivot_table(index="first", columns="later", values="revenue", aggfunc="sum").reindex(columns=range(width))
    # Nobody came: zero, where the period has been; else nothing.
    been = np.array([[(last - first).n >= later for later in range(width)] for first in active.index])
    filled = lambda table: table.fillna(0).where(been).to_numpy().tolist()
    sizes = events.drop_duplicates("customer").groupby("first").size()
    labels = [str(first.start_time.date()) if period in ("day", "week") else f"{first.year}-Q{first.quarter}" if period == "quarter" else str(first) for first in active.index]
    wanted = {"cohorts": labels, "sizes": sizes.tolist(), "counts": filled(active), "retention": filled(active.div(sizes, axis=0)), "values": filled(money)}
    case("analysis.cohort", "pandas.pivot_table of periods", wanted, {"customer": events["customer"].tolist(), "date": [str(one.date()) for one in events["date"]], "revenue": events["revenue"].tolist()}, period=period, value="revenue")
for size in (2, 3, 6):
    names = [f"p{at}" for at in range(size)]
    plan, actual = ({"product": names, "price": [round(chance.uniform(5, 50), 2) for _ in names], "volume": [chance.randint(1, 400) for _ in names]} for _ in range(2))
    p0, q0, p1, q1 = ([exact(one) for one in table[what]] for table in (plan, actual) for what in ("price", "volume"))
    planned, sold = sum(q0), sum(q1)
    # As cost accountants have it: the share of each product in all units sold, against the share that was planned.
    price = sum((after - before) * units for before, after, units in zip(p0, p1, q1))
    mix = sum((after / sold - before / planned) * sold * each for before, after, each in zip(q0, q1, p0))
    volume = sum((sold - planned) * (units / planned) * each for units, each in zip(q0, p0))
    before, after = (sum(each * units for each, units in zip(*pair)) for pair in ((p0, q0), (p1, q1)))
    wanted = {"plan": before, "actual": after, "change": after - before, "price": price, "volume": volume, "mix": mix, "new": [], "gone": []}
    case("analysis.variance", "sales-mix and sales-quantity variance by shares of units, in fractions", wanted, plan, actual)
for size in (3, 8, 15):
    before, after = ({f"k{at}": round(chance.uniform(-20, 90), 2) for at in chance.sample(range(size + 2), size)} for _ in range(2))
    both = pd.DataFrame({"before": pd.Series(before), "after": pd.Series(after)})
    gone, new = sorted(both.index[both["after"].isna()]), sorted(both.index[both["before"].isna()])
    both = both.fillna(0.0).assign(change=lambda one: one["after"] - one["before"]).sort_values("change", key=lambda one: -one.abs())
    total = both["before"].sum()
    rows = [{"label": label, "before": row["before"], "after": row["after"], "change": row["change"], "points": row["change"] / total if total > 0 else None} for label, row in both.iterrows()]
    wanted = {"table": rows, "before": total, "after": both["after"].sum(), "change": both["change"].sum(), "growth": both["change"].sum() / total if total > 0 else None}
    case("analysis.contribution", "pandas", wanted, before, after)
    case("new and gone", "pandas", {"new": new, "gone": gone}, before, after)
for size, share in ((4, 0.8), (9, 0.8), (20, 0.5)):
    amounts = {f"k{at}": round(chance.paretovariate(1.2), 2) for at in range(size)}
    ranked = pd.Series(amounts).sort_values(ascending=False)
    running = ranked.cumsum() / ranked.sum()
    few = int((running < share).sum()) + 1
    rows = [{"label": label, "value": ranked[label], "share": ranked[label] / ranked.sum(), "cumulative": running[label]} for label in ranked.index]
    case("analysis.pareto", "pandas.Series.cumsum", {"table": rows, "vital": list(ranked.index[:few]), "vital_share": running.iloc[few - 1], "vital_of": few / size, "total": ranked.sum()}, amounts, share)

# stakeholders
people = [f"s{at}" for at in range(12)]
for low, high in ((1, 5), (0, 10)):
    table = pd.DataFrame({"name": people, "power": [chance.randint(low, high) for _ in people], "interest": [chance.randint(low, high) for _ in people]})
    middle = np.mean([low, high])
    which = pd.Series(np.select([(table["power"] >= middle) & (table["interest"] >= middle), table["power"] >= middle, table["interest"] >= middle], ["manage closely", "keep satisfied", "keep informed"], "monitor"))
    sets = {group: sorted(table["name"][which == group]) for group in ("manage closely", "keep satisfied", "keep informed", "monitor")}
    case("groups of power_interest", "numpy.select", {**sets, "split": middle}, table.to_dict("list"), [low, high])
levels = pd.CategoricalDtype(["unaware", "resistant", "neutral", "supportive", "leading"], ordered=True)
for weight in (None, "power"):
    table = pd.DataFrame({"name": people, "current": [chance.choice(levels.categories) for _ in people], "desired": [chance.choice(levels.categories) for _ in people], "power": [chance.randint(1, 5) for _ in people]})
    steps = table["desired"].astype(levels).cat.codes.astype(int) - table["current"].astype(levels).cat.codes
    gaps = {name: {"gap": gap, "weighted": gap * by} for name, gap, by in zip(people, steps, table["power"] if weight else [1] * len(people))}
    case("engagement by name", "pandas.Categorical.codes", {"gaps": gaps, "where_needed": (steps <= 0).mean(), "mean_gap": steps.clip(lower=0).mean()}, table.to_dict("list"), weight)
for ties in (6, 14):
    needs, staff = [f"n{at}" for at in range(10)], [f"p{at}" for at in range(4)]
    contacts = sorted({(chance.choice(needs), chance.choice(staff)) for _ in range(ties)})
    graph = nx.Graph(contacts)
    graph.add_nodes_from(needs)
    wanted = {"gaps": [need for need in needs if graph.degree[need] == 0], "single": [{"need": need, "person": next(iter(graph[need]))} for need in needs if graph.degree[need] == 1], "coverage": sum(graph.degree[need] > 0 for need in needs) / len(needs), "needed": len(needs), "load": {person: graph.degree[person] for person in staff if person in graph}}
    case("stakeholders.coverage_gaps", "networkx, degrees of a bipartite graph", wanted, needs, [list(tie) for tie in contacts])

# reporting: the figures that a sentence says, each to half of the last digit that it is written with.
rising = [round(200 + 3 * at + chance.uniform(-9, 9), 1) for at in range(40)]
assert stats.kendalltau(np.arange(40), rising).pvalue < 0.001
case("figures said", "scipy.stats.theilslopes; the last value, how many, and the p below which scipy.stats.kendalltau's lies", [stats.theilslopes(rising, np.arange(40)).slope, rising[-1], 40, 0.001], rising, tolerance=5e-3)
flat = [3.1, 9.4, 2.7, 8.8, 4.4, 7.9, 3.3, 6.1]
case("figures said", "numpy: least, greatest, median, last", [np.min(flat), np.max(flat), np.median(flat), flat[-1]], flat, tolerance=5e-3)
spent = {"North": 5120.0, "South": 2310.0, "East": 1200.0, "West": 640.0}
ranked = pd.Series(spent).sort_values(ascending=False)
shares = ranked.cumsum() / ranked.sum()
few = int((shares < 0.8).sum()) + 1
case("figures said", "pandas: share of the largest, it, the total; how few bring 80 %, of how many, and their share", [100 * ranked.iloc[0] / ranked.sum(), ranked.iloc[0], ranked.sum(), few, len(spent), 100 * shares.iloc[few - 1]], spent, tolerance=1e-2)
for slope, spread in ((2.0, 3.0), (-1.5, 2.0)):
    a = [round(chance.uniform(0, 20), 2) for _ in range(25)]
    b = [round(slope * one + chance.uniform(-spread, spread), 2) for one in a]
    told = stats.pearsonr(a, b)
    interval = told.confidence_interval()
    case("reporting.findings", "scipy.stats.pearsonr", [{"kind": "correlation", "weight": told.statistic**2, "evidence": {"r": told.statistic, "p_value": told.pvalue, "low": interval.low, "high": interval.high, "n": 25}}], {"a": a, "b": b})
case("reporting.findings", "pandas: share of the largest less an equal share", [{"kind": "share", "weight": ranked.iloc[0] / ranked.sum() - 1 / 4, "evidence": {"label": "North", "value": 5120, "share": ranked.iloc[0] / ranked.sum(), "total": ranked.sum(), "of": 4}}], spent)

versions = {"numpy": np.__version__, "numpy-financial": "1.0.0", "scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "networkx": nx.__version__, "pandas": pd.__version__}
target = pathlib.Path(__file__).parents[1] / "golden.json"
lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
target.write_text('{"versions": %s, "cases": [\n%s\n]}\n' % (json.dumps(versions), lines))
print(len(cases), "cases")
