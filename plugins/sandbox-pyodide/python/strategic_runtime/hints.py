"""What helps whoever sends the code again: names that are near, the columns of the very table, the cells that are in the way."""
import difflib
import linecache
import sys
import warnings

from strategic_runtime import running, text_columns
from strategic_runtime.guest_words import FILE, frames, guest_frame, message, named
from strategic_runtime.limits import HINT_CHARACTERS, cut

# More names than anyone reads; comparing all of a table with 100,000 columns would take seconds.
KNOWN_MAX = 1000


def hint_of(error, kind):
    """What helps, of a guest's tables and names, which may be of classes of its own: where those raise, there is no hint."""
    try:
        with warnings.catch_warnings(action="ignore"):
            hint = _hint(error, kind)
    except (MemoryError, KeyboardInterrupt):
        raise
    except BaseException:
        return None
    return None if hint is None else cut(hint, HINT_CHARACTERS)


def _hint(error, kind):
    if kind in ("ModuleNotFoundError", "ImportError"):
        return _import_hint(error)
    if isinstance(error, KeyError):
        return _key_hint(error)
    if kind in ("TypeError", "ValueError"):
        return text_columns.hint_of(error)
    if kind == "AttributeError" and ".str accessor" in message(error):
        return "This column is no text: numbers and dates are read as such, as the notes on the table say. Leave the .str part out."
    of_library = _library_hint(error, kind)
    if of_library is not None:
        return of_library
    if kind == "KeyboardInterrupt":
        guest = guest_frame(error)
        return running.told(list(frames(error)), guest, "" if guest is None else linecache.getline(FILE, guest.f_lineno)) or None
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
        return _of_datasets(error).strip() or None
    near = difflib.get_close_matches(named(wanted), known, n=3, cutoff=0.7)
    shown = near or known[:12]
    return ("Did you mean %s?" if near else "Known: %s.") % ", ".join(repr(name) for name in shown) + _of_datasets(error)


def _known_keys(error):
    """What the very table, row or dict that was asked holds; where that can't be told, what the guest's innermost frame could have meant."""
    pd = sys.modules.get("pandas")
    guest = asked = None
    for frame in frames(error):
        if frame.f_code.co_filename == FILE:
            guest, asked = frame, None
        elif pd is not None:
            # The innermost of pandas that looked the name up.
            itself = frame.f_locals.get("self")
            asked = itself if isinstance(itself, pd.Index) else asked
    if asked is not None:
        return [named(name) for name in list(asked[:KNOWN_MAX].unique())]
    return [] if guest is None else _could_be_meant(guest, pd)


def _could_be_meant(frame, pd):
    names = []
    for scope in (frame.f_locals, frame.f_globals):
        for name, value in list(scope.items()):
            if pd is not None and isinstance(value, pd.DataFrame):
                names += list(value.columns[:KNOWN_MAX])
            elif isinstance(value, dict) and not name.startswith("__") and len(value) <= KNOWN_MAX:
                names += list(value)
    return list(dict.fromkeys(named(name) for name in names[:KNOWN_MAX]))


def _of_datasets(error):
    frame = guest_frame(error)
    wanted = named(error.args[0])
    line = "" if frame is None else linecache.getline(FILE, frame.f_lineno)
    if "datasets[" not in line.replace(" ", "") or wanted not in line:
        return ""
    return " A table is there when it was passed in `datasets`, by its name in the workspace or with its content."
