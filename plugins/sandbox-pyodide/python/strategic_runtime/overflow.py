"""Says when 32-bit whole numbers overflowed in a run.

Only numbers that a program made 32-bit itself can, or positions that came to it by a way that `integers` does not know.
The image's numpy notes it (image/numpy-overflow.ts); where in the program is not known.
"""
import sys

_MESSAGE = (
    "<analysis>: RuntimeWarning: 32-bit whole numbers overflowed in this run; figures computed from them are wrong. "
    'Make them 64-bit before the arithmetic: values.astype("int64").\n'
)
_numpy = sys.modules.get("numpy")
# Sets the note and says what it was.
_exchange = _numpy._core._multiarray_umath._set_madvise_hugepage if _numpy is not None else lambda value: False


def forget():
    _exchange(False)


def warn(stderr):
    if _exchange(False):
        stderr.write(_MESSAGE)
