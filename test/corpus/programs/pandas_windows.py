# %% seven-day mean of wind
w = datasets["seattle-weather"].set_index("date")["wind"]
w.rolling(7).mean().dropna().head(5).round(3)

# %% thirty days by time, not rows
w = datasets["seattle-weather"].set_index("date")["precipitation"]
r = w.rolling("30D").sum()
print(r.idxmax().date(), round(r.max(), 1))

# %% exponential smoothing by hand of pandas
s = datasets["global-temp"].set_index("year")["temp"]
s.ewm(span=10, adjust=False).mean().tail(4).round(4)

# %% expanding record highs
w = datasets["seattle-weather"].set_index("date")["temp_max"]
records = w[w == w.expanding().max()]
records.drop_duplicates().tail(6)

# %% drawdown of an index
s = datasets["sp500-2000"].set_index("date")["close"]
dd = s / s.cummax() - 1
print(f"{dd.min():.2%} on {dd.idxmin():%Y-%m-%d}")
dd.resample("YE").min().head(3).round(4)

# %% rolling correlation of two stocks
s = datasets["stocks"]
s["date"] = pd.to_datetime(s["date"])
r = s.pivot(index="date", columns="symbol", values="price").pct_change(fill_method=None)
r["MSFT"].rolling(24).corr(r["AMZN"]).dropna().iloc[::24].round(4)

# %% rolling apply with a function
t = datasets["global-temp"].set_index("year")["temp"]
slope = t.rolling(30).apply(lambda y: np.polyfit(range(30), y, 1)[0], raw=True)
slope.dropna().iloc[::25].round(5)

# %% bands of bollinger
s = datasets["sp500"]["price"]
m, d = s.rolling(20).mean(), s.rolling(20).std()
out = pd.DataFrame({"price": s, "upper": m + 2 * d, "lower": m - 2 * d}).dropna()
out["outside"] = (out["price"] > out["upper"]) | (out["price"] < out["lower"])
print(int(out["outside"].sum()))
out.tail(2).round(2)

# %% centred median with few values allowed
c = pd.Series([1, 50, 2, 3, 2, np.nan, 4])
c.rolling(3, center=True, min_periods=1).median()

# %% shift, lead and lag
s = datasets["ohlc"].set_index("date")["close"]
df = pd.DataFrame({"close": s, "lag1": s.shift(1), "lead1": s.shift(-1)})
df["return"] = np.log(df["close"] / df["lag1"])
df.head(3).round(4)

# %% rolling by group
e = datasets["iowa-electricity"].sort_values(["source", "year"])
e["mean3"] = e.groupby("source")["net_generation"].transform(lambda s: s.rolling(3).mean())
e[e["year"] == "2017-01-01"][["source", "mean3"]]

# %% weighted windows
x = pd.Series([1.0, 2, 4, 8, 16])
w = np.array([0.2, 0.3, 0.5])
x.rolling(3).apply(lambda v: (v * w).sum(), raw=True).tolist()

# %% rank in a window
s = datasets["ohlc"]["close"]
s.rolling(10).rank(pct=True).dropna().tail(5).tolist()

# %% ewm variance and half life
s = datasets["sp500-2000"].set_index("date")["close"].pct_change().dropna()
vol = s.ewm(halflife=20).std() * np.sqrt(252)
vol.resample("YE").last().iloc[[0, 8, 20]].round(4)

# %% interpolation limited to two
s = pd.Series([1, np.nan, np.nan, np.nan, 5, np.nan, 7])
print(s.interpolate(limit=2).tolist())
s.ffill(limit=1).tolist()

# %% streaks of wins
r = pd.Series(["W", "W", "L", "W", "W", "W", "L"])
streak = r.groupby((r != r.shift()).cumsum()).cumcount() + 1
pd.DataFrame({"r": r, "streak": streak}).query("r == 'W'")["streak"].max()

# %% rolling aggregate of several columns
w = datasets["seattle-weather"].set_index("date")[["temp_max", "temp_min"]]
w.rolling(28).agg(["mean", "std"]).iloc[[27, 200, 400]].round(3)
