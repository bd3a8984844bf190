# %% ordered sizes compared
s = pd.Series(["M", "S", "L", "M"], dtype=pd.CategoricalDtype(["S", "M", "L"], ordered=True))
print((s > "S").tolist(), s.max())
s.sort_values().tolist()

# %% incomes binned by cut
g = datasets["gapminder-health-income"]
g["band"] = pd.cut(g["income"], [0, 2000, 8000, 32000, np.inf], labels=["poor", "lower", "upper", "rich"])
g.groupby("band", observed=False)["health"].agg(["count", "mean"]).round(2)

# %% quartiles with intervals
q = pd.qcut(datasets["cars"]["Weight_in_lbs"], 4)
q.value_counts().sort_index()

# %% equal-width bins counted
pd.cut(datasets["penguins"]["Body Mass (g)"], bins=5).value_counts(sort=False)

# %% categories that are not seen
p = datasets["penguins"]
p["Species"] = p["Species"].astype("category").cat.add_categories("Emperor")
print(p.groupby("Species", observed=False).size().to_dict())
p["Species"].cat.remove_unused_categories().cat.categories.tolist()

# %% codes and memory
s = datasets["flights-2k"]["origin"].astype("category")
s.cat.codes.head(3).tolist(), len(s.cat.categories), s.cat.ordered

# %% reordered for a report
w = datasets["seattle-weather"]
order = ["sun", "fog", "drizzle", "rain", "snow"]
w["weather"] = pd.Categorical(w["weather"], order, ordered=True)
w.groupby("weather", observed=True)["temp_max"].mean().round(2)

# %% renamed categories
s = pd.Series(pd.Categorical(["a", "b", "a"])).cat.rename_categories({"a": "alpha", "b": "beta"})
s.value_counts().to_dict()

# %% bins by quantile labels as numbers
q = pd.qcut(datasets["movies"]["IMDB Rating"], 10, labels=False, duplicates="drop")
q.value_counts().sort_index().to_dict()

# %% intervals that hold a value
idx = pd.IntervalIndex.from_breaks([0, 10, 20, 30], closed="left")
s = pd.Series(["low", "mid", "high"], index=idx)
print(s[15], idx.contains(10).tolist(), idx.get_indexer([5, 29.9, 30]).tolist())
idx[1]

# %% the bin edges too
cats, edges = pd.cut([1, 7, 5, 4, 6, 3], 3, retbins=True, precision=2)
print(edges.round(3).tolist())
cats

# %% union of categories on concat
from pandas.api.types import union_categoricals
a, b = pd.Categorical(["x", "y"]), pd.Categorical(["y", "z"])
union_categoricals([a, b])

# %% ages banded with population
p = datasets["population"]
p = p[p["year"] == 1900]
p.groupby(pd.cut(p["age"], [-1, 14, 64, 120], labels=["children", "working", "old"]), observed=True)["people"].sum()
