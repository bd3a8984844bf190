# %% mean consumption by origin
datasets["cars"].groupby("Origin")["Miles_per_Gallon"].mean().round(2)

# %% several statistics of several columns
out = datasets["cars"].groupby("Origin").agg({"Horsepower": ["mean", "max"], "Weight_in_lbs": "median"})
print(out)
out.columns.tolist()

# %% named aggregation
datasets["cars"].groupby(["Origin", "Cylinders"], as_index=False).agg(
    cars=("Name", "count"), mpg=("Miles_per_Gallon", "mean"), strongest=("Horsepower", "max"))

# %% best car of each origin
cars = datasets["cars"].dropna(subset=["Miles_per_Gallon"])
cars.loc[cars.groupby("Origin")["Miles_per_Gallon"].idxmax(), ["Name", "Origin", "Miles_per_Gallon"]]

# %% share of each weather by year
w = datasets["seattle-weather"]
share = w.groupby(w["date"].dt.year)["weather"].value_counts(normalize=True).unstack(fill_value=0)
share.round(3)

# %% three largest grosses of each genre
m = datasets["movies"].dropna(subset=["Major Genre", "Worldwide Gross"])
top = m.sort_values("Worldwide Gross", ascending=False).groupby("Major Genre").head(3)
print(len(top))
top.sort_values(["Major Genre", "Worldwide Gross"])[["Major Genre", "Title", "Worldwide Gross"]].head(9)

# %% deviation from the mean of the group
b = datasets["barley"]
b["dev"] = b["yield"] - b.groupby("site")["yield"].transform("mean")
b.groupby("variety")["dev"].mean().sort_values().round(3)

# %% ranks within groups
p = datasets["population_engineers_hurricanes"].copy()
p["band"] = pd.cut(p["population"], [0, 1e6, 5e6, 1e9], labels=["small", "middle", "large"])
p["rank"] = p.groupby("band", observed=True)["hurricanes"].rank(ascending=False, method="min")
p[p["rank"] <= 2].sort_values(["band", "rank", "state"])[["band", "state", "hurricanes", "rank"]]

# %% weighted mean by group
g = datasets["gapminder-health-income"]
g.groupby("region").apply(lambda d: np.average(d["health"], weights=d["population"]), include_groups=False).round(2)

# %% groups with enough members
df = datasets["movies"].dropna(subset=["Director", "IMDB Rating"])
df.groupby("Director").filter(lambda d: len(d) >= 12).groupby("Director")["IMDB Rating"].agg(["count", "mean"]).sort_values("mean")

# %% cumulative sum in each group
e = datasets["iowa-electricity"]
e = e.sort_values(["source", "year"])
e["so far"] = e.groupby("source")["net_generation"].cumsum()
e.groupby("source")["so far"].last()

# %% change to the year before, by source
e = datasets["iowa-electricity"].sort_values(["source", "year"])
e["change"] = e.groupby("source")["net_generation"].pct_change()
e.loc[e["source"] == "Renewables", ["year", "change"]].tail(4)

# %% groups by a function of the index
cars = datasets["cars"].set_index("Name")
cars.groupby(lambda name: name.split()[0])["Miles_per_Gallon"].mean().nlargest(5)

# %% first and last price of each stock
s = datasets["stocks"].copy()
s["date"] = pd.to_datetime(s["date"], format="%b %d %Y")
r = s.sort_values("date").groupby("symbol")["price"].agg(first="first", last="last")
r["times"] = (r["last"] / r["first"]).round(3)
r

# %% quantiles by group
datasets["birdstrikes"].groupby("Wildlife Size")["Speed IAS in knots"].quantile([0.1, 0.5, 0.9]).unstack()

# %% what each airline paid, largest first
b = datasets["birdstrikes"]
cost = b.groupby("Aircraft Airline Operator")["Cost Total $"].sum()
cost = cost[cost > 0].sort_values(ascending=False)
print(f"{cost.iloc[:3].sum() / cost.sum():.1%} is paid by three")
cost.head(5)

# %% loop over groups
for origin, group in datasets["cars"].groupby("Origin"):
    print(f"{origin:8s} {len(group):4d} {group['Acceleration'].mean():6.2f} {group['Acceleration'].std():6.2f}")

# %% size and ngroup
d = datasets["barley"]
sizes = d.groupby(["site", "year"]).size()
print(sizes.unique(), d.groupby(["site", "year"]).ngroups)
d.assign(number=d.groupby("site").ngroup())["number"].value_counts().sort_index().to_dict()

# %% a custom aggregate returns several values
def spread(s):
    return pd.Series({"range": s.max() - s.min(), "cv": s.std() / s.mean()})
datasets["barley"].groupby("site")["yield"].apply(spread).unstack().round(4)

# %% gaps filled with the mean of the group
p = datasets["penguins"]
col = "Body Mass (g)"
p[col] = p[col].fillna(p.groupby("Species")[col].transform("mean"))
p.groupby("Species")[col].agg(["count", "mean"]).round(1)

# %% pairwise shares within a group
j = datasets["jobs"]
j = j[(j["year"] == 2000) & (j["job"].isin(["Nurse", "Lawyer", "Teacher", "Farmer"]))]
j["share"] = j["count"] / j.groupby("job")["count"].transform("sum")
j.pivot(index="job", columns="sex", values="share").round(3)

# %% nth row and head per group
f = datasets["football"].sort_values(["date", "home_team"])
f.groupby("division").nth(0)[["date", "division", "home_team"]]

# %% crossed counts with margins by groupby
la = datasets["la-riots"]
t = la.groupby(["race", "gender"]).size().unstack(fill_value=0)
t["all"] = t.sum(axis=1)
t.loc["all"] = t.sum()
t

# %% describe by group
datasets["penguins"].groupby("Species")["Flipper Length (mm)"].describe().round(2)

# %% decade groups
d = datasets["disasters"]
d = d[d["Entity"] != "All natural disasters"]
d.groupby([d["Year"] // 10 * 10, "Entity"])["Deaths"].sum().unstack().loc[1990:].fillna(0).astype(int)
