# %% utc to local and the day it is there
u = datasets["unemployment-across-industries"]["date"].drop_duplicates().head(3)
u.dt.tz_convert("America/Los_Angeles").astype(str).tolist()

# %% hour lost in spring
t = pd.date_range("2024-03-10", periods=4, freq="h", tz="America/New_York")
[x.isoformat() for x in t]

# %% ambiguous hour in autumn
t = pd.DatetimeIndex(["2024-11-03 01:30", "2024-11-03 01:30"]).tz_localize("America/New_York", ambiguous=[True, False])
(t[1] - t[0], t.tz_convert("UTC").strftime("%H:%M").tolist())

# %% meetings across offices
from zoneinfo import ZoneInfo
from datetime import datetime
m = datetime(2024, 7, 1, 9, 30, tzinfo=ZoneInfo("Europe/London"))
for z in ["America/Chicago", "Asia/Kolkata", "Australia/Sydney"]:
    print(z, m.astimezone(ZoneInfo(z)).strftime("%a %H:%M %Z"))

# %% daily totals by local day
ts = pd.Series([1, 2, 3, 4], index=pd.to_datetime(["2024-01-01 22:00", "2024-01-01 23:30", "2024-01-02 04:00", "2024-01-02 23:00"]).tz_localize("UTC"))
ts.tz_convert("Asia/Tokyo").resample("D").sum()

# %% offsets mixed in text
s = pd.to_datetime(pd.Series(["2024-05-01T12:00:00+02:00", "2024-05-01T12:00:00-05:00"]), utc=True)
s.diff().iloc[1], s.dt.tz.__str__()

# %% pytz localised
import pytz
from datetime import datetime
paris = pytz.timezone("Europe/Paris")
d = paris.localize(datetime(2024, 10, 27, 2, 30), is_dst=False)
d.isoformat(), d.astimezone(pytz.utc).strftime("%H:%M")

# %% dateutil zone and relative months
from dateutil.relativedelta import relativedelta
from dateutil import tz
from datetime import datetime
d = datetime(2024, 1, 31, tzinfo=tz.gettz("Europe/Berlin"))
[(d + relativedelta(months=k)).strftime("%d %b %z") for k in (1, 2, 3)]

# %% naive and aware are not compared
a, b = pd.Timestamp("2024-01-01"), pd.Timestamp("2024-01-01", tz="UTC")
try:
    a < b
except TypeError as e:
    print(type(e).__name__, e)
b.tz_localize(None) == a

# %% working hours of an office in utc
t = pd.date_range("2024-03-29", "2024-04-02", freq="D", tz="Europe/Berlin") + pd.Timedelta(hours=9)
t.tz_convert("UTC").strftime("%m-%d %H:%M").tolist()

# %% all offsets of a zone in a year
t = pd.date_range("2024-01-01", "2024-12-31", freq="D", tz="America/Sao_Paulo")
sorted({str(x.utcoffset()) for x in t}), sorted({str(x.utcoffset()) for x in t.tz_convert("Europe/Lisbon")})
