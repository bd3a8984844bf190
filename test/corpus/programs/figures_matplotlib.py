# %% a line of temperatures
import matplotlib.pyplot as plt
d = datasets["global-temp"]
plt.figure(figsize=(8, 4))
plt.plot(d["year"], d["temp"])
plt.title("Global temperature anomaly")
plt.xlabel("Year")
plt.ylabel("°C")
plt.show()

# %% two lines with a legend
import matplotlib.pyplot as plt
w = datasets["seattle-weather"]
m = w.groupby(w["date"].dt.month)[["temp_max", "temp_min"]].mean()
fig, ax = plt.subplots()
ax.plot(m.index, m["temp_max"], label="max", marker="o")
ax.plot(m.index, m["temp_min"], label="min", linestyle="--")
ax.legend()
ax.set_title("Seattle by month")
plt.tight_layout()
plt.show()

# %% bars of means
import matplotlib.pyplot as plt
m = datasets["cars"].groupby("Origin")["Miles_per_Gallon"].mean()
plt.bar(m.index, m.values, color=["#4c72b0", "#dd8452", "#55a868"])
plt.ylabel("mpg")
plt.title("Consumption by origin")
plt.show()
m.round(2)

# %% horizontal bars, largest on top
import matplotlib.pyplot as plt
p = datasets["population_engineers_hurricanes"].nlargest(8, "hurricanes")[::-1]
fig, ax = plt.subplots(figsize=(7, 5))
ax.barh(p["state"], p["hurricanes"])
ax.set_xlabel("hurricanes")
ax.set_title("Where hurricanes land")
plt.show()

# %% grouped bars by hand
import matplotlib.pyplot as plt
b = datasets["barley"].pivot_table(index="site", columns="year", values="yield")
x = np.arange(len(b))
width = 0.4
fig, ax = plt.subplots()
ax.bar(x - width / 2, b[1931], width, label="1931")
ax.bar(x + width / 2, b[1932], width, label="1932")
ax.set_xticks(x, b.index, rotation=45)
ax.legend()
fig.tight_layout()

# %% stacked bars with bottom
import matplotlib.pyplot as plt
e = datasets["iowa-electricity"]
t = e.assign(y=e["year"].dt.year.astype(str)).pivot(index="y", columns="source", values="net_generation").tail(5)
bottom = np.zeros(len(t))
fig, ax = plt.subplots()
for c in t:
    ax.bar(t.index, t[c], bottom=bottom, label=c)
    bottom += t[c].to_numpy()
ax.legend(title="source")
ax.set_ylabel("GWh")

# %% points of weight and consumption
import matplotlib.pyplot as plt
c = datasets["cars"].dropna()
plt.scatter(c["Weight_in_lbs"], c["Miles_per_Gallon"], alpha=0.5, s=12)
plt.xlabel("Weight (lbs)")
plt.ylabel("Miles per gallon")
plt.title("Heavier cars drink more")

# %% points coloured by group
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
for s, g in datasets["penguins"].dropna().groupby("Species"):
    ax.scatter(g["Flipper Length (mm)"], g["Body Mass (g)"], label=s)
ax.legend()
ax.set_xlabel("flipper (mm)")
ax.set_ylabel("mass (g)")
plt.show()

# %% histogram of ratings
import matplotlib.pyplot as plt
r = datasets["movies"]["IMDB Rating"].dropna()
plt.hist(r, bins=20, edgecolor="white")
plt.xlabel("IMDB rating")
plt.title("How films are rated")
plt.show()
r.describe().round(3)

# %% boxes by species
import matplotlib.pyplot as plt
p = datasets["penguins"].dropna()
names = sorted(p["Species"].unique())
plt.boxplot([p[p["Species"] == s]["Body Mass (g)"] for s in names], tick_labels=names)
plt.ylabel("g")
plt.title("Mass by species")

# %% a pie of weather
import matplotlib.pyplot as plt
w = datasets["seattle-weather"]["weather"].value_counts()
plt.pie(w, labels=w.index, autopct="%1.1f%%")
plt.title("Seattle's days")
plt.show()

# %% four panels
import matplotlib.pyplot as plt
fig, axes = plt.subplots(2, 2, figsize=(9, 7))
for ax, (s, g) in zip(axes.flat, datasets["anscombe"].groupby("Series")):
    ax.scatter(g["X"], g["Y"])
    ax.set_title(s)
fig.suptitle("Anscombe's quartet")
plt.tight_layout()

# %% two axes in one field
import matplotlib.pyplot as plt
d = datasets["wheat"].dropna()
fig, ax = plt.subplots()
ax.plot(d["year"].astype(int), d["wheat"], color="tab:brown")
other = ax.twinx()
other.plot(d["year"].astype(int), d["wages"], color="tab:blue")
ax.set_ylabel("wheat")
other.set_ylabel("wages")

# %% a heat map of correlations
import matplotlib.pyplot as plt
c = datasets["cars"].select_dtypes("number").corr()
fig, ax = plt.subplots()
im = ax.imshow(c, cmap="coolwarm", vmin=-1, vmax=1)
ax.set_xticks(range(len(c)), c.columns, rotation=90)
ax.set_yticks(range(len(c)), c.columns)
fig.colorbar(im)
c.iloc[0].round(3)

# %% saved to files one after another
import matplotlib.pyplot as plt
for s, g in datasets["stocks"].assign(date=lambda d: pd.to_datetime(d["date"])).groupby("symbol"):
    plt.figure()
    plt.plot(g["date"], g["price"])
    plt.title(s)
    plt.savefig(f"{s}.png", dpi=100)
    plt.close()

# %% saved into a buffer and measured
import io
import matplotlib.pyplot as plt
fig, ax = plt.subplots(figsize=(4, 3))
ax.plot([1, 2, 3], [2, 4, 3])
buf = io.BytesIO()
fig.savefig(buf, format="png")
buf.getvalue()[:4]

# %% a line with a fitted one
import matplotlib.pyplot as plt
d = datasets["global-temp"]
k, b = np.polyfit(d["year"], d["temp"], 1)
plt.plot(d["year"], d["temp"], label="measured")
plt.plot(d["year"], k * d["year"] + b, "r--", label=f"{k * 100:.2f} °C per century")
plt.legend()
plt.grid(True)
plt.show()

# %% a step and a filled area
import matplotlib.pyplot as plt
c = datasets["crimea"]
plt.fill_between(c["date"], c["disease"], alpha=0.4, label="disease")
plt.step(c["date"], c["wounds"], label="wounds")
plt.xticks(rotation=30)
plt.legend()

# %% error bars
import matplotlib.pyplot as plt
g = datasets["barley"].groupby("variety")["yield"].agg(["mean", "sem"])
plt.errorbar(range(len(g)), g["mean"], yerr=g["sem"] * 1.96, fmt="o", capsize=3)
plt.xticks(range(len(g)), g.index, rotation=90)
plt.ylabel("yield")

# %% logarithmic income
import matplotlib.pyplot as plt
g = datasets["gapminder-health-income"]
plt.scatter(g["income"], g["health"], s=g["population"] / 2e6)
plt.xscale("log")
plt.xlabel("income")
plt.annotate("poorest", (g["income"].min(), 50))
plt.show()

# %% values written on bars
import matplotlib.pyplot as plt
v = datasets["penguins"]["Species"].value_counts()
fig, ax = plt.subplots()
bars = ax.bar(v.index, v)
ax.bar_label(bars)
ax.axhline(100, ls=":", c="grey")
ax.spines[["top", "right"]].set_visible(False)
v.to_dict()

# %% dates formatted on the axis
import matplotlib.pyplot as plt
import matplotlib.dates as mdates
s = datasets["sp500-2000"].query("date >= '2019-06-01'")
fig, ax = plt.subplots(figsize=(9, 3))
ax.plot(s["date"], s["close"])
ax.xaxis.set_major_formatter(mdates.DateFormatter("%b %Y"))
ax.set_title("S&P 500")
fig.autofmt_xdate()

# %% style, colours and twin histograms
import matplotlib.pyplot as plt
plt.style.use("ggplot")
p = datasets["penguins"].dropna()
for s, g in p.groupby("Species"):
    plt.hist(g["Flipper Length (mm)"], bins=12, alpha=0.5, label=s)
plt.legend()
plt.title("Flippers")

# %% two figures
import matplotlib.pyplot as plt
w = datasets["weather"]
for city in ("Seattle", "New York"):
    d = w[w["location"] == city].groupby(w["date"].dt.year)["precipitation"].sum()
    plt.figure()
    plt.bar(d.index.astype(str), d)
    plt.title(f"Rain in {city}")
w.groupby("location")["precipitation"].sum().round(1)

# %% a violin and a stem
import matplotlib.pyplot as plt
fig, (a, b) = plt.subplots(1, 2)
a.violinplot([datasets["cars"]["Acceleration"]])
b.stem([1, 2, 3], [3, 1, 2])
fig.suptitle("Shapes")

# %% a waterfall of profit
import matplotlib.pyplot as plt
steps = pd.Series({"revenue": 100, "costs": -60, "tax": -12, "profit": 28})
start = [0, 40, 28, 0]
plt.bar(steps.index, steps.abs(), bottom=start, color=["g", "r", "r", "b"])
plt.title("From revenue to profit")

# %% a gantt of monarchs
import matplotlib.pyplot as plt
m = datasets["monarchs"]
plt.barh(m["name"], m["end"] - m["start"], left=m["start"])
plt.gca().invert_yaxis()
plt.title("Reigns")

# %% one hundred points with a colour bar
import matplotlib.pyplot as plt
n = datasets["normal-2d"].head(100)
s = plt.scatter(n["u"], n["v"], c=np.hypot(n["u"], n["v"]), cmap="viridis")
plt.colorbar(s, label="distance")
plt.axis("equal")

# %% contours of a volcano-like hill
import matplotlib.pyplot as plt
x, y = np.meshgrid(np.linspace(-2, 2, 30), np.linspace(-2, 2, 30))
z = np.exp(-x**2 - y**2)
cs = plt.contourf(x, y, z, levels=8)
plt.colorbar(cs)
z.max().round(4)

# %% a cumulative share
import matplotlib.pyplot as plt
g = datasets["gapminder-health-income"]["income"].sort_values()
share = g.cumsum() / g.sum()
plt.plot(np.linspace(0, 1, len(g)), share)
plt.plot([0, 1], [0, 1], "k:")
plt.title("Lorenz curve")

# %% a radar chart
import matplotlib.pyplot as plt
labels = ["speed", "cost", "range", "comfort"]
v = [4, 3, 5, 2]
angles = np.linspace(0, 2 * np.pi, 4, endpoint=False)
fig, ax = plt.subplots(subplot_kw={"polar": True})
ax.plot(np.append(angles, angles[0]), v + v[:1])
ax.fill(np.append(angles, angles[0]), v + v[:1], alpha=0.3)
ax.set_xticks(angles, labels)
