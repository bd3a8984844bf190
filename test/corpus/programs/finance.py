# %% annual growth of each stock
s = datasets["stocks"].copy()
s["date"] = pd.to_datetime(s["date"], format="%b %d %Y")
g = s.groupby("symbol").agg(first=("price", "first"), last=("price", "last"), start=("date", "min"), end=("date", "max"))
years = (g["end"] - g["start"]).dt.days / 365.25
((g["last"] / g["first"]) ** (1 / years) - 1).round(4)

# %% volatility and sharpe
s = datasets["sp500-2000"].set_index("date")["adjclose"]
r = np.log(s / s.shift()).dropna()
print(f"{r.mean() * 252:.4f} {r.std() * 252 ** 0.5:.4f} {r.mean() / r.std() * 252 ** 0.5:.4f}")

# %% present value and internal rate
flows = [-1000, 300, 400, 500, 200]
npv = lambda r: sum(f / (1 + r) ** t for t, f in enumerate(flows))
lo, hi = 0.0, 1.0
while hi - lo > 1e-12:
    mid = (lo + hi) / 2
    lo, hi = (mid, hi) if npv(mid) > 0 else (lo, mid)
round(npv(0.08), 4), round(lo, 8)

# %% a loan paid off
p, rate, n = 250_000, 0.036 / 12, 360
pay = p * rate / (1 - (1 + rate) ** -n)
balance, paid = p, 0.0
for month in range(1, 121):
    interest = balance * rate
    paid += interest
    balance -= pay - interest
print(f"payment {pay:,.2f}; after ten years {balance:,.2f} is left, {paid:,.2f} was interest")

# %% moving averages that cross
s = datasets["sp500-2000"].set_index("date")["close"]
fast, slow = s.rolling(50).mean(), s.rolling(200).mean()
up = (fast > slow) & (fast.shift() <= slow.shift())
print(int(up.sum()))
up[up].index[:4].strftime("%Y-%m-%d").tolist()

# %% value at risk three ways
from scipy.stats import norm
r = datasets["sp500-2000"]["close"].pct_change().dropna()
hist, par = -r.quantile(0.01), -(r.mean() + r.std() * norm.ppf(0.01))
es = -r[r <= -hist].mean()
round(hist, 5), round(par, 5), round(es, 5)

# %% beta against the index
s = datasets["stocks"].assign(date=lambda d: pd.to_datetime(d["date"])).pivot(index="date", columns="symbol", values="price")
m = datasets["sp500"].assign(date=lambda d: pd.to_datetime(d["date"])).set_index("date")["price"]
r = s.pct_change(fill_method=None).join(m.pct_change().rename("index")).dropna()
(r.cov()["index"] / r["index"].var()).round(4)

# %% black and scholes with greeks
from scipy.stats import norm
S, K, T, r, v = 100, 105, 0.5, 0.02, 0.25
d1 = (np.log(S / K) + (r + v**2 / 2) * T) / (v * np.sqrt(T))
d2 = d1 - v * np.sqrt(T)
call = S * norm.cdf(d1) - K * np.exp(-r * T) * norm.cdf(d2)
dict(call=round(call, 5), delta=round(norm.cdf(d1), 5), gamma=round(norm.pdf(d1) / (S * v * np.sqrt(T)), 6), vega=round(S * norm.pdf(d1) * np.sqrt(T), 4))

# %% implied volatility
from scipy.optimize import brentq
from scipy.stats import norm
def price(v, S=100, K=100, T=1, r=0.01):
    d = (np.log(S / K) + (r + v * v / 2) * T) / v
    return S * norm.cdf(d) - K * np.exp(-r) * norm.cdf(d - v)
brentq(lambda v: price(v) - 10, 0.01, 1)

# %% efficient frontier by simulation
rng = np.random.default_rng(0)
s = datasets["stocks"].assign(date=lambda d: pd.to_datetime(d["date"])).pivot(index="date", columns="symbol", values="price").dropna()
r = s.pct_change().dropna()
w = rng.dirichlet(np.ones(5), 2000)
mean, risk = w @ r.mean() * 12, np.sqrt(np.einsum("ij,jk,ik->i", w, r.cov() * 12, w))
best = (mean / risk).argmax()
dict(zip(r.columns, w[best].round(4))), round(float(mean[best] / risk[best]), 4)

# %% candles: true range and directions
o = datasets["ohlc"].set_index("date")
prev = o["close"].shift()
tr = pd.concat([o["high"] - o["low"], (o["high"] - prev).abs(), (o["low"] - prev).abs()], axis=1).max(axis=1)
print((o["close"] > o["open"]).sum(), tr.rolling(14).mean().iloc[-1].round(4))
o.groupby("signal")["ret"].agg(["count", "mean"]).round(4)

# %% relative strength index
c = datasets["ohlc"]["close"]
d = c.diff()
gain, loss = d.clip(lower=0).ewm(alpha=1 / 14).mean(), (-d.clip(upper=0)).ewm(alpha=1 / 14).mean()
(100 - 100 / (1 + gain / loss)).tail(3).round(3).tolist()

# %% a bond's price, yield and duration
def bond(y, c=0.05, n=10, face=100):
    t = np.arange(1, n + 1)
    cf = np.full(n, c * face); cf[-1] += face
    pv = cf / (1 + y) ** t
    return pv.sum(), (t * pv).sum() / pv.sum()
p, d = bond(0.04)
p, d, d / 1.04, bond(0.041)[0] - p

# %% depreciation tables
cost, salvage, life = 10_000, 1_000, 5
straight = [(cost - salvage) / life] * life
book, double = cost, []
for _ in range(life):
    x = min(book * 2 / life, book - salvage)
    double.append(round(x, 2)); book -= x
syd = [round((cost - salvage) * (life - k) / (life * (life + 1) / 2), 2) for k in range(life)]
pd.DataFrame({"straight": straight, "double": double, "digits": syd}, index=range(1, 6))

# %% break-even and margin
fixed, price, variable = 50_000, 25.0, 15.0
units = fixed / (price - variable)
sens = pd.DataFrame({p: {v: fixed / (p - v) for v in (12, 15, 18)} for p in (22, 25, 28)}).round(0)
print(units)
sens

# %% money that grows by month with fees
rows, bal = [], 0.0
for y in range(1, 31):
    for _ in range(12):
        bal = (bal + 200) * (1 + 0.06 / 12)
    bal *= 1 - 0.005
    rows.append((y, round(bal, 2)))
rows[9::10]

# %% xirr with uneven dates
from datetime import date
from scipy.optimize import brentq
flows = [(date(2020, 1, 1), -10_000), (date(2020, 7, 15), 2_750), (date(2021, 3, 1), 4_250), (date(2022, 2, 28), 3_250), (date(2022, 6, 1), 2_500)]
f = lambda r: sum(a / (1 + r) ** ((d - flows[0][0]).days / 365) for d, a in flows)
round(brentq(f, -0.9, 5), 8)

# %% risk parity and drawdown of a mix
s = datasets["stocks"].assign(date=lambda d: pd.to_datetime(d["date"])).pivot(index="date", columns="symbol", values="price").dropna()
r = s.pct_change().dropna()
w = (1 / r.std()) / (1 / r.std()).sum()
value = (1 + r @ w).cumprod()
print(w.round(4).to_dict(), round(value.iloc[-1], 4))
(value / value.cummax() - 1).min().round(4)
