"""Car makers beside each other: who has moved towards the frugal end of the market, and how far."""

cars = datasets["cars"].dropna(subset=["Miles_per_Gallon", "Horsepower"]).copy()
cars["maker"] = cars["Name"].str.split().str[0].replace({"vw": "volkswagen", "chevy": "chevrolet", "toyouta": "toyota"})
cars["year"] = cars["Year"].dt.year
makers = cars.groupby("maker").agg(
    origin=("Origin", "first"), models=("Name", "size"), mpg=("Miles_per_Gallon", "mean"), horsepower=("Horsepower", "mean")
)
makers = makers[makers["models"] >= 8].sort_values("mpg", ascending=False)
early = cars[cars["year"] <= 1973].groupby("maker")["Miles_per_Gallon"].mean()
late = cars[cars["year"] >= 1979].groupby("maker")["Miles_per_Gallon"].mean()
moved = pd.DataFrame({"early": early, "late": late}).dropna().loc[lambda d: d.index.isin(makers.index)]
moved["change"] = moved["late"] - moved["early"]
moved = moved.sort_values("change", ascending=False)
origin = cars.pivot_table(index="year", columns="Origin", values="Miles_per_Gallon", aggfunc="mean")

strategic.chart("scatter", {
    "points": [{"label": name, "x": float(row["horsepower"]), "y": float(row["mpg"])} for name, row in makers.iterrows()],
    "x_name": "Horsepower",
    "y_name": "Miles a gallon",
})
strategic.chart("slope", {
    "labels": list(moved.index),
    "series": [
        {"name": "1970 to 1973", "values": [float(v) for v in moved["early"]]},
        {"name": "1979 and later", "values": [float(v) for v in moved["late"]]},
    ],
    "unit": "mpg",
})
strategic.chart("line", {
    "labels": [str(year) for year in origin.index],
    "series": [{"name": name, "values": [None if pd.isna(v) else float(v) for v in origin[name]]} for name in origin],
    "unit": "mpg",
})

result = {
    "makers": int(len(makers)),
    "models": int(len(cars)),
    "leader": makers.index[0],
    "leader_mpg": float(makers["mpg"].iloc[0]),
    "mover": moved.index[0],
    "mover_change": float(moved["change"].iloc[0]),
    "table": makers.round(1).reset_index(),
}
