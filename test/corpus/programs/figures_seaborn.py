# %% bars with a mean of each group
import seaborn as sns
import matplotlib.pyplot as plt
sns.barplot(data=datasets["penguins"], x="Species", y="Body Mass (g)", errorbar=None)
plt.title("Mean mass")
plt.show()

# %% counted
import seaborn as sns
ax = sns.countplot(data=datasets["cars"], x="Origin", order=["USA", "Europe", "Japan"])
ax.set_title("Cars by origin")

# %% points with hue
import seaborn as sns
import matplotlib.pyplot as plt
sns.set_theme(style="whitegrid")
sns.scatterplot(data=datasets["penguins"].dropna(), x="Beak Length (mm)", y="Beak Depth (mm)", hue="Species")
plt.show()

# %% distribution with density
import seaborn as sns
sns.histplot(datasets["cars"]["Acceleration"], bins=15)

# %% density by group
import seaborn as sns
sns.kdeplot(data=datasets["penguins"], x="Flipper Length (mm)", hue="Species", fill=True)

# %% boxes by group and colour
import seaborn as sns
import matplotlib.pyplot as plt
sns.boxplot(data=datasets["penguins"], x="Species", y="Flipper Length (mm)")
plt.title("Flippers by species")

# %% heat map with numbers
import seaborn as sns
import matplotlib.pyplot as plt
c = datasets["penguins"].corr(numeric_only=True)
sns.heatmap(c, annot=True, fmt=".2f", cmap="vlag")
plt.title("Correlations")
c.round(3)

# %% regression line
import seaborn as sns
ax = sns.regplot(data=datasets["cars"], x="Horsepower", y="Miles_per_Gallon", ci=None)
ax.set_title("Power and thirst")

# %% lines by group
import seaborn as sns
import matplotlib.pyplot as plt
e = datasets["iowa-electricity"]
sns.lineplot(data=e, x="year", y="net_generation", hue="source")
plt.title("Iowa's electricity")
plt.show()

# %% every pair
import seaborn as sns
g = sns.pairplot(datasets["penguins"].dropna()[["Beak Length (mm)", "Body Mass (g)", "Species"]], hue="Species")
g.axes.shape

# %% facets
import seaborn as sns
g = sns.FacetGrid(datasets["cars"], col="Origin")
g.map(sns.histplot, "Horsepower", bins=10)
g.axes.size

# %% violins and swarm
import seaborn as sns
import matplotlib.pyplot as plt
fig, axes = plt.subplots(1, 2, figsize=(10, 4))
sns.violinplot(data=datasets["penguins"], x="Species", y="Body Mass (g)", ax=axes[0])
sns.stripplot(data=datasets["penguins"], x="Species", y="Body Mass (g)", ax=axes[1], jitter=False)

# %% grouped bars by hue
import seaborn as sns
import matplotlib.pyplot as plt
b = datasets["barley"]
sns.barplot(data=b, x="site", y="yield", hue="year", errorbar=None)
plt.xticks(rotation=45)
plt.title("Yield by site and year")

# %% joint distribution
import seaborn as sns
g = sns.jointplot(data=datasets["normal-2d"], x="u", y="v", kind="hex")
type(g).__name__

# %% clustered heat map
import seaborn as sns
b = datasets["burtin"].set_index("Bacteria")[["Penicillin", "Streptomycin", "Neomycin"]]
g = sns.clustermap(np.log10(b), cmap="mako")
len(g.dendrogram_row.reordered_ind)

# %% categories as a figure of its own
import seaborn as sns
g = sns.catplot(data=datasets["seattle-weather"], x="weather", y="temp_max", kind="box")
g.set_axis_labels("weather", "°C")
g.ax.get_xlabel()

# %% relations by column
import seaborn as sns
g = sns.relplot(data=datasets["gapminder"].query("year in [1955, 2005]"), x="fertility", y="life_expect", col="year", kind="scatter")
[a.get_title() for a in g.axes.flat]

# %% a palette and a despined line
import seaborn as sns
import matplotlib.pyplot as plt
sns.set_style("ticks")
colours = sns.color_palette("deep", 3).as_hex()
d = datasets["co2-concentration"]
plt.plot(d["Date"], d["adjusted CO2"], color=colours[0])
sns.despine()
colours
