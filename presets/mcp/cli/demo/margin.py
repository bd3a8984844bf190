# What an assistant writes when asked: "Which region earns the money, and does each margin hold?"
orders = datasets["orders"]
regions = orders.groupby("region")[["revenue", "cost"]].sum()
regions["margin"] = regions["revenue"] - regions["cost"]
regions["% of revenue"] = (100 * regions["margin"] / regions["revenue"]).round(1)
regions = regions.sort_values("margin", ascending=False)
print(regions.to_string())

result = {
    "labels": list(regions.index),
    "series": [{"name": "Margin", "values": regions["margin"].tolist()}],
    "period": "2026",
    "source": "orders.csv (made-up numbers)",
}
