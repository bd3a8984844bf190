"""Which column is text, where a sum or a comparison met one: because of which cells."""
import linecache
import sys

from strategic_runtime.guest_words import FILE, guest_frame, message, named
from strategic_runtime.limits import cut

KNOWN_MAX = 1000


def hint_of(error):
    """Which column is text, where a sum or a comparison met one: because of which cells."""
    frame, pd = guest_frame(error), sys.modules.get("pandas")
    if frame is None or pd is None or not _about_text(message(error)):
        return None
    line = linecache.getline(FILE, frame.f_lineno)
    found = []
    for name, table in _tables(frame, pd):
        for column in table.columns[:KNOWN_MAX]:
            values = table[column] if table.columns.is_unique else None
            if values is not None and values.dtype.kind in "OSU" or values is not None and str(values.dtype) in ("str", "string"):
                in_line = str(column) in line
                told = _odd_cells(name, column, values, pd)
                if told is None and in_line:
                    numbers = [named(one) for one in table.select_dtypes("number").columns[:12]]
                    told = '%s["%s"] is text; numbers are in: %s.' % (name, column, ", ".join(map(repr, numbers)) or "no column")
                if told is not None:
                    found.append((not in_line, told))
    found.sort(key=lambda one: one[0])
    return " ".join(told for _, told in found[:2]) or None


def _about_text(message):
    return any(word in message for word in ("'str'", "str (not", "string dtype", "could not convert string", "Invalid comparison", "datetime64", "'Timestamp'", "Unable to parse string", "dtype 'str'", "not supported for dtype"))


def _tables(frame, pd):
    seen = set()
    for scope in (frame.f_locals, frame.f_globals):
        for name, value in list(scope.items()):
            held = [('datasets["%s"]' % key, item) for key, item in value.items()] if name == "datasets" and isinstance(value, dict) else [(name, value)]
            for called, table in held:
                if isinstance(table, pd.DataFrame) and id(table) not in seen:
                    seen.add(id(table))
                    yield called, table


# Of a column that is meant to hold numbers or dates, more cells do than don't.
MOSTLY = 0.5


def _odd_cells(table, column, values, pd):
    cells = values.dropna()
    if len(cells) == 0:
        return None
    for how, parse in (("to_numeric", pd.to_numeric), ("to_datetime", pd.to_datetime)):
        parsed = parse(cells, errors="coerce")
        odd = parsed.isna()
        if 1 - odd.mean() < MOSTLY:
            continue
        call = 'pd.%s(%s["%s"], errors="coerce")' % (how, table, column)
        if not odd.any():
            return '%s["%s"] is text; make it %s: %s.' % (table, column, "numbers" if how == "to_numeric" else "dates", call)
        shown = ", ".join("%r (index %s)" % (cut(str(cells.loc[at]) if cells.index.is_unique else "", 40), at) for at in list(odd[odd].index[:3]))
        more = " and %d more" % (odd.sum() - 3) if odd.sum() > 3 else ""
        return '%s["%s"] is text because of %s: %s%s; %s makes %s missing.' % (table, column, "1 cell" if odd.sum() == 1 else "%d cells" % odd.sum(), shown, more, call, "it" if odd.sum() == 1 else "them")
    return None
