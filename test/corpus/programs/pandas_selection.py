# %% filtered by query with a variable
limit = 200
datasets["cars"].query("Horsepower > @limit and Origin == 'USA'")["Name"].nunique()

# %% rows by several conditions
c = datasets["cars"]
sel = c[(c["Origin"].isin(["Japan", "Europe"])) & (c["Cylinders"] >= 6) & ~c["Name"].str.startswith("mercedes")]
sel[["Name", "Cylinders"]].sort_values("Name").reset_index(drop=True)

# %% conditions to labels with select
w = datasets["seattle-weather"]
w["feel"] = np.select([w["temp_max"] < 5, w["temp_max"] < 15, w["temp_max"] < 25], ["cold", "cool", "mild"], default="hot")
w["feel"].value_counts().to_dict()

# %% where and mask
s = pd.Series([5, -3, 0, 8])
s.where(s > 0, 0).tolist(), s.mask(s > 0).tolist()

# %% multi-index sliced
t = datasets["barley"].set_index(["site", "variety", "year"])["yield"].sort_index()
idx = pd.IndexSlice
t.loc[idx["Crookston", "Manchuria":"Peatland", 1932]]

# %% cross-section of a level
t = datasets["barley"].set_index(["site", "variety", "year"])["yield"].sort_index()
t.xs("Trebi", level="variety").unstack().round(1)

# %% at most and at least by two keys
datasets["cars"].nsmallest(5, ["Miles_per_Gallon", "Weight_in_lbs"])[["Name", "Miles_per_Gallon", "Weight_in_lbs"]]

# %% columns by dtype and pattern
p = datasets["penguins"]
p.select_dtypes("number").columns.tolist(), p.filter(like="Beak").columns.tolist(), p.filter(regex="^B").shape

# %% sampled rows by seed
datasets["cars"].sample(4, random_state=1)["Name"].tolist()

# %% eval of columns
c = datasets["cars"]
c = c.eval("power_to_weight = Horsepower / Weight_in_lbs * 1000")
c["power_to_weight"].describe().round(3)

# %% assign in a chain
(datasets["gapminder"]
 .query("year == 2005")
 .assign(gap=lambda d: d["life_expect"] - d["life_expect"].mean(), size=lambda d: pd.qcut(d["pop"], 3, labels=list("abc")))
 .groupby("size", observed=True)["gap"].mean().round(3))

# %% set values with loc and look at a copy
df = pd.DataFrame({"a": range(5)})
df.loc[df["a"] % 2 == 0, "b"] = "even"
df["b"] = df["b"].fillna("odd")
sub = df[df["a"] > 2]
sub = sub.assign(a=0)
df["a"].tolist(), df["b"].tolist()

# %% insert, pop and reorder columns
df = datasets["lookup_people"].copy()
df.insert(1, "initial", df["name"].str[0])
h = df.pop("height")
df["m"] = h / 100
df[["m", "initial", "name"]].head(2)

# %% sorted by a key
df = pd.DataFrame({"size": ["10 GB", "2 TB", "512 MB"]})
unit = {"MB": 1, "GB": 1e3, "TB": 1e6}
df.sort_values("size", key=lambda s: s.map(lambda x: float(x.split()[0]) * unit[x.split()[1]]))["size"].tolist()

# %% pipe of functions
def strongest(df, n):
    return df.nlargest(n, "Horsepower", keep="all")
def names(df):
    return df["Name"].str.title().tolist()
datasets["cars"].pipe(strongest, 2).pipe(names)

# %% index arithmetic aligns
a = pd.Series([1, 2, 3], index=list("abc"))
b = pd.Series([10, 20], index=list("bd"))
(a + b).to_dict(), a.add(b, fill_value=0).to_dict()

# %% an iterrows loop as beginners write it
total = 0
for i, row in datasets["lookup_people"].iterrows():
    if row["age"] > 30:
        total += row["height"]
total

# %% itertuples and zip
best = max(datasets["obesity"].itertuples(index=False), key=lambda r: r.rate)
print(best)
best._asdict()

# %% duplicated index reset and set
df = datasets["football"].dropna().set_index("date").loc["2016-05-15"]
print(type(df).__name__, len(df), df.index.is_unique)
df.groupby("division").size().to_dict()

# %% drop the last rows of each month
d = pd.Series(range(6), index=pd.to_datetime(["2024-01-01", "2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01", "2024-03-02"]))
d.drop(d.groupby(d.index.to_period("M")).tail(1).index).tolist()
