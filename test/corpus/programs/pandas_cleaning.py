# %% titles without a name are dropped, the rest is text
movies = datasets["movies"]
movies = movies.dropna(subset=["Title"]).copy()
movies["Title"] = movies["Title"].astype(str).str.strip()
print(len(movies), movies["Title"].str.len().max())
movies["Title"].head(3).tolist()

# %% release dates parsed, those in the future moved back a century
df = datasets["movies"].copy()
df["Release Date"] = pd.to_datetime(df["Release Date"], errors="coerce", format="%b %d %Y")
late = df["Release Date"] > "2015-01-01"
df.loc[late, "Release Date"] = df.loc[late, "Release Date"] - pd.DateOffset(years=100)
print(late.sum(), df["Release Date"].isna().sum())
df["Release Date"].agg(["min", "max"])

# %% budget amounts with thousands separators become numbers
budget = datasets["budget"]
years = [c for c in budget.columns if c.isdigit()]
amounts = budget[years].apply(lambda s: pd.to_numeric(s.str.replace(",", "")))
amounts.sum().loc[["1980", "1990", "2000", "2010", "2020"]]

# %% columns renamed to snake case
penguins = datasets["penguins"]
penguins.columns = (penguins.columns.str.lower()
                    .str.replace(r"[^\w\s]", "", regex=True)
                    .str.strip().str.replace(" ", "_"))
print(list(penguins.columns))
penguins.dtypes.astype(str)

# %% "." in a column stands for nothing
penguins = datasets["penguins"].replace({"Sex": {".": None}})
penguins["Sex"].value_counts(dropna=False)

# %% duplicates of airport pairs by name and city
airports = datasets["airports"]
same = airports[airports.duplicated(["name", "state"], keep=False)]
print(same.shape)
same.sort_values(["name", "state", "iata"]).head(8)[["iata", "name", "city", "state"]]

# %% outliers by one and a half interquartile ranges
cars = datasets["cars"]
q1, q3 = cars["Horsepower"].quantile([0.25, 0.75])
iqr = q3 - q1
outliers = cars[(cars["Horsepower"] < q1 - 1.5 * iqr) | (cars["Horsepower"] > q3 + 1.5 * iqr)]
print(f"{len(outliers)} outliers beyond [{q1 - 1.5 * iqr:.1f}, {q3 + 1.5 * iqr:.1f}]")
outliers[["Name", "Horsepower"]].sort_values("Horsepower", ascending=False).head()

# %% years stored as text, a broken one coerced
wheat = datasets["wheat"].copy()
wheat["year"] = pd.to_numeric(wheat["year"], errors="coerce").astype("Int64")
print(wheat["year"].isna().sum())
wheat.tail(3)

# %% winsorised to the fifth and ninety-fifth percentile
s = datasets["movies"]["Worldwide Gross"].dropna()
low, high = s.quantile(0.05), s.quantile(0.95)
w = s.clip(low, high)
print(round(s.mean()), round(w.mean()), round(s.std()), round(w.std()))

# %% misspelt categories mapped to one
raw = pd.Series(["N.Y.", "new york", "NY", "Calif", "CA", "california ", None])
fixed = raw.str.strip().str.lower().map({"n.y.": "NY", "new york": "NY", "ny": "NY", "calif": "CA", "ca": "CA", "california": "CA"})
fixed.value_counts(dropna=False)

# %% money and percent read from text
df = pd.DataFrame({"price": ["$1,200.50", "$89", "(300.00)", "n/a"], "share": ["12.5%", "7%", "0%", ""]})
price = df["price"].str.replace(r"[$,]", "", regex=True).str.replace(r"^\((.*)\)$", r"-\1", regex=True)
df["price"] = pd.to_numeric(price, errors="coerce")
df["share"] = pd.to_numeric(df["share"].str.rstrip("%"), errors="coerce") / 100
df

# %% a constant and an empty column are found and dropped
countries = datasets["countries"]
n = countries.nunique(dropna=False)
useless = n[n <= 1].index.tolist() + countries.columns[countries.isna().mean() > 0.9].tolist()
print(useless)
countries.drop(columns=useless).shape

# %% a report on a table before work begins
df = datasets["birdstrikes"]
pd.DataFrame({"dtype": df.dtypes.astype(str), "missing": df.isna().sum(), "unique": df.nunique()})

# %% validity rules counted
w = datasets["seattle-weather"]
rules = {
    "max below min": w["temp_max"] < w["temp_min"],
    "negative rain": w["precipitation"] < 0,
    "rain without rain": (w["weather"] == "rain") & (w["precipitation"] == 0),
    "sun with rain": (w["weather"] == "sun") & (w["precipitation"] > 0),
}
{name: int(mask.sum()) for name, mask in rules.items()}

# %% nested records made flat
w = datasets["weekly-weather"]
flat = pd.json_normalize(w.dropna(subset=["actual"]).to_dict("records"))
print(flat.columns.tolist())
flat[["day", "actual.high", "actual.low", "record.high"]]

# %% whole-number columns made as small as they can be
df = datasets["population"]
small = df.apply(pd.to_numeric, downcast="integer")
print(small.dtypes.astype(str).to_dict())
small["people"].sum() == df["people"].sum()

# %% whitespace, case and accents folded in keys
s = pd.Series(["  São Paulo", "SAO PAULO", "são paulo ", "Zürich", "zurich"])
key = (s.str.strip().str.lower().str.normalize("NFKD")
       .str.encode("ascii", errors="ignore").str.decode("ascii"))
key.value_counts()

# %% convert_dtypes keeps integers with gaps whole
df = pd.DataFrame({"a": [1, None, 3], "b": ["x", None, "z"], "c": [True, None, False], "d": [1.5, 2.0, None]})
out = df.convert_dtypes()
print(out.dtypes)
out

# %% rows where numbers and their total disagree
c = datasets["crimea"]
c["deaths"] = c[["wounds", "other", "disease"]].sum(axis=1)
c["share"] = c["deaths"] / c["army_size"]
c.loc[c["share"] > 0.05, ["date", "deaths", "army_size", "share"]].round(4)

# %% messy header rows of an export skipped
text = """Report: sales
Generated 2024-01-01

region;month;amount
north;2023-11;1.234,50
south;2023-12;99,00
total;;1.333,50
"""
import io
df = pd.read_csv(io.StringIO(text), sep=";", skiprows=3, decimal=",", thousands=".", skipfooter=1, engine="python")
df

# %% an id padded to five digits
s = pd.Series([7, 123, 45210, 99]).astype(str).str.zfill(5)
s.tolist()

# %% boolean words of many kinds
s = pd.Series(["Yes", "no", "Y", "N", "TRUE", "false", "1", "0", None])
truth = s.str.lower().map({"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False})
print(truth.isna().sum(), truth.astype("boolean").sum())
