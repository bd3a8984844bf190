"""Python values to JSON values, without loss. The grammar stands in docs/results.md.

Only the real type of a value is trusted (`type(x)`, never `x.__class__`), and no method of a guest's class is called but its
`__repr__`, guarded.
"""
import datetime
import decimal
import math
import sys

from strategic_runtime.limits import cut

SAFE = 2**53 - 1
LIST_MAX = 1000
REPR_MAX = 10_000
DEPTH_MAX = 60
# What a `type` says in this grammar (and in the server's own answers). A guest's dict that uses one of these words as its own
# `type` is written as entries, so that it can't be taken for what the host made.
FORMS = frozenset(("int", "float", "decimal", "repr", "array", "table", "dict", "resource"))
# Up to this a name is an index, where JavaScript keeps order.
LAST_INDEX = 2**32 - 2
# A list or a dict costs the reader's memory more than its two brackets say.
CONTAINER = 8


class TooLarge(Exception):
    """The answer will not fit into the limit, known before its text is made."""


_left = sys.maxsize


def bound(size):
    """How much may follow: bytes of JSON text at the least, and `CONTAINER` for each list or dict."""
    global _left
    _left = size


def _spend(size):
    global _left
    _left -= size
    if _left < 0:
        raise TooLarge


def fitting(value):
    """The JSON value of an answer. Of a table that is too large: its first rows, and how many there are in all."""
    limit, total = _left, None
    while True:
        try:
            plain = jsonable(value)
        except TooLarge:
            if not _is_table(value) or len(value) < 2:
                raise
            total = len(value) if total is None else total
            value = value.iloc[: len(value) // 2]
            bound(limit)
            continue
        if total is None:
            return plain
        sys.stderr.write("the table has %d rows; the answer holds the first %d: aggregate it, or choose rows with .head or .sample\n" % (total, len(value)))
        return {**plain, "rowsTotal": total}


def _is_table(value):
    pd = sys.modules.get("pandas")
    return pd is not None and (pd.DataFrame in type(value).__mro__ or pd.Series in type(value).__mro__)


def jsonable(value, depth=0):
    """The JSON value for `value`. Never raises for what the value is; `MemoryError` and interrupts pass."""
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is str:
        return _string(value)
    if kind is int:
        return _int(value)
    if kind is float:
        return _float(value)
    if depth > DEPTH_MAX:
        return _form("repr", "<nested deeper than %d levels>" % DEPTH_MAX)
    if kind in (list, tuple):
        return _list(value, len(value), depth)
    if kind is dict:
        return _dict(value, depth)
    return _other(value, kind, depth)


def _string(text):
    _spend(len(text) + 2)
    return text


def _form(kind, text):
    _spend(CONTAINER + len(text))
    return {"type": kind, "value": text}


def _list(items, size, depth):
    """Counted before the first item is looked at: each takes two bytes at the least."""
    _spend(CONTAINER + 2 * size)
    return [jsonable(item, depth + 1) for item in items]


def _int(value):
    return value if -SAFE <= value <= SAFE else _form("int", _digits(value))


def _digits(value):
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return int.__repr__(value)
    finally:
        sys.set_int_max_str_digits(limit)


def _float(value):
    if value != value:
        return None
    if math.isinf(value):
        return _form("float", "Infinity" if value > 0 else "-Infinity")
    return value


def _dict(value, depth):
    out = {}
    _spend(CONTAINER)
    for key, item in dict.items(value):
        name = _key(key)
        if name in out:  # 1 and "1": nothing is lost
            count = 2
            while "%s (%d)" % (name, count) in out:
                count += 1
            name = "%s (%d)" % (name, count)
        _spend(len(name) + 5)
        out[name] = jsonable(item, depth + 1)
    form = out.get("type")
    if type(form) is str and form in FORMS or _would_be_reordered(out):
        _spend(CONTAINER * len(out))
        return {"type": "dict", "entries": [[name, item] for name, item in out.items()]}
    return out


def _would_be_reordered(names):
    """JavaScript puts names that are whole numbers first, in their own order: whoever reads the JSON there would find another one."""
    last, others = -1, False
    for name in names:
        if not (len(name) <= 10 and name.isascii() and name.isdigit() and (name == "0" or name[0] != "0") and int(name) <= LAST_INDEX):
            others = True
        elif others or int(name) < last:
            return True
        else:
            last = int(name)
    return False


def _key(key):
    kind = type(key)
    if kind is str:
        return key
    if kind in (bool, int, float) or key is None:
        return _digits(key) if kind is int else repr(key)
    plain = jsonable(key)
    if type(plain) is list:
        return ", ".join(_key(part) for part in key)
    if type(plain) is dict:
        return plain["value"] if type(plain.get("value")) is str else guarded_repr(key)
    return str(plain)


def _other(value, kind, depth):
    mro = kind.__mro__
    if kind in (set, frozenset):
        return _set(value, depth)
    if decimal.Decimal in mro:
        return _form("decimal", decimal.Decimal.__str__(value))
    if kind.__module__.partition(".")[0] in ("pandas", "numpy"):
        found = _scientific(value, mro, depth)
        if found is not _UNKNOWN:
            return found
    if datetime.datetime in mro:
        return datetime.datetime.isoformat(value)
    if datetime.date in mro:
        return datetime.date.isoformat(value)
    if datetime.time in mro:
        return datetime.time.isoformat(value)
    if str in mro:
        return _string(str.__str__(value))
    if int in mro:
        return _int(int.__int__(value))
    if float in mro:
        return _float(float.__float__(value))
    if dict in mro:
        return _dict(value, depth)
    if list in mro:
        return _list(list.__iter__(value), list.__len__(value), depth)
    if tuple in mro:
        return _list(tuple.__iter__(value), tuple.__len__(value), depth)
    if kind in (type({}.keys()), type({}.values()), type({}.items())):
        return _list(value, len(value), depth)
    return _form("repr", guarded_repr(value))


def _set(value, depth):
    items = list(value)
    try:
        items.sort()
    except TypeError:
        items.sort(key=lambda item: (type(item).__name__, guarded_repr(item)))
    return _list(items, len(items), depth)


def guarded_repr(value):
    try:
        text = repr(value)
    except (MemoryError, KeyboardInterrupt):
        raise
    except BaseException:
        text = "<an object whose repr failed>"
    return cut(text, REPR_MAX)


_UNKNOWN = object()


def _scientific(value, mro, depth):
    np, pd = sys.modules.get("numpy"), sys.modules.get("pandas")
    if np is None or pd is None:  # they come together
        return _UNKNOWN
    if value is pd.NaT or value is pd.NA:
        return None
    if pd.DataFrame in mro:
        return _frame(value, pd, depth)
    if pd.Series in mro:
        return _frame(value.to_frame(), pd, depth, unnamed=value.name is None)
    if pd.Index in mro:
        return column(value, pd, depth)
    if pd.api.extensions.ExtensionArray in mro:
        return column(pd.Series(value), pd, depth)
    if pd.Timestamp in mro:
        return value.isoformat()
    if pd.Timedelta in mro:
        return value.isoformat()
    if pd.Period in mro:
        return str(value)
    if pd.Interval in mro:
        return _string(str(value))
    if np.ndarray in mro:
        return _array(value, np, depth)
    if np.datetime64 in mro or np.timedelta64 in mro:
        if np.isnat(value):
            return None
        return pd.Timedelta(value).isoformat() if np.timedelta64 in mro else str(value)
    if np.void in mro and value.dtype.names is not None:
        return _dict({name: value[name] for name in value.dtype.names}, depth)
    if np.generic in mro:
        plain = value.item()
        return _form("repr", str(value)) if type(plain) is type(value) else jsonable(plain, depth)
    return _UNKNOWN


def _array(value, np, depth):
    value = np.ndarray.view(value, np.ndarray)  # a guest's class may say anything of its shape
    if value.ndim == 0:
        return jsonable(value[()], depth + 1)
    if value.ndim == 1 and len(value) <= LIST_MAX:
        return _list(_items(value), len(value), depth)
    dtype = str(value.dtype)
    _spend(CONTAINER + 2 * value.size + len(dtype))
    return {"type": "array", "dtype": dtype, "shape": list(value.shape), "data": [jsonable(v, depth + 1) for v in _items(value.ravel())]}


def _items(value):
    return list(value) if value.dtype.kind in "mMV" else value.tolist()


def column(values, pd, depth):
    """One column's values; the fast path for floats without gaps is what most tables are made of."""
    dtype = values.dtype
    kind = getattr(dtype, "kind", "O")
    if kind == "f" and type(dtype).__module__.startswith("numpy"):
        return [v if v == v and v not in (math.inf, -math.inf) else _float(v) for v in values.tolist()]
    if kind == "b" and type(dtype).__module__.startswith("numpy"):
        return values.tolist()
    return [jsonable(v, depth + 1) for v in values.tolist()]


def _frame(frame, pd, depth, unnamed=False):
    _spend(CONTAINER * len(frame) + 2 * frame.size)
    columns, data, index_names = [], [], []
    index = frame.index
    default = type(index) is pd.RangeIndex and index.start == 0 and index.step == 1 and index.name is None
    if not default:
        for level in range(index.nlevels):
            values = index.get_level_values(level)
            name = values.name
            label = _key(name) if name is not None else ("index" if index.nlevels == 1 else "level_%d" % level)
            index_names.append(label)
            columns.append(_column(label, values.dtype))
            data.append(column(values, pd, depth))
    for position in range(frame.shape[1]):
        values = frame.iloc[:, position]
        name = frame.columns[position]
        columns.append(_column("value" if unnamed else _key(name), values.dtype))
        data.append(column(values, pd, depth))
    return {
        "type": "table",
        "columns": columns,
        "rows": [list(row) for row in zip(*data)] if data else [[] for _ in range(len(frame))],
        "index": index_names,
        "rowsTotal": len(frame),
    }


def _column(name, dtype):
    # Never cut: data is found by it. An answer that holds too long a name is too large.
    dtype = str(dtype)
    _spend(len(name) + len(dtype) + CONTAINER)
    return {"name": name, "dtype": dtype}
