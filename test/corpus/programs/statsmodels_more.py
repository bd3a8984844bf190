# %% logistic regression with odds
import statsmodels.formula.api as smf
c = datasets["cars"].dropna().assign(american=lambda d: (d["Origin"] == "USA").astype(int))
m = smf.logit("american ~ Weight_in_lbs + Horsepower", c).fit(disp=0)
print(round(m.prsquared, 4))
np.exp(m.params).round(5)

# %% poisson regression of counts
import statsmodels.api as sm
import statsmodels.formula.api as smf
d = datasets["population_engineers_hurricanes"].assign(log_pop=lambda t: np.log(t["population"]))
m = smf.glm("hurricanes ~ log_pop + engineers", d, family=sm.families.Poisson()).fit()
m.params.round(5), round(m.deviance, 3), round(m.pearson_chi2, 3)

# %% binomial glm with marginal effects
import statsmodels.formula.api as smf
p = datasets["penguins"].dropna()
p = p[p["Sex"].isin(["MALE", "FEMALE"])].assign(male=lambda d: (d["Sex"] == "MALE").astype(int), mass=lambda d: d["Body Mass (g)"] / 1000)
m = smf.logit("male ~ mass + C(Species)", p).fit(disp=False)
m.get_margeff().summary_frame()["dy/dx"].round(5)

# %% decomposed into trend and season
from statsmodels.tsa.seasonal import seasonal_decompose
s = datasets["co2-concentration"].set_index("Date")["CO2"].asfreq("MS").interpolate()
r = seasonal_decompose(s, period=12)
r.trend.dropna().iloc[[0, -1]].round(3), r.seasonal.iloc[:12].round(3).tolist()

# %% stationarity
from statsmodels.tsa.stattools import adfuller, kpss
s = datasets["sp500-2000"].set_index("date")["close"].resample("ME").last()
print([round(float(v), 4) for v in adfuller(s)[:2]], [round(float(v), 4) for v in adfuller(s.pct_change().dropna())[:2]])
kpss(s.pct_change().dropna())[0]

# %% autocorrelations
from statsmodels.tsa.stattools import acf, pacf
t = datasets["global-temp"]["temp"]
acf(t, nlags=5).round(5), pacf(t, nlags=3).round(5)

# %% an autoregression that forecasts
from statsmodels.tsa.ar_model import AutoReg
s = datasets["global-temp"]["temp"]
m = AutoReg(s, lags=3, trend="ct").fit()
m.params.round(5), m.predict(len(s), len(s) + 2).round(4).tolist()

# %% lags chosen by information
from statsmodels.tsa.ar_model import ar_select_order
e = datasets["us-employment"]["nonfarm_change"]
ar_select_order(e, maxlag=6, ic="bic").ar_lags

# %% vector autoregression
from statsmodels.tsa.api import VAR
e = datasets["us-employment"].set_index("month")[["construction", "manufacturing"]].diff().dropna()
r = VAR(e).fit(2)
r.params.round(4), r.forecast(e.values[-2:], 2).round(3)

# %% does one cause the other
from statsmodels.tsa.stattools import grangercausalitytests, coint
e = datasets["us-employment"][["manufacturing", "nonfarm"]].diff().dropna()
r = grangercausalitytests(e, maxlag=[2])
round(r[2][0]["ssr_ftest"][1], 6)

# %% proportions of two campaigns
from statsmodels.stats.proportion import proportions_ztest, proportion_confint
z, p = proportions_ztest([120, 150], [1000, 1010])
z, p, proportion_confint(120, 1000, method="wilson")

# %% sample size and power
from statsmodels.stats.power import TTestIndPower, NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize
n = TTestIndPower().solve_power(effect_size=0.4, power=0.8, alpha=0.05)
h = proportion_effectsize(0.12, 0.10)
np.ceil(n), np.ceil(NormalIndPower().solve_power(h, power=0.9, alpha=0.05))

# %% corrected p-values
from statsmodels.stats.multitest import multipletests
p = [0.001, 0.02, 0.03, 0.04, 0.2]
[multipletests(p, method=m)[1].round(5).tolist() for m in ("bonferroni", "holm", "fdr_bh")]

# %% agreement of raters
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa
cohens_kappa([[20, 5], [10, 15]]).kappa, fleiss_kappa(np.array([[3, 0], [1, 2], [0, 3], [2, 1]]))

# %% multinomial choice
import statsmodels.api as sm
p = datasets["penguins"].dropna()
X = sm.add_constant((p[["Beak Length (mm)"]] - 40) / 10)
m = sm.MNLogit(p["Species"].astype("category").cat.codes, X).fit(disp=0)
m.params.round(3).to_numpy(), round(m.llf, 4)

# %% survival by groups
import statsmodels.api as sm
t = np.array([5, 8, 12, 12, 15, 20, 22, 30.0])
e = np.array([1, 1, 0, 1, 1, 0, 1, 1])
s = sm.SurvfuncRight(t, e)
s.surv_times, s.surv_prob.round(4)

# %% proportional hazards
import statsmodels.formula.api as smf
d = pd.DataFrame({"t": [5, 8, 12, 3, 15, 20, 7, 30, 9, 14], "e": [1, 1, 0, 1, 1, 0, 1, 1, 1, 0], "x": [1, 0, 0, 1, 1, 0, 1, 0, 0, 1]})
r = smf.phreg("t ~ x", d, status=d["e"]).fit()
r.params.round(5), r.bse.round(5)

# %% an empirical distribution
from statsmodels.distributions.empirical_distribution import ECDF
e = ECDF(datasets["obesity"]["rate"])
e([0.2, 0.25, 0.3])

# %% smoothed density
import statsmodels.api as sm
k = sm.nonparametric.KDEUnivariate(datasets["penguins"]["Body Mass (g)"].dropna())
k.fit(fft=False)
round(k.bw, 4), k.density.max().round(8)

# %% gls with autocorrelated errors
import statsmodels.api as sm
d = datasets["global-temp"]
r = sm.GLSAR(d["temp"], sm.add_constant(d["year"] - 1950), rho=1).iterative_fit(5)
r.params.round(6), r.model.rho.round(5)

# %% hodrick-prescott trend
from statsmodels.tsa.filters.hp_filter import hpfilter
cycle, trend = hpfilter(datasets["us-employment"]["nonfarm"], lamb=129600)
trend.iloc[[0, 60, -1]].round(2), cycle.std().round(3)

# %% mcnemar of before and after
from statsmodels.stats.contingency_tables import mcnemar, Table2x2
r = mcnemar([[30, 12], [4, 40]], exact=True)
r.statistic, r.pvalue, Table2x2([[20, 10], [5, 25]]).log_oddsratio_confint()

# %% descriptive weighted statistics
from statsmodels.stats.weightstats import DescrStatsW, ttest_ind, CompareMeans
g = datasets["gapminder-health-income"]
d = DescrStatsW(g["health"], weights=g["population"])
d.mean, d.std, d.quantile([0.25, 0.5]).tolist(), ttest_ind([1, 2, 3, 4], [2, 3, 4, 9])
