# %% head of a wide table
print(datasets["cars"].head(3))

# %% info of a table
import io
buf = io.StringIO()
datasets["penguins"].info(buf=buf, memory_usage=False)
print(buf.getvalue())

# %% describe of everything
print(datasets["seattle-weather"].describe(include="all").round(2).to_string())

# %% markdown by hand
df = datasets["lookup_people"].head(3)
print("| " + " | ".join(df.columns) + " |")
print("|" + "---|" * df.shape[1])
for row in df.to_numpy():
    print("| " + " | ".join(map(str, row)) + " |")

# %% csv text
print(datasets["obesity"].head(3).to_csv(index=False))

# %% json records
datasets["lookup_groups"].head(2).to_json(orient="records")

# %% options of floats
with pd.option_context("display.float_format", "{:,.1f}".format, "display.max_rows", 6):
    print(datasets["gapminder-health-income"][["country", "income", "health"]])

# %% a series with its name and length
print(datasets["cars"]["Horsepower"])

# %% html of a small table
print(datasets["lookup_people"].head(2).to_html(index=False, border=0))

# %% a text report with aligned columns
g = datasets["cars"].groupby("Origin")["Weight_in_lbs"].agg(["count", "mean", "std"])
print(f"{'origin':<10}{'n':>6}{'mean':>10}{'sd':>9}")
for name, r in g.iterrows():
    print(f"{name:<10}{r['count']:>6.0f}{r['mean']:>10,.1f}{r['std']:>9.1f}")

# %% latex-like percent table
p = datasets["penguins"]["Species"].value_counts(normalize=True).mul(100).round(1).astype(str) + " %"
print(p.to_string())

# %% multi-index printed sparse
print(datasets["barley"].groupby(["site", "year"])["yield"].agg(["min", "max"]).head(6))

# %% wide frame wrapped at two hundred
print(datasets["us-employment"].head(2))

# %% numpy arrays printed
a = np.arange(12).reshape(3, 4) / 7
print(a)
print(np.array2string(a, precision=2, suppress_small=True))
print(np.array([1e-10, 1.0, 1e10]), np.array(["a", "bcd"]), np.array([True, False]))

# %% dates and gaps printed
print(pd.DataFrame({"d": pd.to_datetime(["2024-01-01", None]), "t": [pd.Timedelta("1h"), pd.NaT], "x": [None, "a"], "n": pd.array([1, None])}))

# %% a dictionary printed with pprint
from pprint import pprint
pprint({"b": list(range(12)), "a": {"nested": {"deep": ["x" * 30, "y" * 30, "z" * 30]}}}, width=60)

# %% style-free table with footers
df = datasets["lookup_people"]
out = df.assign(height=df["height"].map("{:.0f} cm".format))
out.loc["mean"] = ["", df["age"].mean().round(1), f"{df['height'].mean():.1f} cm"]
print(out.to_string(justify="left"))

# %% empty tables
empty = datasets["cars"].query("Horsepower > 1000")
print(empty[["Name", "Horsepower"]])
empty.shape, empty["Horsepower"].sum(), empty["Horsepower"].mean()
