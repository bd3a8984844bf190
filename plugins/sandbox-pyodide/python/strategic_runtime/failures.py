"""What went wrong in guest code: type, message, line, column in characters, source line, hint."""
import difflib
import linecache
import sys
import warnings

from strategic_runtime import running
from strategic_runtime.confine import SecurityError
from strategic_runtime.limits import HINT_CHARACTERS, MESSAGE_CHARACTERS, NAME_CHARACTERS, cut

FILE = "<analysis>"
# More names than anyone reads; comparing all of a table with 100,000 columns would take seconds.
KNOWN_MAX = 1000
_name_of = type.__dict__["__name__"].__get__


def remember_source(code):
    linecache.cache[FILE] = (len(code), None, code.splitlines(True), FILE)


def describe(error, code):
    """A JSON-able description of an exception raised by guest code."""
    kind = cut(_name_of(type(error)), NAME_CHARACTERS)
    lines = code.splitlines()
    if isinstance(error, SyntaxError) and error.filename == FILE:
        line, column = _syntax_place(error)
    elif type(error) is SecurityError and error.place is not None:
        line, column = error.place[0], _characters(lines, *error.place)
    else:
        line, column = _place(error, lines)
    source = lines[line - 1] if line is not None and 0 < line <= len(lines) else None
    return {
        "type": kind,
        "message": _message(error),
        "line": line,
        "column": column,
        "source": source[:500] if source is not None else None,
        "hint": _hinted(error, kind),
    }


def unreadable(error, name):
    """The description of a dataset that could not be read."""
    return {
        "type": type(error).__name__,
        "message": cut(str(error) or "dataset %r does not fit into memory" % name, MESSAGE_CHARACTERS),
        "line": None,
        "column": None,
        "source": None,
        "hint": "Check the file, or keep only the columns and rows that the question needs.",
    }


def too_large(size):
    """The description of an answer that is not sent."""
    return {
        "type": "ResultLimit",
        "message": "The answer is larger than %d MiB." % (size >> 20),
        "line": None,
        "column": None,
        "source": None,
        "hint": "Return an aggregate, or the first rows: result = table.head(1000).",
    }


def _hinted(error, kind):
    """What helps, of a guest's tables and names, which may be of classes of its own: where those raise, there is no hint."""
    try:
        with warnings.catch_warnings(action="ignore"):
            hint = _hint(error, kind)
    except (MemoryError, KeyboardInterrupt):
        raise
    except BaseException:
        return None
    return None if hint is None else cut(hint, HINT_CHARACTERS)


def _message(error):
    return _read(lambda: error.msg if isinstance(error, SyntaxError) else str(error), "the exception's message", MESSAGE_CHARACTERS)


def _read(text, what, most):
    """What a guest's class says of itself, bounded; reading it may raise."""
    try:
        found = text()
    except (MemoryError, KeyboardInterrupt):
        raise
    except BaseException:
        return "<%s could not be read>" % what
    return cut(found, most) if isinstance(found, str) else "<%s is not text>" % what


def _syntax_place(error):
    """A guest may raise one of its own, with anything in it."""
    line, column = (place if type(place) is int and 0 < place < 1 << 31 else None for place in (error.lineno, error.offset))
    return line, column


def _place(error, lines):
    """The innermost frame of the guest's own code."""
    line = column = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            line, column = _position(trace, lines)
        trace = trace.tb_next
    return line, column


def _position(trace, lines):
    line = trace.tb_lineno
    for offset, place in enumerate(trace.tb_frame.f_code.co_positions()):
        if offset * 2 == trace.tb_lasti:
            start_line, _, start_column, _ = place
            if start_line is not None:
                line = start_line
            if start_column is None or line is None or line > len(lines):
                return line, None
            return line, _characters(lines, line, start_column)
    return line, None


def _characters(lines, line, offset):
    """The column of a byte offset, from 1: CPython counts bytes, people count characters."""
    return len(lines[line - 1].encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "ignore")) + 1


def _hint(error, kind):
    if kind in ("ModuleNotFoundError", "ImportError"):
        return _import_hint(error)
    if isinstance(error, KeyError):
        return _key_hint(error)
    if kind in ("TypeError", "ValueError"):
        return _text_hint(error)
    if kind == "AttributeError" and ".str accessor" in _message(error):
        return "This column is no text: numbers and dates are read as such, as the notes on the table say. Leave the .str part out."
    of_library = _library_hint(error, kind)
    if of_library is not None:
        return of_library
    if kind == "KeyboardInterrupt":
        guest = _guest_frame(error)
        return running.told(list(_frames(error)), guest, "" if guest is None else linecache.getline(FILE, guest.f_lineno)) or None
    return {
        "SyntaxError": "Correct the syntax at this place and send the whole program again.",
        "IndentationError": "Indent blocks with four spaces, the same way throughout.",
        "TabError": "Use spaces only.",
        "NameError": "Define the name before it is used; available without import: pd, np, datasets, strategic, strategic_context, persona, role.",
        "MemoryError": "Work on fewer columns or rows at a time, or use smaller dtypes.",
        "RecursionError": "Use a loop, or bound the recursion.",
        "SystemExit": "End the program with the answer as its last expression, or assign it to `result`; do not exit.",
        "ZeroDivisionError": "Guard the denominator; a ratio over zero is missing, not zero.",
        "UnicodeDecodeError": "Read the table through datasets[\"name\"], which detects the encoding.",
        "EOFError": "There is no input to read; pass values in `context`.",
        "SecurityError": "Use public functions and attributes, such as type(x).__name__ or isinstance(x, T); no code is made from text.",
        "ChartLimit": "Draw at most 64 charts in one analysis.",
    }.get(kind)


def _library_hint(error, kind):
    """A module of `strategic` that this capability does not have under its own name, and a function that is called otherwise."""
    name, library = getattr(error, "name", None), sys.modules.get("strategic")
    if not isinstance(name, str) or library is None:
        return None
    if kind == "NameError" and name in getattr(library, "__all__", ()):
        return "It is strategic.%s: write that, or `from strategic import %s` first." % (name, name)
    target = getattr(error, "obj", None)
    if kind != "AttributeError" or type(target) is not type(sys) or target.__name__.partition(".")[0] != "strategic":
        return None
    known = list(getattr(target, "__all__", ()))
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return "%s has %s." % (target.__name__, ", ".join(near or known))


def _import_hint(error):
    name = (getattr(error, "name", None) or "").partition(".")[0]
    if name in ("pandas", "numpy"):
        return "numpy and pandas are not installed for the sandbox; the operator runs: strategic-python setup"
    return "Use pandas, numpy, scipy, sklearn, statsmodels, matplotlib, strategic or the standard library's analysis modules; nothing else is installed."


def _key_hint(error):
    if not error.args:
        return None
    wanted = error.args[0]
    known = _known_keys(error)
    if not known:
        return None
    near = difflib.get_close_matches(_named(wanted), known, n=3, cutoff=0.7)
    shown = near or known[:12]
    return ("Did you mean %s?" if near else "Known: %s.") % ", ".join(repr(name) for name in shown) + _of_datasets(error)


def _known_keys(error):
    """What the very table, row or dict that was asked holds; where that can't be told, what the guest's innermost frame could have meant."""
    pd = sys.modules.get("pandas")
    guest = asked = None
    for frame in _frames(error):
        if frame.f_code.co_filename == FILE:
            guest, asked = frame, None
        elif pd is not None:
            # The innermost of pandas that looked the name up.
            itself = frame.f_locals.get("self")
            asked = itself if isinstance(itself, pd.Index) else asked
    if asked is not None:
        return [_named(name) for name in list(asked[:KNOWN_MAX].unique())]
    return [] if guest is None else _could_be_meant(guest, pd)


def _frames(error):
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame
        trace = trace.tb_next


def _guest_frame(error):
    return next((frame for frame in reversed(list(_frames(error))) if frame.f_code.co_filename == FILE), None)


def _could_be_meant(frame, pd):
    names = []
    for scope in (frame.f_locals, frame.f_globals):
        for name, value in list(scope.items()):
            if pd is not None and isinstance(value, pd.DataFrame):
                names += list(value.columns[:KNOWN_MAX])
            elif isinstance(value, dict) and not name.startswith("__") and len(value) <= KNOWN_MAX:
                names += list(value)
    return list(dict.fromkeys(_named(name) for name in names[:KNOWN_MAX]))


def _of_datasets(error):
    frame = _guest_frame(error)
    wanted = _named(error.args[0])
    line = "" if frame is None else linecache.getline(FILE, frame.f_lineno)
    if "datasets[" not in line.replace(" ", "") or wanted not in line:
        return ""
    return " A table is there when it was passed in `datasets`, by its name in the workspace or with its content."


def _text_hint(error):
    """Which column is text, where a sum or a comparison met one: because of which cells."""
    frame, pd = _guest_frame(error), sys.modules.get("pandas")
    if frame is None or pd is None or not _about_text(_message(error)):
        return None
    line = linecache.getline(FILE, frame.f_lineno)
    found = []
    for name, table in _tables(frame, pd):
        for column in table.columns[:KNOWN_MAX]:
            values = table[column] if table.columns.is_unique else None
            if values is not None and values.dtype.kind in "OSU" or values is not None and str(values.dtype) in ("str", "string"):
                named = str(column) in line
                told = _odd_cells(name, column, values, pd)
                if told is None and named:
                    numbers = [_named(one) for one in table.select_dtypes("number").columns[:12]]
                    told = '%s["%s"] is text; numbers are in: %s.' % (name, column, ", ".join(map(repr, numbers)) or "no column")
                if told is not None:
                    found.append((not named, told))
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
        shown = ", ".join("%r (row %s)" % (cut(str(cells.loc[at]) if cells.index.is_unique else "", 40), at) for at in list(odd[odd].index[:3]))
        more = " and %d more" % (odd.sum() - 3) if odd.sum() > 3 else ""
        return '%s["%s"] is text because of %d cells: %s%s; %s makes them missing.' % (table, column, odd.sum(), shown, more, call)
    return None


def _named(name):
    return _read(lambda: str(name), "a name", NAME_CHARACTERS)
