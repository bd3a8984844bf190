"""For compiled code that takes whole numbers as C's `long`: 32 bits here, while numpy's default integer has 64."""
import numpy as np


def take_default_integers(ufuncs):
    """Has each public ufunc of a module that has loops for `long` take default integers too.

    Without this numpy takes the loops for floats, which are less exact (eval_chebyt gives nan), or finds none.
    """
    for name, value in list(vars(ufuncs).items()):
        if isinstance(value, np.ufunc) and not name.startswith("_"):
            places = {at for loop in value.types for at, code in enumerate(loop.partition("->")[0]) if code == "l"}
            if places:
                setattr(ufuncs, name, _taking(value, places))


def _taking(ufunc, places):
    def call(*args, **kwargs):
        return ufunc(*[_narrowed(value) if at in places else value for at, value in enumerate(args)], **kwargs)

    for name in ("__name__", "__doc__", "types", "nin", "nout", "nargs", "ntypes", "identity", "signature"):
        setattr(call, name, getattr(ufunc, name))
    call.__qualname__, call.__module__ = ufunc.__name__, "scipy.special"
    return call


def _narrowed(value):
    given = np.asarray(value)
    if given.dtype != np.int64 or given.size and not -(2**31) <= given.min() <= given.max() < 2**31:
        return value
    return given.astype(np.long)


class _Numpy:
    """numpy, as compiled code knows it that makes arrays with `dtype=int` and takes them as `long`."""

    int_ = np.intp

    def __getattr__(self, name):
        return getattr(np, name)

    def empty(self, shape, dtype=float, **kwargs):
        return np.empty(shape, np.long if dtype is int else dtype, **kwargs)

    def zeros(self, shape, dtype=float, **kwargs):
        return np.zeros(shape, np.long if dtype is int else dtype, **kwargs)


def widened(module, name):
    """A function of such a module, whose answer has default integers as its users expect."""
    module.np = _Numpy()
    stock = getattr(module, name)

    def function(*args, **kwargs):
        return stock(*args, **kwargs).astype(np.int64)

    function.__name__ = function.__qualname__ = name
    function.__doc__, function.__module__ = stock.__doc__, module.__name__
    return function
