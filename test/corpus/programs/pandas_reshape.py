# %% pivot table with a mean
datasets["barley"].pivot_table(index="variety", columns="year", values="yield", aggfunc="mean").round(2)

# %% pivot table with margins
datasets["cars"].pivot_table(index="Origin", columns="Cylinders", values="Name", aggfunc="count", fill_value=0, margins=True)

# %% years as columns become rows
b = datasets["budget"][["Agency name", "1990", "2000", "2010"]]
long = b.melt(id_vars="Agency name", var_name="year", value_name="amount")
long["amount"] = long["amount"].str.replace(",", "").astype(float)
long.groupby("year")["amount"].sum()

# %% wide to long by a pattern of names
df = pd.DataFrame({"id": [1, 2], "sales_q1": [10, 20], "sales_q2": [11, 21], "cost_q1": [5, 6], "cost_q2": [7, 8]})
pd.wide_to_long(df, stubnames=["sales", "cost"], i="id", j="quarter", sep="_", suffix=r"q\d").sort_index()

# %% stack and unstack
t = datasets["barley"].set_index(["site", "variety", "year"])["yield"].unstack("year")
change = (t[1932] - t[1931]).unstack("site")
change.round(2).iloc[:4]

# %% crosstab in shares of rows
p = datasets["penguins"]
pd.crosstab(p["Species"], p["Island"], normalize="index").round(3)

# %% crosstab with a value
m = datasets["movies"]
pd.crosstab(m["MPAA Rating"], m["Creative Type"], values=m["IMDB Rating"], aggfunc="median").round(2).loc[["G", "PG", "PG-13", "R"]]

# %% population pyramid, men to the left
p = datasets["population"]
t = p[p["year"] == 2000].pivot(index="age", columns="sex", values="people").rename(columns={1: "men", 2: "women"})
t["men"] = -t["men"]
t.iloc[::4]

# %% lists in cells exploded
df = pd.DataFrame({"order": [1, 2, 3], "items": [["a", "b"], [], ["c"]]})
df.explode("items").reset_index(drop=True)

# %% text split into rows and counted
s = pd.Series(["python; sql", "r", "sql; excel; python"], index=["ann", "bob", "cy"], name="skill")
s.str.split("; ").explode().value_counts().sort_index()

# %% one-hot columns
p = datasets["penguins"]
d = pd.get_dummies(p[["Species", "Island"]], dtype=int)
print(d.columns.tolist())
d.sum()

# %% columns of two levels flattened
t = datasets["cars"].groupby("Origin").agg({"Horsepower": ["min", "max"], "Acceleration": ["mean"]})
t.columns = ["_".join(c).lower() for c in t.columns]
t.reset_index().round(2)

# %% transposed summary
datasets["penguins"].describe().T.round(2)

# %% records by key
df = datasets["lookup_people"]
df.set_index("name").to_dict("index")["Alan"], df.to_dict("list")["age"][:3]

# %% pivot with two values
w = datasets["weather"]
t = w.pivot_table(index=w["date"].dt.year, columns="location", values=["temp_max", "precipitation"], aggfunc={"temp_max": "mean", "precipitation": "sum"})
print(t.round(1).to_string())
t.columns.nlevels

# %% a matrix of flights between the busiest airports
f = datasets["flights-airport"]
busy = f.groupby("origin")["count"].sum().nlargest(5).index
f[f["origin"].isin(busy) & f["destination"].isin(busy)].pivot(index="origin", columns="destination", values="count").fillna(0).astype(int)

# %% tidy table of side by side measurements
df = pd.DataFrame({"who": ["a", "b"], "before": [5.0, 6.0], "after": [4.0, 6.5]})
t = df.melt("who", var_name="when", value_name="score").sort_values(["who", "when"])
t["diff"] = t.groupby("who")["score"].diff()
t

# %% from records with missing keys
rows = [{"a": 1, "b": 2}, {"a": 3}, {"b": 5, "c": {"d": 1}}]
pd.json_normalize(rows)

# %% nested json with paths
data = [{"team": "x", "lead": {"name": "Ann"}, "tasks": [{"t": 1, "h": 2.5}, {"t": 2, "h": 4}]}, {"team": "y", "lead": {"name": "Bo"}, "tasks": [{"t": 3, "h": 1}]}]
pd.json_normalize(data, record_path="tasks", meta=["team", ["lead", "name"]])

# %% cells from tuple keys
s = pd.Series({("north", 2023): 5, ("north", 2024): 7, ("south", 2024): 2})
s.index.names = ["region", "year"]
s.unstack().fillna(0)

# %% a column of dicts made columns
s = pd.Series([{"x": 1, "y": 2}, {"x": 3}])
s.apply(pd.Series)
