"""A film studio's quarters: what came in, from what, against the year before."""

films = datasets["movies"]
released = films["Release Date"]
studio = films[(films["Distributor"] == "Sony Pictures") & released.dt.year.isin([2008, 2009])].copy()
studio["year"] = studio["Release Date"].dt.year
studio["quarter"] = "Q" + studio["Release Date"].dt.quarter.astype(str)
gross = studio.pivot_table(index="quarter", columns="year", values="US Gross", aggfunc="sum")
before, now = float(gross[2008].sum()), float(gross[2009].sum())
genres = studio.pivot_table(index="Major Genre", columns="year", values="US Gross", aggfunc="sum").fillna(0)
change = (genres[2009] - genres[2008]).sort_values(ascending=False)
top = studio[studio["year"] == 2009].nlargest(8, "US Gross")[["Title", "Major Genre", "US Gross", "Production Budget"]]

strategic.chart(
    "bar",
    {
        "labels": list(gross.index),
        "series": [{"name": str(year), "values": [float(v) for v in gross[year]]} for year in (2008, 2009)],
        "unit": "USD",
        "period": "2008 and 2009",
    },
)
strategic.chart(
    "bridge",
    {
        "from": {"label": "2008", "value": before},
        "labels": list(change.index),
        "changes": [float(v) for v in change],
        "to": {"label": "2009"},
        "name": "US gross",
        "unit": "USD",
    },
)

result = {
    "gross": now,
    "growth": now / before - 1,
    "films": int((studio["year"] == 2009).sum()),
    "best_quarter": gross[2009].idxmax(),
    "best_quarter_gross": float(gross[2009].max()),
    "top": top.reset_index(drop=True),
    "best_genre": change.index[0],
    "best_genre_change": float(change.iloc[0]),
    "worst_genre": change.index[-1],
    "worst_genre_change": float(change.iloc[-1]),
}
