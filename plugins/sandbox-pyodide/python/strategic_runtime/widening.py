"""What is done to an answer that holds positions or counts. Imported where numpy is."""
import sys

import numpy as np

_pd = sys.modules.get("pandas")
_LABELLED = (_pd.Series, _pd.Index) if _pd is not None else ()
_NARROW, _WIDE, _array, _scalar = np.dtype("intp"), np.dtype("int64"), np.ndarray, np.intp
_ZERO = np.int64(0)
# numpy on x86-64 finds partitions of up to so many 4- and 8-byte numbers by sorting them, and code that picks the top three
# this way shows them in that order.
_SORTED_MAX = 256


def whole(value):
    """A number, an array, a Series, an Index, a slice, or a tuple of these; any other value as it is."""
    kind = type(value)
    if kind is _array:
        return value.astype(_WIDE) if value.dtype is _NARROW else value
    if kind is _scalar:
        return _ZERO + value  # four times as fast as np.int64(value)
    if kind is tuple:
        return tuple([whole(item) for item in value])
    if isinstance(value, tuple):
        return kind(*[whole(item) for item in value])
    if kind is slice:
        return slice(whole(value.start), whole(value.stop), whole(value.step))
    if isinstance(value, (_array, *_LABELLED)):
        return value.astype(_WIDE) if value.dtype == _NARROW else value
    return value


def frame(value):
    """The same, or a table of such columns."""
    if _pd is not None and isinstance(value, _pd.DataFrame):
        found = [column for column, dtype in value.dtypes.items() if dtype == _NARROW]
        return value.astype(dict.fromkeys(found, _WIDE)) if found else value
    return whole(value)


def _some(value, start, stop):
    items = list(value)
    items[start:stop] = map(whole, items[start:stop])
    return tuple(items) if type(value) is tuple else type(value)(*items)


def _narrow(value):
    return getattr(value, "dtype", None) == _NARROW


def _default(value, args, kwargs):
    asked = "dtype" in kwargs or any(isinstance(item, (type, np.dtype)) or _narrow(item) for item in (*args[1:], *kwargs.values()))
    return value if asked else whole(value)


def _first(value, args, kwargs):
    return _some(value, 0, 1) if isinstance(value, tuple) else whole(value)


def _rest(value, args, kwargs):
    return _some(value, 1, None) if isinstance(value, tuple) else value


def _tuple(value, args, kwargs):
    return whole(value) if isinstance(value, tuple) else value


def _placed(value, args, kwargs):
    for given in (*args[1:2], kwargs.get("indices"), kwargs.get("repeats")):
        numbers = np.asarray(given) if given is not None else None
        if numbers is not None and numbers.dtype.kind in "iu" and numbers.size and not -(2**31) <= numbers.min() <= numbers.max() < 2**31:
            raise IndexError("index %d is out of bounds: nothing here holds 2**31 items" % max(numbers.min(), numbers.max(), key=abs))
    return value


def _sorted_axis(values, args, kwargs):
    """The axis, where numpy would sort."""
    kth = kwargs.get("kth", args[1] if len(args) > 1 else None)
    axis = kwargs.get("axis", args[2] if len(args) > 2 else -1)
    small = isinstance(values, _array) and values.dtype.kind in "iuf" and values.dtype.itemsize >= 4 and values.ndim
    return axis if small and np.size(kth) == 1 and type(axis) is int and values.shape[axis] <= _SORTED_MAX else None


def _sorted(value, args, kwargs):
    axis = _sorted_axis(value, args, kwargs)
    return value if axis is None else np.sort(value, axis=axis)


def _order(value, args, kwargs):
    values = np.asarray(args[0]) if args else None
    axis = _sorted_axis(values, args, kwargs)
    return whole(value if axis is None else np.argsort(values, axis=axis, kind="stable"))


#: By part, as `integers` names them: (answer, arguments with the method's own object first, keywords).
BY_PART = {"default": _default, "first": _first, "rest": _rest, "tuple": _tuple, "placed": _placed, "sorted": _sorted, "order": _order}
