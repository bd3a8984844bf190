# %% df.plot of two columns
c = datasets["co2-concentration"].set_index("Date")
ax = c.tail(60).plot(title="CO2", figsize=(8, 4))
ax.set_ylabel("ppm")

# %% bars from value counts
datasets["movies"]["Major Genre"].value_counts().head(6).plot(kind="bar", title="Genres")

# %% horizontal bars sorted
datasets["birdstrikes"]["Phase of flight"].value_counts().sort_values().plot.barh()

# %% stacked bars of a crosstab
t = pd.crosstab(datasets["penguins"]["Species"], datasets["penguins"]["Island"])
t.plot.bar(stacked=True, title="Where they live")
t

# %% histogram of a column
datasets["obesity"]["rate"].plot.hist(bins=8, title="Obesity")

# %% boxes of columns
datasets["cars"][["Acceleration", "Cylinders"]].plot.box()

# %% points from a frame
datasets["cars"].plot.scatter(x="Horsepower", y="Acceleration", title="Power")

# %% a pie of a series
datasets["la-riots"]["race"].value_counts().plot.pie(autopct="%.0f%%", ylabel="")

# %% area under lines
e = datasets["iowa-electricity"]
e.pivot(index="year", columns="source", values="net_generation").plot.area()

# %% panels of each column
datasets["us-employment"].set_index("month")[["construction", "manufacturing", "government"]].plot(subplots=True, figsize=(8, 6))

# %% histograms of all numbers
datasets["penguins"].hist(bins=10, figsize=(8, 6))

# %% boxes by a column
datasets["barley"].boxplot(column="yield", by="site", rot=45)

# %% rolling mean over the series
s = datasets["seattle-weather"].set_index("date")["temp_max"].loc["2015"]
ax = s.plot(alpha=0.4, label="daily")
s.rolling(14, center=True).mean().plot(ax=ax, label="two weeks")
ax.legend()

# %% density
datasets["cars"]["Weight_in_lbs"].plot.kde()

# %% grouped bars of a pivot
t = datasets["barley"].pivot_table(index="variety", columns="year", values="yield").round(1)
t.plot.bar(rot=60, ylabel="bushels")

# %% many stocks in one figure with log scale
s = datasets["stocks"].assign(date=lambda d: pd.to_datetime(d["date"]))
s.pivot(index="date", columns="symbol", values="price").plot(logy=True, title="Prices")

# %% line of yearly counts
b = datasets["birdstrikes"]
n = b.groupby(b["Flight Date"].dt.year).size()
n.plot(marker="o", xlabel="year", ylabel="strikes", title="Reported strikes")
n.tail(3)

# %% horizontal bars of means with a colour each
m = datasets["penguins"].groupby("Species")["Beak Depth (mm)"].mean()
m.plot(kind="barh", color=["C0", "C1", "C2"], title="Beaks", xlabel="mm")

# %% hexagons
datasets["uniform-2d"].plot.hexbin(x="u", y="v", gridsize=12)

# %% people by age and height
import matplotlib.pyplot as plt
datasets["lookup_people"].plot(x="age", y="height", kind="scatter")
plt.show()
