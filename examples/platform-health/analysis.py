"""Flights as requests: a late arrival is a failed one. How much of the error budget is gone, and where."""

flights = datasets["flights-10k"]
LATE = 30
flights["late"] = flights["delay"] > LATE
flights["day"] = flights["date"].dt.date.astype(str)
flights["hour"] = flights["date"].dt.hour
by_hour = flights.groupby("hour").agg(flights=("late", "size"), late=("late", "mean"))
by_week = flights.set_index("date").resample("W")["late"].mean() * 100
busy = flights.groupby("origin").agg(flights=("late", "size"), late=("late", "mean"), p95=("delay", lambda d: d.quantile(0.95)))
busy = busy[busy["flights"] >= 100].sort_values("late", ascending=False)

strategic.chart("line", {
    "labels": [day.strftime("%Y-%m-%d") for day in by_week.index],
    "series": [{"name": "Late by more than 30 minutes", "values": [float(v) for v in by_week]}],
    "unit": "%",
    "target": {"value": 10, "label": "objective"},
})
strategic.chart("histogram", {"values": [int(v) for v in flights["delay"].clip(-60, 180)], "name": "Delay", "unit": "min"})
strategic.chart("bar", {
    "labels": list(busy.head(12).index),
    "series": [{"name": "Late by more than 30 minutes", "values": [float(100 * v) for v in busy["late"].head(12)]}],
    "unit": "%",
})

result = {
    "flights": int(len(flights)),
    "late": float(flights["late"].mean()),
    "p50": float(flights["delay"].quantile(0.5)),
    "p95": float(flights["delay"].quantile(0.95)),
    "worst": busy.index[0],
    "worst_late": float(busy["late"].iloc[0]),
    "airports": busy.assign(late=lambda d: (100 * d["late"]).round(1)).round(1).reset_index(),
}
