"""Positions and counts as the 64-bit integers that they are on a 64-bit machine.

numpy defines them as intp, the size of a pointer: 32 bits in WebAssembly. Guest code reads every function listed here
through `widened`, which hands out the same function with its positions and counts made int64. A function that is not
numpy's or pandas' own is handed out as it is, whatever its name.
"""
import sys
import types

# Which part of an answer is positions or counts. None of these functions returns int32 on a 64-bit machine.
_NAMES = {
    # All of it: a number, an array, a Series, an Index, a slice, or a tuple of these.
    "everything": """argmax argmin argsort argwhere nonzero flatnonzero searchsorted digitize bincount lexsort count_nonzero
        unravel_index ravel_multi_index tril_indices triu_indices tril_indices_from triu_indices_from diag_indices diag_indices_from
        mask_indices nanargmax nanargmin matrix_rank str_len find rfind ix_
        get_indexer get_indexer_for get_indexer_non_unique indexer_at_time indexer_between_time asof_locs get_loc get_loc_level get_locs
        get_slice_bound slice_locs slice_indexer binomial poisson geometric hypergeometric logseries multinomial
        multivariate_hypergeometric negative_binomial zipf""",
    # The values follow an array that is given; the default is a C long.
    "default": "randint permutation permuted choice",
    # The codes or counts, first in a tuple with edges or values, or alone.
    "first": "factorize histogram cut qcut",
    # Values first, then positions; a single answer is values.
    "rest": "unique unique_all unique_counts unique_inverse intersect1d reindex join sort_values sortlevel",
    # The form that finds positions answers with a tuple; the form that picks values does not.
    "tuple": "where",
    # Positions and counts that are given, and cut to 32 bits without a word.
    "placed": "repeat take",
    # Not about width: see `_SORTED_MAX`.
    "sorted": "partition",
    "order": "argpartition",
}
PARTS = {name: part for part, names in _NAMES.items() for name in names.split()}
# Nobody else's functions have these names: a call's answer is looked at, whoever gave it, which is cheaper.
NUMPYS_OWN = frozenset("argmax argmin argsort argwhere nonzero flatnonzero searchsorted digitize bincount lexsort count_nonzero nanargmax nanargmin".split())
# Nothing but these keywords makes their answer a tuple; `str.join` and `frame.sort_values` stay as they are.
ONLY_WITH = {"join": "return_indexers", "sort_values": "return_indexer"}
# Of numpy's text functions only: everywhere else these are other things.
TEXT_NAMES = frozenset(("count", "index", "rindex"))

_MISSING = object()
_known = {}
_BuiltinMethod, _MethodDescriptor = type([].append), type(str.join)


def widened(value):
    """What guest code gets where it names one of the functions above."""
    kind = type(value)
    if kind in _function_types:
        found = _known.get(value, _MISSING)
        return _learn(value) if found is _MISSING else found
    if kind is types.MethodType:
        function = value.__func__
        if type(function) in _function_types:
            part = _part(function)
            return value if part is None else _through(value, part, value.__self__)
    elif kind is _BuiltinMethod:
        owner = value.__self__
        if isinstance(owner, _method_owners) and value.__name__ in PARTS:
            return _through(value, PARTS[value.__name__], owner)
    return value


def called_by_name(caller):
    """operator.methodcaller("argsort"): its answers are widened."""
    return lambda target: by_name(caller(target))


def groups(owner):
    """`owner.indices`: of a groupby it is a dict of positions."""
    value = owner.indices
    if type(value) is dict and isinstance(owner, _groupbys):
        return {key: whole(item) for key, item in value.items()}
    return value


def _learn(function):
    part = _part(function)
    answer = function
    if part is not None:
        answer = _through(function, part)
        for name in ("__name__", "__qualname__", "__module__", "__doc__"):
            setattr(answer, name, getattr(function, name, None))
    _known[function] = answer
    return answer


def _part(function):
    name = function.__name__
    owner = getattr(function, "__module__", None) or getattr(getattr(function, "__objclass__", None), "__module__", None)
    # A ufunc names no module.
    if type(owner) is str and owner.partition(".")[0] not in ("numpy", "pandas") or owner is None and not hasattr(function, "nin"):
        return None
    return PARTS.get(name, "everything" if name in TEXT_NAMES else None)


def _through(function, part, *owner):
    if part == "everything":
        return lambda *args, **kwargs: whole(function(*args, **kwargs))
    widen = widening.BY_PART[part]
    return lambda *args, **kwargs: widen(function(*args, **kwargs), (*owner, *args), kwargs)


if "numpy" in sys.modules:
    import numpy as _np
    from strategic_runtime import widening

    whole, by_name = widening.whole, widening.frame
    _function_types = {types.FunctionType, type(_np.argsort), type(_np.random.default_rng), _np.ufunc, _MethodDescriptor}
    _method_owners = (_np.ndarray, _np.generic)
    _groupbys = (sys.modules["pandas"].core.groupby.groupby.BaseGroupBy,) if "pandas" in sys.modules else ()
else:  # nothing needs widening

    def whole(value):
        return value

    by_name, _function_types, _method_owners, _groupbys = whole, (), (), ()
