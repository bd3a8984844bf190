"""A matrix that LAPACK can't work with is an error, as everywhere.

numpy's compiled linear algebra says so through the floating-point flags of the processor. WebAssembly has none: without this, the
inverse of a singular matrix is a matrix of NaN, and nothing is said. `image/numpy-linalg.ts` puts it in numpy's way.
"""
import types

from numpy._core import isfinite, isnan
from numpy._core._ufunc_config import geterr, geterrcall

#: How many axes the answer that tells has, and which of several answers that is.
_MATRIX = ("inv", "cholesky_lo", "cholesky_up", "solve")
_VECTOR = {"solve1": None, "eigvals": None, "eigvalsh_lo": None, "eigvalsh_up": None, "svd": None, "eig": 0, "eigh_lo": 0, "eigh_up": 0, "svd_f": 1, "svd_s": 1}
_INVALID = 8


def noticing(compiled):
    """numpy.linalg._umath_linalg, where what failed is told to whoever numpy asked to be told."""
    of = types.SimpleNamespace(**vars(compiled))
    for name in _MATRIX:
        setattr(of, name, _noticing(getattr(compiled, name), 2, None))
    for name, answer in _VECTOR.items():
        setattr(of, name, _noticing(getattr(compiled, name), 1, answer))
    of.lstsq = _told(compiled.lstsq, lambda out, args: bool((out[2] < 0).any()))
    return of


def _noticing(compiled, axes, answer):
    """LAPACK's routine gave up: then numpy fills the whole answer for this matrix with NaN. An unknown right side does so, too."""
    core = tuple(range(-axes, 0))
    right = 1 if compiled.__name__.startswith("solve") else None

    def failed(out, args):
        values = out if answer is None else out[answer]
        if values.size == 0 or not isnan(values).any():
            return False
        lost = isnan(values).all(axis=core)
        return bool((lost if right is None else lost & isfinite(args[right]).all(axis=core)).any())

    return _told(compiled, failed)


def _told(compiled, failed):
    def call(*args, **kwargs):
        asked = geterr()["invalid"] == "call"
        try:
            out = compiled(*args, **kwargs)
        except ValueError as error:
            # LAPACK's own check of what it was given; numpy elsewhere goes on and finds the same.
            if not asked or not str(error).startswith("On entry to "):
                raise
            geterrcall()("invalid value", _INVALID)
            raise
        if asked and failed(out, args):
            geterrcall()("invalid value", _INVALID)
        return out

    return call
