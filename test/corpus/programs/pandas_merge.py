# %% groups looked up
g, p = datasets["lookup_groups"], datasets["lookup_people"]
t = g.merge(p, left_on="person", right_on="name", how="left").drop(columns="name")
t.groupby("group")[["age", "height"]].mean().round(1)

# %% obesity next to hurricanes, which rows did not match
o = datasets["obesity"].rename(columns={"id": "fips"})
h = datasets["population_engineers_hurricanes"]
t = o.merge(h, left_on="fips", right_on="id", how="outer", indicator=True)
print(t["_merge"].value_counts().to_dict())
t[["rate", "engineers", "hurricanes"]].corr().round(3)

# %% capitals with the airports of their city
c = datasets["us-state-capitals"]
a = datasets["airports"]
t = c.merge(a, on="city", suffixes=("", "_airport"))
print(len(t), t["city"].nunique())
t["city"].value_counts().head(3).to_dict()

# %% flights joined to coordinates twice
f = datasets["flights-airport"].nlargest(5, "count")
a = datasets["airports"].set_index("iata")[["latitude", "longitude"]]
f = f.join(a.add_prefix("from_"), on="origin").join(a.add_prefix("to_"), on="destination")
f.round(2)

# %% nearest earlier price
trades = pd.DataFrame({"time": pd.to_datetime(["2024-01-02 09:00:03", "2024-01-02 09:00:07", "2024-01-02 09:01:00"]), "qty": [5, 2, 9]})
quotes = pd.DataFrame({"time": pd.to_datetime(["2024-01-02 09:00:00", "2024-01-02 09:00:05", "2024-01-02 09:00:30"]), "bid": [10.0, 10.2, 10.1]})
pd.merge_asof(trades, quotes, on="time", tolerance=pd.Timedelta("10s"))

# %% rows not in the other table
a = pd.DataFrame({"id": [1, 2, 3, 4], "v": list("abcd")})
b = pd.DataFrame({"id": [2, 4, 5]})
a[~a["id"].isin(b["id"])], b.merge(a, on="id", how="left")["v"].isna().sum()

# %% tables one below the other
years = [datasets["barley"].query("year == @y").assign(source=str(y)) for y in (1931, 1932)]
t = pd.concat(years, ignore_index=True)
t.groupby("source")["yield"].mean().round(3).to_dict()

# %% side by side with keys
cars = datasets["cars"]
t = pd.concat({o: g["Horsepower"].describe() for o, g in cars.groupby("Origin")}, axis=1)
t.round(1)

# %% many to many is refused by validate
a = pd.DataFrame({"k": [1, 1, 2], "x": [1, 2, 3]})
b = pd.DataFrame({"k": [1, 2, 2], "y": [4, 5, 6]})
try:
    a.merge(b, on="k", validate="one_to_many")
except pd.errors.MergeError as e:
    print(e)
len(a.merge(b, on="k"))

# %% every pair
a = pd.DataFrame({"size": ["S", "M"]})
b = pd.DataFrame({"colour": ["red", "blue"], "price": [1.0, 1.5]})
a.merge(b, how="cross")

# %% combine_first fills from another
a = pd.DataFrame({"x": [1.0, np.nan, 3.0]}, index=list("abc"))
b = pd.DataFrame({"x": [9.0, 9.0, 9.0, 9.0], "y": [1, 2, 3, 4]}, index=list("abcd"))
a.combine_first(b)

# %% two tables compared
a = datasets["lookup_people"].head(4)
b = a.copy()
b.loc[1, "age"] = 40
b.loc[3, "height"] = 150
a.compare(b)

# %% a lookup by map
f = datasets["flights-2k"]
state = datasets["airports"].set_index("iata")["state"]
f["from"] = f["origin"].map(state)
f.groupby("from")["delay"].mean().nlargest(5).round(2)

# %% merge on intervals of dates
bands = pd.DataFrame({"start": pd.to_datetime(["2012-01-01", "2013-01-01", "2014-01-01"]), "rate": [1.0, 1.1, 1.3]})
w = datasets["seattle-weather"][["date", "precipitation"]]
t = pd.merge_asof(w.sort_values("date"), bands, left_on="date", right_on="start")
t.groupby("rate").size()

# %% self join finds routes there and back
f = datasets["flights-airport"]
t = f.merge(f, left_on=["origin", "destination"], right_on=["destination", "origin"], suffixes=("", "_back"))
t["gap"] = (t["count"] - t["count_back"]).abs()
t.nlargest(3, "gap")[["origin", "destination", "count", "count_back", "gap"]]

# %% update in place by index
stock = pd.DataFrame({"qty": [5, 0, 7]}, index=["a", "b", "c"])
stock.update(pd.DataFrame({"qty": [3, 9]}, index=["b", "z"]))
stock["qty"].to_dict()

# %% goals scored at home and away by team
f = datasets["football"].dropna()
home = f.groupby("home_team")["home_score"].sum()
away = f.groupby("away_team")["away_score"].sum()
total = home.add(away, fill_value=0).sort_values(ascending=False)
total.head(5)
