"""Tables from JSON: records, columns by name, the form in which the server gives tables, or a record on each line."""
import itertools
import json

from strategic_runtime.reading import columns_of_text, csv_table, date_numbers, doubts, names
from strategic_runtime.reading.errors import DatasetError
from strategic_runtime.reading.findings import Findings, shown
from strategic_runtime.reading.text import decoded, refuse_others, tell_guessed


def read(name, data, lines=False):
    """(table, findings). `lines`: each line is a record."""
    refuse_others(name, data, "json")
    text, encoding = decoded(name, data)
    findings = Findings(encoding, first_row=None)
    tell_guessed(text, encoding, findings)
    value = _lines(name, text, findings) if lines else _value(name, text, findings)
    value = _table(name, _within(value, findings))
    try:
        import pandas as pd
    except ImportError:
        return (value if type(value) is list else [dict(zip(value, row)) for row in zip(*value.values())]), findings
    frame = pd.DataFrame(value)
    for position, column in enumerate(frame.columns):
        if csv_table.may_have_lost_digits(frame.iloc[:, position]):
            numbers = value[column] if type(value) is dict else [row.get(column) for row in value]
            if all(one is None or type(one) is int for one in numbers):
                csv_table.as_int64(pd, frame, position, numbers, findings)
    names.tidy(frame, findings)
    columns_of_text.read(pd, frame, findings, written_by_hand=False)
    date_numbers.read(pd, frame, findings)
    doubts.tell(pd, frame, findings)
    return frame, findings


class _Repeated:
    """Objects that have a key twice, with what is lost: Python's reader keeps the last in silence."""

    def __init__(self):
        self.found = []

    def __call__(self, pairs):
        made = dict(pairs)
        if len(made) != len(pairs):
            seen = {}
            for key, value in pairs:
                if key in seen and (type(seen[key]), seen[key]) != (type(made[key]), made[key]):
                    self.found.append((made, key, seen[key]))
                seen[key] = value
        return made

    def tell(self, name, value, findings):
        for made, key, lost in self.found:
            if made is value and (type(lost) is list or type(made[key]) is list):
                raise DatasetError("dataset %r has the key %s twice, each with values of its own: one of them would be lost; name each its own" % (name, shown(key)))
        if not self.found:
            return
        made, key, lost = self.found[0]
        place = next((at for at, row in enumerate(value) if row is made), None) if type(value) is list else None
        count = len({id(one) for one, _, _ in self.found})
        told = "%s a key twice, %s%s: %s was read, and %s is lost" % ("one record has" if count == 1 else "%s records have" % format(count, ","), "the first " * (count > 1) + shown(key), "" if place is None else " in record %s" % format(place + 1, ","), shown(made[key]), shown(lost))
        findings.note(None, "duplicate-keys", told, None)


def _value(name, text, findings):
    repeated = _Repeated()
    try:
        value = json.loads(text, object_pairs_hook=repeated)
        repeated.tell(name, value, findings)
        return value
    except DatasetError:
        raise
    except RecursionError:
        raise DatasetError("dataset %r nests too deep to be a table" % name) from None
    except ValueError as error:
        problem = error
    try:
        value = _lines(name, text, findings)
    except DatasetError:
        raise DatasetError("dataset %r is not JSON: %s" % (name, problem)) from None
    findings.note(None, "json-lines", "read as one record on each line", None)
    return value


def _lines(name, text, findings):
    rows, repeated = [], _Repeated()
    for at, line in enumerate(text.split("\n")):
        if line.strip():
            try:
                row = json.loads(line, object_pairs_hook=repeated)
            except (ValueError, RecursionError) as error:
                raise DatasetError("dataset %r is not JSON in line %d: %s" % (name, at + 1, error)) from None
            if type(row) is not dict:
                raise DatasetError("dataset %r must have a record on each line; line %d is none" % (name, at + 1))
            rows.append(row)
    repeated.tell(name, rows, findings)
    return rows


def _within(value, findings):
    """The records that an export wraps: {"meta": …, "data": [{…}, …]}."""
    if type(value) is not dict or (type(value.get("rows")) is list and type(value.get("columns")) is list):
        return value
    tables = [key for key, one in value.items() if type(one) is list and one and all(type(row) is dict for row in one)]
    if len(tables) != 1 or all(type(one) is list for one in value.values()) and len(value) > 1:
        return value
    findings.note(None, "json-key", "read from the key %s" % shown(tables[0]), None)
    return value[tables[0]]


def _table(name, value):
    if type(value) is dict and type(value.get("rows")) is list and type(value.get("columns")) is list:
        value = _records(name, value["columns"], value["rows"])
    if type(value) is list and not all(type(row) is dict for row in value) or type(value) not in (list, dict):
        raise DatasetError("dataset %r must be a list of records, or columns by name" % name)
    if type(value) is dict and len(value) > 1 and all(type(column) is list and column and all(type(row) is dict for row in column) for column in value.values()):
        raise DatasetError("dataset %r holds %d tables, under the keys %s; save the one that is needed as a file of its own" % (name, len(value), ", ".join(map(shown, list(value)[:8]))))
    if type(value) is dict and not all(type(column) is list for column in value.values()):
        raise DatasetError("dataset %r must be a list of records, or columns by name, each a list" % name)
    if type(value) is dict and len({len(column) for column in value.values()}) > 1:
        raise DatasetError("dataset %r has columns of different lengths" % name)
    return value


def _records(name, columns, rows):
    """The form in which the server itself gives tables: names, or names with kinds, and rows as lists."""
    given = [column.get("name") if type(column) is dict else column for column in columns]
    if not all(type(one) in (str, int, float) for one in given):
        raise DatasetError("dataset %r has a column without a name" % name)
    if any(type(row) is list and len(row) > len(given) for row in rows):
        raise csv_table._too_wide(name)
    given = names.apart(given)
    if not rows:
        return {one: [] for one in given}
    return [dict(itertools.zip_longest(given, row)) if type(row) is list else row for row in rows]
