"""Five shares over ten years: what each made of a dollar, how rough the way was, and what they share."""

import numpy as np

prices = datasets["stocks"].pivot_table(index="date", columns="symbol", values="price")
monthly = prices.pct_change(fill_method=None)
years = prices.apply(lambda s: (len(s.dropna()) - 1) / 12)
growth = prices.apply(lambda s: s.dropna().iloc[-1] / s.dropna().iloc[0])
cagr = growth ** (1 / years) - 1
volatility = monthly.std() * np.sqrt(12)
drawdown = (prices / prices.cummax() - 1).min()
table = pd.DataFrame(
    {"years": years, "growth": growth, "cagr": cagr * 100, "volatility": volatility * 100, "drawdown": drawdown * 100}
).sort_values("cagr", ascending=False)
correlation = monthly.corr()

strategic.chart("line", {
    "labels": [day.strftime("%Y-%m-%d") for day in prices.index],
    "series": [{"name": name, "values": [None if pd.isna(v) else float(v) for v in prices[name]]} for name in prices],
    "unit": "USD",
})
strategic.chart("scatter", {
    "points": [{"label": name, "x": float(row["volatility"]), "y": float(row["cagr"])} for name, row in table.iterrows()],
    "x_name": "Volatility a year, %",
    "y_name": "Growth a year, %",
})
strategic.chart("heatmap", {
    "rows": list(correlation.index),
    "columns": list(correlation.columns),
    "values": [[round(float(v), 2) for v in row] for row in correlation.to_numpy()],
    "name": "Correlation of monthly returns",
})

result = {
    "best": table.index[0],
    "best_cagr": float(table["cagr"].iloc[0]),
    "best_drawdown": float(table["drawdown"].iloc[0]),
    "worst": table.index[-1],
    "worst_cagr": float(table["cagr"].iloc[-1]),
    "months": int(len(prices)),
    "mean_correlation": float(correlation.to_numpy()[np.triu_indices(len(correlation), 1)].mean()),
    "table": table.round(2).reset_index(),
}
