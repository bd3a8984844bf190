# %% rain by month
w = datasets["seattle-weather"]
w.groupby(w["date"].dt.month)["precipitation"].sum().round(1)

# %% resampled to months
w = datasets["seattle-weather"].set_index("date")
m = w["temp_max"].resample("MS").mean()
print(m.idxmax(), round(m.max(), 2))
m.head(4).round(2)

# %% several aggregates of a resample
w = datasets["seattle-weather"].set_index("date")
w.resample("QE").agg({"precipitation": "sum", "temp_max": "max", "temp_min": "min", "wind": "mean"}).round(2).head(5)

# %% weekdays of bird strikes
b = datasets["birdstrikes"]
days = b["Flight Date"].dt.day_name().value_counts()
days.reindex(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])

# %% co2 year over year
c = datasets["co2-concentration"].set_index("Date")["CO2"]
yearly = c.resample("YE").mean()
yearly.diff().tail(5).round(3)

# %% commits by hour of day
g = datasets["github"]
g["time"] = pd.to_datetime(g["time"], format="%Y/%m/%d %H:%M:%S")
g.groupby(g["time"].dt.hour)["count"].sum().nlargest(4)

# %% missing hours filled with nothing
g = datasets["github"]
g["time"] = pd.to_datetime(g["time"])
h = g.set_index("time")["count"].asfreq("h", fill_value=0)
print(len(h), (h == 0).mean().round(3))

# %% the longest dry spell
w = datasets["seattle-weather"].sort_values("date")
dry = w["precipitation"] == 0
run = (dry != dry.shift()).cumsum()
spells = w[dry].groupby(run[dry])["date"].agg(["min", "max", "count"])
spells.nlargest(1, "count")

# %% business days between dates
pd.bdate_range("2024-02-26", "2024-03-08").strftime("%a %d %b").tolist(), int(np.busday_count("2024-01-01", "2024-12-31"))

# %% ages in years
born = pd.to_datetime(pd.Series(["1980-02-29", "1999-12-31", "2010-06-15"]))
on = pd.Timestamp("2024-02-28")
age = born.map(lambda d: on.year - d.year - ((on.month, on.day) < (d.month, d.day)))
age.tolist()

# %% periods and their ends
p = pd.period_range("2023-11", periods=4, freq="M")
print([str(x) for x in p], p.days_in_month.tolist())
p.to_timestamp(how="end").normalize()

# %% fiscal quarters that end in september
d = pd.Series(pd.to_datetime(["2023-09-30", "2023-10-01", "2024-03-15"]))
d.dt.to_period("Q-SEP").astype(str).tolist()

# %% differences in days and hours
a = pd.to_datetime(pd.Series(["2024-01-01 08:00", "2024-01-05 17:30"]))
b = pd.to_datetime(pd.Series(["2024-01-02 09:15", "2024-01-05 18:00"]))
d = b - a
print(d.tolist())
(d.dt.total_seconds() / 3600).tolist()

# %% month ends by offsets
t = pd.Timestamp("2024-01-31")
[(t + pd.DateOffset(months=k)).date() for k in range(1, 4)] + [(t + pd.offsets.MonthEnd(2)).date(), (t + pd.offsets.BMonthBegin()).date()]

# %% iso weeks around new year
d = pd.date_range("2020-12-28", "2021-01-05")
d.isocalendar()[["year", "week", "day"]].drop_duplicates(["year", "week"])

# %% mixed formats parsed
s = pd.Series(["2024-01-05", "05/02/2024", "March 3, 2024", "20240404", "nonsense"])
pd.to_datetime(s, format="mixed", errors="coerce").tolist()

# %% unix seconds and milliseconds
pd.to_datetime([0, 1_700_000_000], unit="s").tolist(), pd.to_datetime(1_700_000_000_123, unit="ms")

# %% seasonal index of temperature
w = datasets["seattle-weather"].set_index("date")["temp_max"]
season = {12: "winter", 1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring", 6: "summer", 7: "summer", 8: "summer"}
w.groupby(w.index.month.map(lambda m: season.get(m, "autumn"))).agg(["mean", "std"]).round(2)

# %% unemployment by month as a heat table
u = datasets["unemployment-across-industries"]
t = u[u["series"] == "Construction"].pivot(index="year", columns="month", values="rate")
t.iloc[-3:]

# %% holidays of a calendar
from pandas.tseries.holiday import USFederalHolidayCalendar
h = USFederalHolidayCalendar().holidays("2024-01-01", "2024-06-30", return_name=True)
h

# %% custom business days
from pandas.tseries.offsets import CustomBusinessDay
day = CustomBusinessDay(holidays=["2024-05-01"], weekmask="Mon Tue Wed Thu")
pd.date_range("2024-04-29", periods=5, freq=day).strftime("%a %m-%d").tolist()

# %% sliced by a partial date
c = datasets["co2-concentration"].set_index("Date")
c.loc["2010-03":"2010-06", "CO2"].round(2).tolist(), len(c.loc["1990"])

# %% first day over thirty degrees each year
w = datasets["seattle-weather"]
hot = w[w["temp_max"] > 30]
hot.groupby(hot["date"].dt.year)["date"].min()

# %% timedelta ranges and sums
t = pd.to_timedelta(["1 days 02:00:00", "30min", "45s"])
print(t.sum(), t.mean())
t.total_seconds().tolist()

# %% age of the youngest victim by day
la = datasets["la-riots"]
la.groupby(la["death_date"].dt.strftime("%d %b"))["age"].agg(["min", "count"]).sort_values("count", ascending=False).head(4)
