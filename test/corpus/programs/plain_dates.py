# %% days between and weekday
from datetime import date, timedelta
a, b = date(2024, 2, 28), date(2024, 3, 1)
(b - a).days, a.strftime("%A"), a + timedelta(weeks=2), a.isocalendar().week, a.replace(year=2023)

# %% parsed with a format
from datetime import datetime
d = datetime.strptime("03/Feb/2024 14:05:09", "%d/%b/%Y %H:%M:%S")
d, d.timetuple().tm_yday, d.isoformat(), f"{d:%I:%M %p}"

# %% every second friday of a year
import calendar
from datetime import date
[[w for w in calendar.monthcalendar(2024, m) if w[4]][1][4] for m in range(1, 13)]

# %% calendar as text
import calendar
print(calendar.month(2024, 2))
calendar.isleap(1900), calendar.monthrange(2023, 2), calendar.month_name[5]

# %% easter and recurrences
from dateutil.easter import easter
from dateutil.rrule import rrule, MONTHLY, FR
from datetime import datetime
[easter(y).isoformat() for y in (2023, 2024, 2025)], [d.date().isoformat() for d in rrule(MONTHLY, byweekday=FR(-1), count=3, dtstart=datetime(2024, 1, 1))]

# %% parsed by dateutil
from dateutil import parser
[parser.parse(s).isoformat() for s in ("Jan 5 2024 3pm", "2024-06-07T08:09Z", "5th of March, 2023")]

# %% age in years, months and days
from dateutil.relativedelta import relativedelta
from datetime import date
r = relativedelta(date(2024, 3, 1), date(1990, 5, 31))
(r.years, r.months, r.days), date(2024, 1, 31) + relativedelta(months=+1)

# %% timedelta as hours and minutes
from datetime import timedelta
t = timedelta(days=1, hours=5, minutes=7, seconds=9)
h, rest = divmod(int(t.total_seconds()), 3600)
f"{h}h {rest // 60:02d}m", t / timedelta(hours=1), str(t), t * 2

# %% working days added
from datetime import date, timedelta
def add(d, n, off=()):
    while n:
        d += timedelta(days=1)
        if d.weekday() < 5 and d not in off:
            n -= 1
    return d
add(date(2024, 3, 27), 3, {date(2024, 3, 29), date(2024, 4, 1)})

# %% unix time both ways
from datetime import datetime, timezone
d = datetime(2024, 1, 1, tzinfo=timezone.utc)
d.timestamp(), datetime.fromtimestamp(1_700_000_000, timezone.utc), datetime.fromisoformat("2024-05-06T07:08:09.123456+02:00").utcoffset()

# %% quarter and fiscal year
from datetime import date
def fiscal(d, start=4):
    return d.year + (d.month >= start), (d.month - start) % 12 // 3 + 1
[fiscal(date(2024, m, 1)) for m in (1, 3, 4, 12)]

# %% dates back as values
from datetime import date, datetime, time, timedelta
{"d": date(2024, 1, 2), "t": time(3, 4), "dt": datetime(2024, 1, 2, 3, 4, 5, 6), "x": [date(2024, 1, 1)]}

# %% overlaps of bookings
from datetime import datetime as dt
b = [(dt(2024, 1, 1, 9), dt(2024, 1, 1, 11)), (dt(2024, 1, 1, 10), dt(2024, 1, 1, 12)), (dt(2024, 1, 1, 12), dt(2024, 1, 1, 13))]
b.sort()
[(i, j) for i in range(3) for j in range(i + 1, 3) if b[i][1] > b[j][0]]

# %% reigns and overlaps of monarchs
m = datasets["monarchs"]
m["years"] = m["end"] - m["start"]
longest = m.loc[m["years"].idxmax()]
gaps = [int(b - a) for a, b in zip(m["end"], m["start"].iloc[1:])]
longest["name"], int(longest["years"]), gaps

# %% time zones of the library
from zoneinfo import ZoneInfo
from datetime import datetime, timedelta
t = datetime(2024, 3, 31, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
u = t + timedelta(hours=1)
u.isoformat(), u.astimezone(ZoneInfo("UTC")).isoformat(), t.dst(), datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")).utcoffset()
