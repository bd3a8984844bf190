# %% normal probabilities
from scipy.stats import norm
norm.cdf(1.96), norm.ppf([0.025, 0.5, 0.975]), norm.sf(3), norm.pdf(0)

# %% a gamma fitted to rain
from scipy import stats
r = datasets["seattle-weather"]["precipitation"]
a, loc, scale = stats.gamma.fit(r[r > 0], floc=0)
print(a, loc, scale)
stats.gamma.sf(20, a, loc, scale)

# %% which distribution fits wind best
from scipy import stats
w = datasets["seattle-weather"]["wind"]
w = w[w > 0]
fits = {}
for name in ["weibull_min", "lognorm", "gamma"]:
    d = getattr(stats, name)
    args = d.fit(w, floc=0)
    fits[name] = round(2 * (len(args) - 1) - 2 * d.logpdf(w, *args).sum(), 2)
pd.Series(fits).sort_values()

# %% poisson of strikes per day
from scipy.stats import poisson
b = datasets["birdstrikes"]
daily = b[b["Flight Date"].dt.year == 1999].groupby("Flight Date").size()
lam = daily.mean()
obs = daily.value_counts().sort_index().head(4)
exp = poisson.pmf(obs.index, lam) * len(daily)
pd.DataFrame({"observed": obs, "expected": exp.round(2)})

# %% binomial quality control
from scipy.stats import binom
n, p = 50, 0.03
binom.pmf(range(4), n, p), binom.sf(3, n, p), binom.ppf(0.95, n, p), binom.mean(n, p), binom.std(n, p)

# %% t, chi-square and f quantiles
from scipy import stats
stats.t.ppf(0.975, [5, 30, 1000]), stats.chi2.ppf(0.95, 3), stats.f.isf(0.05, 2, 20)

# %% exponential waiting times
from scipy.stats import expon
x = expon(scale=5)
x.cdf(3), x.median(), x.interval(0.8), x.var()

# %% draws by seed
from scipy import stats
stats.norm.rvs(size=3, random_state=0), stats.beta.rvs(2, 5, size=2, random_state=1), stats.poisson.rvs(3, size=4, random_state=2)

# %% density estimated
from scipy.stats import gaussian_kde
x = datasets["penguins"]["Flipper Length (mm)"].dropna()
k = gaussian_kde(x)
grid = np.linspace(170, 235, 14)
k(grid).round(6), k.factor, k.integrate_box_1d(170, 200)

# %% extremes of a year
from scipy.stats import genextreme, gumbel_r
w = datasets["seattle-weather-hourly-normals"]
top = w.groupby(w["date"].dt.dayofyear)["wind"].max()
loc, scale = gumbel_r.fit(top)
round(loc, 3), round(scale, 3), round(gumbel_r.ppf(0.99, loc, scale), 2)

# %% hypergeometric of a lottery
from scipy.stats import hypergeom
[float(hypergeom.pmf(k, 49, 6, 6)) for k in range(7)]

# %% mixtures and moments
from scipy.stats import lognorm
lognorm.stats(0.5, scale=np.exp(1), moments="mvsk")

# %% negative binomial and overdispersion
from scipy.stats import nbinom
g = datasets["github"]["count"]
m, v = g.mean(), g.var()
n, p = m**2 / (v - m), m / v
nbinom.pmf(range(1, 5), n, p).round(5), round(v / m, 3)

# %% multivariate normal density
from scipy.stats import multivariate_normal
n = datasets["normal-2d"]
mvn = multivariate_normal(n.mean(), n.cov())
mvn.pdf([[0, 0], [0.1, 0.1]]), mvn.logpdf(n).sum()

# %% entropy and distances of distributions
from scipy.stats import entropy, wasserstein_distance
from scipy.spatial.distance import jensenshannon
p, q = [0.5, 0.3, 0.2], [0.4, 0.4, 0.2]
entropy(p, base=2), entropy(p, q), jensenshannon(p, q), wasserstein_distance([0, 1, 3], [5, 6, 8])

# %% empirical distribution
from scipy.stats import ecdf
r = ecdf(datasets["lookup_people"]["age"])
r.cdf.evaluate([30, 40, 100])
