"""Known values, computed in the very interpreter that is about to run a guest's code. `host/canary.ts` knows the answers."""
import datetime
import math
import sys


def answers(x):
    values = [x * math.pi, -float(x), x / 7, math.sqrt(x), x**3, sum(range(x % 1000)), str(x)[::-1],
              (datetime.date(2000, 1, 1) + datetime.timedelta(days=x)).isoformat()]
    np, pd = sys.modules.get("numpy"), sys.modules.get("pandas")
    if pd is not None:
        values += [int(np.array([2_000_000_000] * 3 + [x]).sum()), float(pd.Series([20.0, 22.0, x]).sum()), float(np.mean([x, 0.0]))]
    return values
