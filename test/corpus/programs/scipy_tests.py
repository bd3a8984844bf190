# %% welch's t-test of two origins
from scipy import stats
c = datasets["cars"].dropna()
a, b = c[c["Origin"] == "USA"]["Miles_per_Gallon"], c[c["Origin"] == "Japan"]["Miles_per_Gallon"]
r = stats.ttest_ind(a, b, equal_var=False)
print(f"t = {r.statistic:.4f}, p = {r.pvalue:.3g}, df = {r.df:.2f}")
r.confidence_interval()

# %% one-way analysis of variance
from scipy.stats import f_oneway
p = datasets["penguins"].dropna()
groups = [g["Flipper Length (mm)"] for _, g in p.groupby("Species")]
f_oneway(*groups)

# %% kruskal and its ranks
from scipy import stats
b = datasets["barley"]
stats.kruskal(*[g["yield"] for _, g in b.groupby("variety")])

# %% tukey's pairs
from scipy.stats import tukey_hsd
p = datasets["penguins"].dropna()
r = tukey_hsd(*[g["Body Mass (g)"].to_numpy() for _, g in p.groupby("Species")])
r.pvalue.round(5), r.statistic.round(3)

# %% chi-square of species and island
from scipy.stats import chi2_contingency
p = datasets["penguins"]
t = pd.crosstab(p["Species"], p["Island"])
chi2, pv, dof, expected = chi2_contingency(t)
n = t.to_numpy().sum()
print(f"chi2={chi2:.3f} p={pv:.2e} dof={dof} V={np.sqrt(chi2 / (n * (min(t.shape) - 1))):.4f}")
expected.round(2)

# %% fisher's exact test
from scipy import stats
stats.fisher_exact([[8, 2], [1, 5]])

# %% shapiro-wilk and anderson-darling
from scipy import stats
x = datasets["penguins"].query("Species == 'Gentoo'")["Beak Depth (mm)"].dropna()
print(stats.shapiro(x))
stats.normaltest(x), stats.jarque_bera(x)

# %% mann-whitney with an effect size
from scipy.stats import mannwhitneyu
la = datasets["la-riots"].dropna(subset=["age"])
x, y = la[la["gender"] == "Male"]["age"], la[la["gender"] == "Female"]["age"]
u, p = mannwhitneyu(x, y)
u, p, 1 - 2 * u / (len(x) * len(y))

# %% paired tests of two years
from scipy import stats
t = datasets["barley"].pivot_table(index=["site", "variety"], columns="year", values="yield")
stats.ttest_rel(t[1931], t[1932]), stats.wilcoxon(t[1931], t[1932])

# %% correlations three ways
from scipy.stats import pearsonr, spearmanr, kendalltau
g = datasets["gapminder-health-income"]
for f in (pearsonr, spearmanr, kendalltau):
    r = f(g["income"], g["health"])
    print(f.__name__, round(r.statistic, 5), f"{r.pvalue:.3e}")

# %% levene and bartlett
from scipy.stats import levene, bartlett
g = [x["Horsepower"].dropna() for _, x in datasets["cars"].groupby("Origin")]
levene(*g), bartlett(*g)

# %% kolmogorov-smirnov against a fitted normal
from scipy import stats
x = datasets["seattle-weather"]["temp_max"]
stats.kstest((x - x.mean()) / x.std(), "norm")

# %% two-sample distribution test
from scipy.stats import ks_2samp
w = datasets["weather"]
a, b = (w[w["location"] == c]["wind"] for c in ("Seattle", "New York"))
r = ks_2samp(a, b)
r.statistic, r.pvalue, r.statistic_location

# %% binomial test of a coin
from scipy.stats import binomtest
r = binomtest(61, 100, 0.5, alternative="greater")
r.pvalue, r.proportion_ci(confidence_level=0.9)

# %% friedman on repeated measures
from scipy.stats import friedmanchisquare
t = datasets["barley"].pivot_table(index="variety", columns="site", values="yield")
friedmanchisquare(*[t[c] for c in t])

# %% goodness of fit of a die
from scipy.stats import chisquare, power_divergence
f = [16, 18, 16, 14, 12, 12]
chisquare(f), power_divergence(f, lambda_="log-likelihood")

# %% bootstrap confidence interval
from scipy.stats import bootstrap
x = datasets["cars"]["Acceleration"].to_numpy()
r = bootstrap((x,), np.median, n_resamples=500, rng=np.random.default_rng(0), method="percentile")
r.confidence_interval, round(r.standard_error, 5)

# %% permutation test of scipy
from scipy.stats import permutation_test
rng = np.random.default_rng(1)
x, y = [1.1, 2.3, 1.9, 2.2, 2.8], [2.5, 3.1, 3.6, 2.9]
r = permutation_test((x, y), lambda a, b, axis: np.mean(a, axis=axis) - np.mean(b, axis=axis), vectorized=True, rng=rng)
r.statistic, r.pvalue

# %% adjusted p-values
from scipy.stats import false_discovery_control
p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205]
false_discovery_control(p).round(5)

# %% z-scores, trimmed means and modes
from scipy import stats
x = datasets["movies"]["Production Budget"].dropna()
print((np.abs(stats.zscore(x)) > 3).sum(), stats.trim_mean(x, 0.1).round(2), stats.mode(x))
stats.skew(x), stats.kurtosis(x), stats.sem(x), stats.gmean(x[x > 0]), stats.iqr(x)

# %% confidence interval of a mean by hand
from scipy import stats
x = datasets["penguins"]["Body Mass (g)"].dropna()
m, se = x.mean(), stats.sem(x)
stats.t.interval(0.95, len(x) - 1, loc=m, scale=se)

# %% power of a test by simulation
from scipy import stats
rng = np.random.default_rng(2)
p = [stats.ttest_ind(rng.normal(0, 1, 30), rng.normal(0.6, 1, 30)).pvalue for _ in range(300)]
(np.array(p) < 0.05).mean()

# %% describe
from scipy.stats import describe
describe(datasets["obesity"]["rate"])

# %% contingency odds ratio and risk
from scipy.stats.contingency import odds_ratio, relative_risk
r = odds_ratio([[20, 80], [10, 90]], kind="sample")
print(r.statistic, r.confidence_interval())
relative_risk(20, 100, 10, 100).relative_risk

# %% circular mean of wind directions
from scipy.stats import circmean, circstd
w = datasets["windvectors"]["dir"]
circmean(w, high=360), circstd(w, high=360)

# %% ranked data with ties
from scipy.stats import rankdata
rankdata([10, 20, 20, 5]), rankdata([10, 20, 20, 5], method="dense"), rankdata([3, 1, 2], method="ordinal")
