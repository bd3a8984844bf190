# %% linear regression with a held-out part
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split
from sklearn.metrics import mean_absolute_error, r2_score
c = datasets["cars"].dropna()
X, y = c[["Horsepower", "Weight_in_lbs", "Acceleration"]], c["Miles_per_Gallon"]
a, b, ya, yb = train_test_split(X, y, test_size=0.25, random_state=0)
m = LinearRegression().fit(a, ya)
print(f"R2 {r2_score(yb, m.predict(b)):.4f}, MAE {mean_absolute_error(yb, m.predict(b)):.4f}")
dict(zip(X.columns, m.coef_.round(5)))

# %% ridge by cross validation
from sklearn.linear_model import RidgeCV
from sklearn.preprocessing import StandardScaler
from sklearn.pipeline import make_pipeline
c = datasets["cars"].dropna()
p = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-2, 3, 11))).fit(c[["Displacement", "Horsepower", "Weight_in_lbs"]], c["Miles_per_Gallon"])
p[-1].alpha_, p[-1].coef_.round(4)

# %% lasso drops what does not matter
from sklearn.linear_model import Lasso
rng = np.random.default_rng(0)
X = rng.normal(size=(80, 6))
y = 3 * X[:, 0] - 2 * X[:, 3] + rng.normal(0, 0.1, 80)
Lasso(alpha=0.1).fit(X, y).coef_.round(4)

# %% random forest importances
from sklearn.ensemble import RandomForestRegressor
c = datasets["cars"].dropna()
X = c[["Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration"]]
m = RandomForestRegressor(n_estimators=30, random_state=42).fit(X, c["Miles_per_Gallon"])
pd.Series(m.feature_importances_, X.columns).sort_values(ascending=False).round(4)

# %% gradient boosting scored by folds
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.model_selection import cross_val_score, KFold
d = datasets["gapminder"]
X, y = d[["year", "fertility", "pop"]], d["life_expect"]
s = cross_val_score(GradientBoostingRegressor(n_estimators=40, random_state=0), X, y, cv=KFold(4, shuffle=True, random_state=1))
s.round(4), s.mean().round(4)

# %% polynomial degree chosen
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import cross_val_score
d = datasets["global-temp"].sample(frac=1, random_state=0)
x = ((d[["year"]] - 1950) / 100).to_numpy()
{k: cross_val_score(make_pipeline(PolynomialFeatures(k), LinearRegression()), x, d["temp"], cv=5).mean().round(4) for k in (1, 2, 3, 4)}

# %% nearest neighbours for missing values
from sklearn.neighbors import KNeighborsRegressor
c = datasets["cars"]
known, gap = c.dropna(), c[c["Horsepower"].isna()]
m = KNeighborsRegressor(5).fit(known[["Displacement", "Weight_in_lbs"]], known["Horsepower"])
pd.Series(m.predict(gap[["Displacement", "Weight_in_lbs"]]), gap["Name"]).round(2)

# %% support vectors with a grid
from sklearn.svm import SVR
from sklearn.model_selection import GridSearchCV
from sklearn.preprocessing import StandardScaler
from sklearn.pipeline import Pipeline
d = datasets["gapminder-health-income"]
p = Pipeline([("scale", StandardScaler()), ("svr", SVR())])
g = GridSearchCV(p, {"svr__C": [1, 10], "svr__epsilon": [0.1, 1]}, cv=3).fit(np.log(d[["income"]]), d["health"])
g.best_params_, round(g.best_score_, 5)

# %% decision tree as text
from sklearn.tree import DecisionTreeRegressor, export_text
w = datasets["seattle-weather"]
t = DecisionTreeRegressor(max_depth=2).fit(w[["precipitation", "temp_min"]], w["temp_max"])
print(export_text(t, feature_names=["precipitation", "temp_min"]))

# %% elastic net path
from sklearn.linear_model import ElasticNet, enet_path
from sklearn.preprocessing import scale
c = datasets["cars"].dropna()
a, coef, _ = enet_path(scale(c[["Displacement", "Horsepower", "Weight_in_lbs"]]), (c["Miles_per_Gallon"] - 23.4).to_numpy(), l1_ratio=0.5, alphas=[5, 1, 0.1])
a, coef.round(4)

# %% huber and theil-sen against outliers
from sklearn.linear_model import HuberRegressor, TheilSenRegressor, LinearRegression
d = datasets["anscombe"].query("Series == 'III'")
X = d[["X"]].to_numpy()
[round(float(m.fit(X, d["Y"]).coef_[0]), 4) for m in (LinearRegression(), HuberRegressor(), TheilSenRegressor(random_state=0))]

# %% partial dependence and permutation importance
from sklearn.inspection import permutation_importance, partial_dependence
from sklearn.ensemble import HistGradientBoostingRegressor
c = datasets["cars"].dropna(subset=["Miles_per_Gallon"])
X = c[["Horsepower", "Weight_in_lbs", "Cylinders"]]
m = HistGradientBoostingRegressor(max_iter=30, random_state=0).fit(X, c["Miles_per_Gallon"])
permutation_importance(m, X, c["Miles_per_Gallon"], n_repeats=3, random_state=0).importances_mean.round(4), partial_dependence(m, X.astype(float), ["Weight_in_lbs"], grid_resolution=4)["average"].round(3)

# %% gaussian process with uncertainty
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, WhiteKernel
x = np.linspace(0, 5, 12)[:, None]
y = np.sin(x).ravel()
m = GaussianProcessRegressor(1.0 * RBF(1.0) + WhiteKernel(1e-3), random_state=0).fit(x, y)
mean, sd = m.predict([[2.5], [7]], return_std=True)
mean.round(3), sd.round(3)

# %% several targets at once
from sklearn.linear_model import LinearRegression
w = datasets["seattle-weather"]
m = LinearRegression().fit(w[["precipitation", "wind"]], w[["temp_max", "temp_min"]])
m.coef_.round(5), m.score(w[["precipitation", "wind"]], w[["temp_max", "temp_min"]])

# %% errors of a log model on the original scale
from sklearn.compose import TransformedTargetRegressor
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_log_error, root_mean_squared_error, mean_absolute_percentage_error
d = datasets["movies"].query("`Production Budget` > 1e6 and `Worldwide Gross` > 1e4")
X, y = np.log(d[["Production Budget"]]), d["Worldwide Gross"]
p = TransformedTargetRegressor(LinearRegression(), func=np.log, inverse_func=np.exp).fit(X, y).predict(X)
mean_squared_log_error(y, p), root_mean_squared_error(y, p), mean_absolute_percentage_error(y, p)

# %% time series split
from sklearn.model_selection import TimeSeriesSplit, cross_val_score
from sklearn.linear_model import LinearRegression
e = datasets["us-employment"]
X = pd.DataFrame({"t": range(len(e)), "lag": e["nonfarm"].shift(1)}).iloc[1:]
cross_val_score(LinearRegression(), X, e["nonfarm"].iloc[1:], cv=TimeSeriesSplit(4), scoring="neg_mean_absolute_error").round(3)

# %% isotonic and bayesian ridge
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import BayesianRidge
d = datasets["driving"].sort_values("year")
i = IsotonicRegression().fit_transform(d["year"], d["miles"])
b = BayesianRidge().fit(d[["year"]], d["miles"])
i[[0, 20, -1]].round(2), b.predict([[2015]]).round(2)

# %% learning curve
from sklearn.model_selection import learning_curve
from sklearn.linear_model import Ridge
c = datasets["cars"].dropna()
n, train, test = learning_curve(Ridge(), c[["Horsepower", "Weight_in_lbs"]], c["Miles_per_Gallon"], train_sizes=[0.2, 0.5, 1.0], cv=3, shuffle=True, random_state=0)
n, test.mean(1).round(3)
