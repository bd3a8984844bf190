import strategic
strategic.roi.roi(150, 100)
#%%
budget = strategic_context.get("budget", 100000)
initiatives = strategic_context.get("initiatives", [{"name": "A", "cost": 10, "benefit": 15}])
[{"name": i["name"], "roi": (i["benefit"] - i["cost"]) / i["cost"]} for i in initiatives], budget
#%%
print(f"Analysis for {persona} ({role})")
len(datasets)
#%%
strategic.chart("bar", {"labels": ["A", "B"], "values": [1, 2]}, title="Two bars")
"drawn"
#%%
scenarios = {"base": 0.05, "upside": 0.09, "downside": -0.02}
start = 1_000_000
projection = {name: [round(start * (1 + g) ** y) for y in range(4)] for name, g in scenarios.items()}
projection
#%%
stakeholders = [{"name": "CFO", "power": 9, "interest": 6}, {"name": "Ops", "power": 3, "interest": 8}]
def quadrant(s):
    if s["power"] >= 5:
        return "manage closely" if s["interest"] >= 5 else "keep satisfied"
    return "keep informed" if s["interest"] >= 5 else "monitor"
{s["name"]: quadrant(s) for s in stakeholders}
#%%
velocity = [21, 25, 23, 28, 30]
trend = (velocity[-1] - velocity[0]) / (len(velocity) - 1)
result = {"mean": sum(velocity) / len(velocity), "trend": trend, "next": velocity[-1] + trend}
#%%
df = pd.DataFrame({"service": ["api", "web"], "p95": [210, 480], "errors": [0.2, 1.4]})
df["health"] = np.where((df.p95 < 300) & (df.errors < 1), "ok", "watch")
df.to_dict("records")
#%%
risks = pd.DataFrame({"risk": ["a", "b"], "likelihood": [0.2, 0.6], "impact": [5, 3]})
risks["score"] = risks["likelihood"] * risks["impact"]
risks.nlargest(1, "score")["risk"].iloc[0]
#%%
months = pd.date_range("2026-01-31", periods=6, freq="ME")
revenue = pd.Series([100, 104, 109, 115, 118, 126], index=months)
cagr = (revenue.iloc[-1] / revenue.iloc[0]) ** (12 / 5) - 1
round(float(cagr), 4)
#%%
costs = {"cloud": 42000.0, "people": 310000.0, "licences": 18500.0}
total = sum(costs.values())
for name, cost in sorted(costs.items(), key=lambda item: -item[1]):
    print(f"{name:<10} {cost:>12,.2f} {cost / total:>6.1%}")
#%%
simulations = np.random.default_rng(11).triangular(80, 100, 150, size=2000)
{"p50": float(np.median(simulations).round(1)), "over budget": float((simulations > 130).mean().round(3))}
