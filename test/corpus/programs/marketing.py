# %% cohorts that stay
rng = np.random.default_rng(0)
o = pd.DataFrame({"customer": rng.integers(0, 200, 1500), "day": rng.integers(0, 180, 1500)})
o["month"] = (pd.Timestamp("2024-01-01") + pd.to_timedelta(o["day"], "D")).dt.to_period("M")
first = o.groupby("customer")["month"].transform("min")
o["age"] = (o["month"] - first).map(lambda d: d.n)
t = o.assign(cohort=first).pivot_table(index="cohort", columns="age", values="customer", aggfunc="nunique")
t.div(t[0], axis=0).round(3).iloc[:2]

# %% recency, frequency and money
rng = np.random.default_rng(1)
o = pd.DataFrame({"id": rng.integers(1, 40, 300), "date": pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 365, 300), "D"), "amount": rng.gamma(2, 30, 300).round(2)})
now = o["date"].max() + pd.Timedelta(days=1)
rfm = o.groupby("id").agg(r=("date", lambda s: (now - s.max()).days), f=("date", "size"), m=("amount", "sum"))
rfm["score"] = pd.qcut(-rfm["r"], 4, labels=False) + pd.qcut(rfm["f"].rank(method="first"), 4, labels=False) + pd.qcut(rfm["m"], 4, labels=False)
rfm.groupby("score").size().to_dict()

# %% two variants compared
from scipy import stats
a, na, b, nb = 410, 5000, 480, 5020
pa, pb = a / na, b / nb
pool = (a + b) / (na + nb)
z = (pb - pa) / np.sqrt(pool * (1 - pool) * (1 / na + 1 / nb))
print(f"lift {pb / pa - 1:.2%}, z {z:.3f}, p {2 * stats.norm.sf(abs(z)):.4f}")

# %% the same by beta posteriors
rng = np.random.default_rng(2)
a, b = rng.beta(411, 4591, 50_000), rng.beta(481, 4541, 50_000)
(b > a).mean(), np.quantile(b - a, [0.025, 0.975]).round(5)

# %% funnel
steps = pd.Series({"visit": 10_000, "sign up": 2_300, "trial": 1_150, "paid": 230})
pd.DataFrame({"users": steps, "of before": (steps / steps.shift()).round(3), "of all": (steps / steps.iloc[0]).round(3)})

# %% pareto of airlines
b = datasets["birdstrikes"]["Aircraft Airline Operator"].value_counts()
share = b.cumsum() / b.sum()
int((share < 0.8).sum() + 1), len(b), share.round(3).head(3).to_dict()

# %% sample size by formula
from scipy.stats import norm
def n(p, lift, alpha=0.05, power=0.8):
    q = p * (1 + lift)
    return int(np.ceil((norm.isf(alpha / 2) + norm.isf(1 - power)) ** 2 * (p * (1 - p) + q * (1 - q)) / (p - q) ** 2))
{lift: n(0.05, lift) for lift in (0.05, 0.1, 0.2)}

# %% baskets: support and lift
from itertools import combinations
from collections import Counter
baskets = [{"milk", "bread"}, {"milk", "eggs", "bread"}, {"eggs"}, {"bread", "eggs"}, {"milk", "bread", "butter"}]
single = Counter(x for b in baskets for x in b)
pairs = Counter(p for b in baskets for p in combinations(sorted(b), 2))
n = len(baskets)
[(p, c / n, round(c * n / (single[p[0]] * single[p[1]]), 4)) for p, c in sorted(pairs.items(), key=lambda t: (-t[1], t[0]))[:4]]

# %% churn and lifetime value
churn, margin, disc = 0.04, 12.5, 0.01
life = 1 / churn
value = margin * sum(((1 - churn) / (1 + disc)) ** t for t in range(200))
life, round(value, 4), round(margin * (1 + disc) / (churn + disc), 4)

# %% price elasticity
import statsmodels.formula.api as smf
d = datasets["driving"]
m = smf.ols("np.log(miles) ~ np.log(gas) + year", d).fit()
m.params.round(4).to_dict(), m.pvalues.round(6).to_dict()

# %% first and last touch
paths = [["ad", "mail", "buy"], ["search", "buy"], ["ad", "search", "mail", "buy"], ["mail"]]
won = [p[:-1] for p in paths if p[-1] == "buy"]
first = pd.Series([p[0] for p in won]).value_counts()
linear = pd.Series({c: sum(p.count(c) / len(p) for p in won) for c in ("ad", "mail", "search")})
pd.DataFrame({"first": first, "linear": linear.round(3)}).fillna(0)

# %% seasonality adjusted sales forecast
e = datasets["us-employment"].set_index("month")["retail_trade"]
trend = e.rolling(12, center=True).mean()
index = (e / trend).groupby(e.index.month).mean()
index = index / index.mean()
flat = e / index.reindex(e.index.month).to_numpy()
slope, base = np.polyfit(range(24), flat.iloc[-24:], 1)
[round((base + slope * (24 + k)) * index[k + 1], 1) for k in range(3)]

# %% survey answers in shares with error
n = pd.Series({"agree": 412, "neutral": 205, "disagree": 183})
p = n / n.sum()
(pd.DataFrame({"share": p, "±": 1.96 * np.sqrt(p * (1 - p) / n.sum())}) * 100).round(1)

# %% gini and lorenz of incomes
g = datasets["gapminder-health-income"]["income"].sort_values().to_numpy()
n = len(g)
gini = (2 * np.arange(1, n + 1) - n - 1) @ g / (n * g.sum())
lorenz = np.insert(np.cumsum(g) / g.sum(), 0, 0)
round(gini, 5), lorenz[[n // 4, n // 2, -20]].round(4)

# %% concentration of routes
f = datasets["flights-airport"].groupby("origin")["count"].sum()
s = f / f.sum()
round((s**2).sum() * 10_000, 2), round(-(s * np.log(s)).sum(), 4), (s.sort_values(ascending=False).cumsum() < 0.5).sum()

# %% net promoter score by segment
rng = np.random.default_rng(3)
d = pd.DataFrame({"seg": rng.choice(["new", "old"], 400), "score": rng.integers(0, 11, 400)})
d.groupby("seg")["score"].apply(lambda s: ((s >= 9).mean() - (s <= 6).mean()) * 100).round(2)
