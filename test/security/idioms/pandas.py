import pandas as pd
sales = pd.DataFrame({"region": ["N", "S", "N", "W"], "revenue": [120.5, 80.0, 99.9, 45.1], "units": [10, 8, 9, 4]})
sales.groupby("region")["revenue"].sum().sort_values(ascending=False)
#%%
df = pd.DataFrame({"team": list("aabbc"), "cost": [1, 2, 3, 4, 5]})
df.groupby("team").agg(total=("cost", "sum"), mean=("cost", "mean"), n=("cost", "size")).reset_index()
#%%
df = pd.DataFrame({"k": ["a", "b", "a"], "v": [1, 2, 3]})
df["share"] = df["v"] / df.groupby("k")["v"].transform("sum")
df
#%%
df = pd.DataFrame({"k": ["a", "b", "a"], "v": [1, 2, 3]})
df.groupby("k").apply(lambda g: g.assign(rank=g["v"].rank()), include_groups=False)
#%%
df = pd.DataFrame({"date": pd.date_range("2026-01-01", periods=90), "v": range(90)})
df.set_index("date").resample("ME")["v"].sum()
#%%
df = pd.DataFrame({"date": pd.to_datetime(["2026-01-05", "2026-02-10"]), "v": [1, 2]})
df["month"] = df["date"].dt.to_period("M").astype(str)
df["weekday"] = df["date"].dt.day_name()
df
#%%
a = pd.DataFrame({"id": [1, 2, 3], "x": [1, 2, 3]})
b = pd.DataFrame({"id": [2, 3, 4], "y": [5, 6, 7]})
pd.merge(a, b, on="id", how="outer", indicator=True)
#%%
a = pd.DataFrame({"t": pd.to_datetime(["2026-01-01", "2026-01-03"]), "v": [1, 2]})
b = pd.DataFrame({"t": pd.to_datetime(["2026-01-02"]), "w": [9]})
pd.merge_asof(b, a, on="t")
#%%
df = pd.DataFrame({"r": ["N", "S"], "q1": [1, 2], "q2": [3, 4]})
df.melt(id_vars="r", var_name="quarter", value_name="revenue")
#%%
df = pd.DataFrame({"r": ["N", "N", "S"], "q": ["q1", "q2", "q1"], "v": [1, 2, 3]})
df.pivot_table(index="r", columns="q", values="v", aggfunc="sum", fill_value=0, margins=True)
#%%
df = pd.DataFrame({"a": [1, None, 3], "b": ["x", None, "z"]})
df.fillna({"a": df["a"].mean(), "b": "unknown"}).dropna()
#%%
df = pd.DataFrame({"a": range(10)})
df["rolling"] = df["a"].rolling(window=3, min_periods=1).mean()
df["cum"] = df["a"].cumsum()
df["change"] = df["a"].pct_change().fillna(0)
df
#%%
df = pd.DataFrame({"a": range(10)})
df["a"].ewm(span=3).mean().round(3).tolist()
#%%
df = pd.DataFrame({"a": range(10)})
df["bucket"] = pd.cut(df["a"], bins=[-1, 3, 6, 10], labels=["low", "mid", "high"])
df["bucket"].value_counts(normalize=True)
#%%
pd.qcut(pd.Series(range(100)), 4, labels=False).value_counts().sort_index()
#%%
df = pd.DataFrame({"a": [3, 1, 2], "b": list("xyz")})
df.sort_values(["a", "b"], ascending=[True, False]).head(2)
#%%
df = pd.DataFrame({"a": [3, 1, 2], "b": [1.0, 2.0, 3.0]})
df.query("a > 1 and b < 3").loc[:, ["a"]]
#%%
limit = 2
df = pd.DataFrame({"a": [3, 1, 2]})
df.query("a >= @limit")
#%%
df = pd.DataFrame({"price": [2.0, 3.0], "qty": [5, 7]})
df.eval("total = price * qty")
#%%
df = pd.DataFrame({"a": [3, 1, 2]})
df.loc[df["a"].between(1, 2), "flag"] = True
df.iloc[0:2, 0]
#%%
df = pd.DataFrame({"name": ["Ann Lee", "Bo Ray"]})
df["first"] = df["name"].str.split(" ").str[0].str.upper()
df["has_a"] = df["name"].str.contains("a", case=False, regex=False)
df
#%%
df = pd.DataFrame({"code": ["A-001", "B-017"]})
df["code"].str.extract(r"(?P<letter>[A-Z])-(?P<number>\d+)").astype({"number": int})
#%%
df = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
df.apply(lambda row: row["a"] * row["b"], axis=1).sum()
#%%
df = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
df.map(lambda v: f"{v:,.2f}")
#%%
df = pd.DataFrame({"a": [1, 2, 2], "b": [3, 4, 4]})
df.drop_duplicates().rename(columns={"a": "alpha"}).set_index("alpha").T
#%%
df = pd.DataFrame({"a": [1, 2, 3], "b": [2, 4, 6.5]})
df.corr().round(3), df.describe().loc["mean"].to_dict()
#%%
s = pd.Series([1, 2, 3, 100])
q1, q3 = s.quantile([0.25, 0.75])
outliers = s[(s < q1 - 1.5 * (q3 - q1)) | (s > q3 + 1.5 * (q3 - q1))]
outliers.tolist()
#%%
s = pd.Series([1, 2, 3], index=pd.Index(["a", "b", "c"], name="key"))
s.to_dict(), s.idxmax(), s.nlargest(2).index.tolist()
#%%
df = pd.DataFrame({"a": [1, 2]})
print(df.to_string(index=False))
print(df.to_csv(index=False))
print(df.to_json(orient="records"))
#%%
import io
text = "name,amount\nx,1\ny,2\n"
pd.read_csv(io.StringIO(text))["amount"].sum()
#%%
pd.json_normalize([{"id": 1, "owner": {"name": "A", "team": "x"}}, {"id": 2, "owner": {"name": "B", "team": "y"}}])
#%%
idx = pd.MultiIndex.from_product([["N", "S"], ["q1", "q2"]], names=["region", "quarter"])
s = pd.Series(range(4), index=idx)
s.unstack("quarter").assign(total=lambda d: d.sum(axis=1))
#%%
idx = pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)])
df = pd.DataFrame({"v": [1, 2, 3]}, index=idx)
df.xs("a", level=0), df.groupby(level=0).sum()
#%%
df = pd.concat([pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [2]})], ignore_index=True, keys=None)
df.shape, df.dtypes.astype(str).to_dict()
#%%
pd.crosstab(pd.Series(["a", "b", "a"], name="x"), pd.Series(["u", "v", "v"], name="y"))
#%%
pd.get_dummies(pd.Series(["a", "b", "a"]), prefix="is").astype(int)
#%%
df = pd.DataFrame({"start": pd.to_datetime(["2026-01-01"]), "end": pd.to_datetime(["2026-03-01"])})
(df["end"] - df["start"]).dt.days.iloc[0]
#%%
pd.date_range("2026-01-31", periods=4, freq="ME").strftime("%Y-%m").tolist()
#%%
s = pd.Series(pd.date_range("2026-03-28", periods=3, tz="UTC"))
s.dt.tz_convert("Europe/Paris").dt.strftime("%Y-%m-%d %H:%M %Z").tolist()
#%%
s = pd.Series(["high", "low", "high"], dtype="category").cat.set_categories(["low", "high"], ordered=True)
s.min(), s.value_counts().to_dict()
#%%
df = pd.DataFrame({"id": [1, 2], "tags": [["a", "b"], ["c"]]})
df.explode("tags").groupby("tags").size()
#%%
df = pd.DataFrame({"a": [1, 2, 3, 4]})
for name, group in df.groupby(df["a"] % 2):
    print(name, len(group))
#%%
df = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
for row in df.itertuples(index=False):
    print(row.a + row.b)
for index, row in df.iterrows():
    print(index, row["a"])
#%%
s = pd.Series([1.0, None, 3.0])
s.interpolate().tolist(), s.ffill().tolist(), s.isna().sum()
#%%
s = pd.Series(["1,200", "3,400"])
pd.to_numeric(s.str.replace(",", "", regex=False), errors="coerce").sum()
#%%
s = pd.Series([5, 3, 9])
s.where(s > 4, other=0).tolist(), s.mask(s > 4).tolist(), s.clip(4, 8).tolist()
#%%
s = pd.Series(range(12), index=pd.period_range("2025-01", periods=12, freq="M"))
yoy = s.diff(1)
s.groupby(s.index.quarter).mean().to_dict()
#%%
df = pd.DataFrame({"group": list("aab"), "v": [1, 2, 3]})
def summarise(g):
    return pd.Series({"total": g["v"].sum(), "peak": g["v"].max()})
df.groupby("group")[["v"]].apply(summarise)
#%%
df = pd.DataFrame({"v": [1, 2, 3]})
(df.assign(double=lambda d: d["v"] * 2)
   .pipe(lambda d: d[d["double"] > 2])
   .agg({"v": ["min", "max"], "double": "sum"}))
#%%
df = pd.DataFrame({"v": [1, 2, 3]}).astype({"v": "Int64"})
df.loc[1, "v"] = pd.NA
df["v"].sum(), df["v"].isna().tolist()
#%%
pd.options.display.max_rows = 20
pd.set_option("display.float_format", "{:.2f}".format)
print(pd.DataFrame({"a": [1.23456]}))
#%%
with pd.option_context("display.max_columns", 5):
    print(pd.DataFrame({"a": [1]}))
#%%
df = pd.DataFrame({"a": [1, 2, 3]})
assert not df.empty and len(df) == 3
pd.testing.assert_frame_equal(df, df.copy())
#%%
pd.Timestamp("2026-03-31") + pd.DateOffset(months=1), pd.Timedelta(days=2).total_seconds()
#%%
from pandas.tseries.offsets import BDay, MonthEnd
(pd.Timestamp("2026-11-20") + BDay(1)).date().isoformat(), (pd.Timestamp("2026-02-10") + MonthEnd(0)).day
#%%
df = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
stacked = df.stack()
stacked.index.nlevels, df.sum().sum(), df.mean(axis=1).tolist()
#%%
cohort = pd.DataFrame({"user": [1, 1, 2, 3], "month": [0, 1, 0, 0]})
retention = cohort.groupby("month")["user"].nunique()
(retention / retention.iloc[0]).round(2).to_dict()
#%%
df = pd.DataFrame({"x": [1, 2, 3, 4], "y": [2.1, 3.9, 6.2, 7.8]})
slope = df["x"].cov(df["y"]) / df["x"].var()
round(slope, 3)
#%%
df = pd.DataFrame({"os": ["linux", "mac"], "system": [1, 2], "eval": [3, 4]})
df.os.tolist(), df.system.sum(), df["eval"].max()
#%%
columns = ["a", "b"]
df = pd.DataFrame([[1, 2], [3, 4]], columns=columns)
{c: df[c].sum() for c in columns}
#%%
df = pd.DataFrame({"a": [1, 2, 3]})
df["a"].agg(["sum", "mean", "std"]).round(2).to_dict()
#%%
df = pd.DataFrame({"g": list("aabb"), "v": [1, 2, 3, 4]})
df["prev"] = df.groupby("g")["v"].shift(1)
df["cum"] = df.groupby("g")["v"].cumsum()
df["rank"] = df.groupby("g")["v"].rank(ascending=False, method="dense")
df
#%%
df = pd.DataFrame({"g": list("aabb"), "v": [1, 2, 3, 4]})
df.groupby("g").filter(lambda g: g["v"].sum() > 3)
#%%
df = pd.DataFrame({"g": list("aabb"), "v": [1, 2, 3, 4]})
first, last = df.groupby("g").first(), df.groupby("g").last()
(last - first).to_dict()
#%%
pareto = pd.Series({"a": 50, "b": 30, "c": 20}).sort_values(ascending=False)
cumulative = pareto.cumsum() / pareto.sum()
vital = cumulative[cumulative <= 0.8].index.tolist()
vital
#%%
index = pd.IntervalIndex.from_breaks([0, 10, 20])
index.get_indexer([5, 15]).tolist()
#%%
pd.bdate_range("2026-11-01", "2026-11-30").size
#%%
wide = pd.DataFrame({"id": [1, 2], "a1": [1, 2], "a2": [3, 4]})
pd.wide_to_long(wide, stubnames="a", i="id", j="t").reset_index()
#%%
s = pd.Series([1, 2, 3, 4, 5])
s.autocorr(1), s.skew(), s.kurt(), s.sem()
#%%
df = pd.DataFrame({"a": [1, 2, 3]}, index=pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-03"]))
df.loc["2026-01-02":, "a"].tolist(), df.asfreq("12h").shape
#%%
df = pd.DataFrame({"when": ["2026-01-05 10:00", "2026-01-06 11:30"]})
df["when"] = pd.to_datetime(df["when"], format="%Y-%m-%d %H:%M")
df["when"].dt.hour.tolist(), df["when"].dt.isocalendar().week.tolist()
#%%
df = pd.DataFrame({"a": [1, 2]})
df.insert(0, "id", range(len(df)))
df.columns = [c.upper() for c in df.columns]
df.add_prefix("col_").columns.tolist()
#%%
sample = pd.DataFrame({"v": range(100)}).sample(n=5, random_state=1)
len(sample), sample["v"].is_unique
#%%
df = pd.DataFrame({"a": ["x", "y"], "v": [1, 2]})
lookup = df.set_index("a")["v"].to_dict()
pd.Series(["y", "x", "z"]).map(lookup).fillna(-1).astype(int).tolist()
#%%
df = pd.DataFrame({"a": [1, 5, 3]})
df["a"].rank(pct=True).round(2).tolist(), df["a"].argsort().tolist(), int(df["a"].argmax())
#%%
df = pd.DataFrame({"a": [1, 2, 3]})
print(df.info())
df.memory_usage(deep=True).sum() > 0
