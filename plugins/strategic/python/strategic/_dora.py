"""The four key metrics of software delivery."""

from ._given import StrategicError, columns, is_missing, moment, number

_HOUR = 3600.0


def dora(deployments, days=None, deployed="deployed_at", committed="committed_at", failed="failed", restored="restored_at"):
    """Deployment frequency, lead time, change failure rate and time to restore, of one row for each deployment.

    deployments: a table (DataFrame, list of dicts, dict of lists). Columns, called as given: `deployed`, when it went live;
    `committed`, when its change was committed (missing: not counted in lead time); `failed`, true or false; `restored`, when service
    was back after one that failed (missing: not restored yet). Dates: datetimes or ISO text, all with or all without a time zone.
    days: length of the period; left out, from the first to the last deployment, both days counted.
    Returns {"deployments", "days", "deployments_per_day", "lead_time_hours": {"p50", "p90", "n"}, "change_failure_rate" (ratio),
    "time_to_restore_hours": {"p50", "p90", "n"}, "failed", "not_restored"}; hours are None where n is 0.
    Raises StrategicError for a column that is not there, a date that is none, or a commit after its deployment.
    Source: Forsgren, Humble & Kim, Accelerate, chapter 2 (the median; no bands, which change from year to year).
    """
    table = columns(deployments, "deployments", (deployed, committed, failed, restored))
    live = [moment(value, deployed, row) for row, value in enumerate(table[deployed])]
    try:
        span = (max(live).date() - min(live).date()).days + 1
        lead = [_hours(moment(value, committed, row), live[row], committed, deployed, row) for row, value in enumerate(table[committed]) if not is_missing(value)]
        broken = [row for row, value in enumerate(table[failed]) if _flag(value, failed, row)]
        back = [_hours(live[row], moment(table[restored][row], restored, row), deployed, restored, row) for row in broken if not is_missing(table[restored][row])]
    except TypeError as error:
        raise StrategicError(f"some dates have a time zone and some have none ({error}): give all of them one") from None
    period = float(span) if days is None else number(days, "days", above=0)
    return {
        "deployments": len(live),
        "days": period,
        "deployments_per_day": len(live) / period,
        "lead_time_hours": _spread(lead),
        "change_failure_rate": len(broken) / len(live),
        "time_to_restore_hours": _spread(back),
        "failed": len(broken),
        "not_restored": len(broken) - len(back),
    }


def _hours(begin, end, first, second, row):
    passed = (end - begin).total_seconds() / _HOUR
    if passed < 0:
        raise StrategicError(f"{second} in row {row} lies before {first}")
    return passed


def _flag(value, name, row):
    got = value.item() if hasattr(value, "item") else value
    if isinstance(got, bool) or got in (0, 1):
        return bool(got)
    raise StrategicError(f"{name} in row {row} is {value!r}: it must be true or false")


def _spread(hours):
    from .performance import percentiles

    if not hours:
        return {"p50": None, "p90": None, "n": 0}
    found = percentiles(hours, (50, 90))
    return {"p50": found["p50"], "p90": found["p90"], "n": found["n"]}
