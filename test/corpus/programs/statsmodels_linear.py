# %% consumption explained by weight and power
import statsmodels.formula.api as smf
m = smf.ols("Miles_per_Gallon ~ Weight_in_lbs + Horsepower", data=datasets["cars"]).fit()
print(m.params.round(5).to_dict(), round(m.rsquared, 4))
m.pvalues

# %% full summary
import statsmodels.formula.api as smf
m = smf.ols("rate ~ engineers + hurricanes", data=datasets["obesity"].merge(datasets["population_engineers_hurricanes"], on="id")).fit()
text = m.summary().as_text()
print("\n".join(line for line in text.splitlines() if not line.startswith(("Date", "Time"))))

# %% with a constant and arrays
import statsmodels.api as sm
c = datasets["cars"].dropna()
X = sm.add_constant(c[["Weight_in_lbs", "Acceleration"]])
r = sm.OLS(c["Miles_per_Gallon"], X).fit()
r.conf_int().round(5), round(r.aic, 3), r.df_resid

# %% categories as dummies
import statsmodels.formula.api as smf
m = smf.ols("Miles_per_Gallon ~ C(Origin, Treatment('USA')) + np.log(Weight_in_lbs)", datasets["cars"]).fit()
m.params.round(4)

# %% anova of nested models
import statsmodels.api as sm
import statsmodels.formula.api as smf
d = datasets["barley"].rename(columns={"yield": "y"})
small, large = smf.ols("y ~ C(site)", d).fit(), smf.ols("y ~ C(site) * C(year)", d).fit()
print(sm.stats.anova_lm(small, large).round(5))
sm.stats.anova_lm(large, typ=2)

# %% robust standard errors
import statsmodels.formula.api as smf
m = smf.ols("Q('Body Mass (g)') ~ Q('Flipper Length (mm)') + C(Species)", datasets["penguins"]).fit(cov_type="HC3")
pd.DataFrame({"b": m.params, "se": m.bse, "z": m.tvalues}).round(4)

# %% predictions with intervals
import statsmodels.formula.api as smf
d = datasets["global-temp"]
m = smf.ols("temp ~ year", d[d["year"] >= 1980]).fit()
m.get_prediction(pd.DataFrame({"year": [2025, 2030]})).summary_frame(alpha=0.1).round(5)

# %% variance inflation
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import variance_inflation_factor
X = sm.add_constant(datasets["cars"][["Displacement", "Horsepower", "Weight_in_lbs", "Acceleration"]].dropna())
pd.Series([variance_inflation_factor(X.values, i) for i in range(1, X.shape[1])], X.columns[1:]).round(4)

# %% heteroscedasticity and autocorrelation
import statsmodels.formula.api as smf
from statsmodels.stats.diagnostic import het_breuschpagan, acorr_ljungbox
from statsmodels.stats.stattools import durbin_watson, jarque_bera
m = smf.ols("temp ~ year", datasets["global-temp"]).fit()
print(durbin_watson(m.resid), het_breuschpagan(m.resid, m.model.exog), jarque_bera(m.resid))
acorr_ljungbox(m.resid, lags=[5])

# %% influential cars
import statsmodels.formula.api as smf
c = datasets["cars"].dropna().reset_index(drop=True)
m = smf.ols("Miles_per_Gallon ~ Horsepower + Weight_in_lbs", c).fit()
cooks = pd.Series(m.get_influence().cooks_distance[0])
c.loc[cooks.nlargest(3).index, "Name"].tolist(), cooks.max()

# %% quantile regression
import statsmodels.formula.api as smf
d = datasets["gapminder-health-income"].assign(log_income=lambda t: np.log(t["income"]))
pd.DataFrame({q: smf.quantreg("health ~ log_income", d).fit(q=q).params for q in (0.1, 0.5, 0.9)}).round(3)

# %% robust regression
import statsmodels.api as sm
d = datasets["anscombe"].query("Series == 'III'")
X = sm.add_constant(d["X"])
sm.RLM(d["Y"], X, M=sm.robust.norms.TukeyBiweight()).fit().params.round(4), sm.OLS(d["Y"], X).fit().params.round(4)

# %% weighted least squares
import statsmodels.api as sm
d = datasets["gapminder-health-income"]
r = sm.WLS(d["health"], sm.add_constant(np.log(d["income"])), weights=d["population"]).fit()
r.params.round(5), round(r.rsquared, 5)

# %% mixed model with random intercepts
import statsmodels.formula.api as smf
d = datasets["barley"].rename(columns={"yield": "y"})
m = smf.mixedlm("y ~ C(year)", d, groups=d["site"]).fit()
m.fe_params.round(3), round(float(m.cov_re.iloc[0, 0]), 2)

# %% polynomial against linear by information
import statsmodels.formula.api as smf
d = datasets["driving"]
pd.Series({k: smf.ols(f, d).fit().bic for k, f in {"line": "miles ~ gas", "square": "miles ~ gas + I(gas**2)", "year": "miles ~ gas + year"}.items()}).round(2)

# %% pairwise comparison table
from statsmodels.stats.multicomp import pairwise_tukeyhsd
p = datasets["penguins"].dropna()
print(pairwise_tukeyhsd(p["Beak Length (mm)"], p["Species"]).summary())

# %% regularised ols
import statsmodels.api as sm
c = datasets["cars"].dropna()
X = c[["Displacement", "Horsepower", "Weight_in_lbs"]]
X = (X - X.mean()) / X.std()
sm.OLS(c["Miles_per_Gallon"] - c["Miles_per_Gallon"].mean(), X).fit_regularized(alpha=0.5, L1_wt=1.0).params.round(4)

# %% f test and t test of a hypothesis
import statsmodels.formula.api as smf
m = smf.ols("Miles_per_Gallon ~ Horsepower + Weight_in_lbs + Acceleration", datasets["cars"]).fit()
print(m.f_test("Horsepower = 0, Acceleration = 0"))
m.t_test("Weight_in_lbs = -0.006").pvalue

# %% design matrices by patsy
from patsy import dmatrices
y, X = dmatrices("Y ~ X + C(Series)", datasets["anscombe"], return_type="dataframe")
X.columns.tolist(), X.sum().to_dict()
