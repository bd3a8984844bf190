"""What went wrong in guest code: type, message, line, column in characters, source line, hint."""
import linecache

from strategic_runtime import hints
from strategic_runtime.confine import SecurityError
from strategic_runtime.guest_words import FILE, message
from strategic_runtime.limits import MESSAGE_CHARACTERS, NAME_CHARACTERS, cut

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
        "message": message(error),
        "line": line,
        "column": column,
        "source": source[:500] if source is not None else None,
        "hint": hints.hint_of(error, kind),
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
