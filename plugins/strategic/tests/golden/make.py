"""Makes ../golden.json: what independent libraries say to the same inputs, each case with the function that said it.

    python3 -m venv v && v/bin/pip install numpy-financial scipy statsmodels networkx pandas && v/bin/python make.py

Not run by the tests, which only read the JSON. Values in it that no library has are computed here from the definition, in other
words than the library's: by counting, by trying all, or in fractions.
"""
import itertools
import json
import pathlib
import random
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

versions = {"numpy": np.__version__, "numpy-financial": "1.0.0", "scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "networkx": nx.__version__, "pandas": pd.__version__}
target = pathlib.Path(__file__).parents[1] / "golden.json"
lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
target.write_text('{"versions": %s, "cases": [\n%s\n]}\n' % (json.dumps(versions), lines))
print(len(cases), "cases")
