# What an assistant writes when asked: "Where did the jobs come from since 2006, and did total employment recover?"
jobs = datasets["us-employment"].set_index("month")
sectors = [
    "mining_and_logging", "construction", "manufacturing", "trade_transportation_utilties", "information",
    "financial_activities", "professional_and_business_services", "education_and_health_services",
    "leisure_and_hospitality", "other_services", "government",
]
change = (jobs[sectors].iloc[-1] - jobs[sectors].iloc[0]).sort_values(ascending=False)
names = change.index.str.replace("utilties", "utilities").str.replace("_", " ").str.capitalize()

yearly = jobs["nonfarm"].resample("YS").mean().round(0)
strategic.chart(
    "line",
    {"labels": yearly.index.strftime("%Y-%m-%d"), "series": [{"name": "Nonfarm jobs", "values": yearly}], "unit": "thousand"},
    source="US Bureau of Labor Statistics",
)
print(f"Total change: {change.sum():,.0f} thousand jobs, {jobs.index[0]:%b %Y} to {jobs.index[-1]:%b %Y}")

result = {
    "labels": list(names),
    "series": [{"name": "Change in jobs", "values": change}],
    "unit": "thousand",
    "period": f"{jobs.index[0]:%B %Y} to {jobs.index[-1]:%B %Y}",
    "source": "US Bureau of Labor Statistics (us-employment.csv)",
}
