import type { TextPatch } from "./byte-patches.ts";

/**
 * Every change to the Python of the science packages, in one table: first what they need because numpy's default integer has 64
 * bits here and C's `long` has 32 (docs/numerics.md), then what has no place in a sandbox. The builds are pinned by their hashes.
 */
const integers: readonly TextPatch[] = [
  {
    file: "sklearn/utils/random.py",
    why: "Compiled code that takes dtype=int for C's long: make_classification, bagging, IsolationForest.",
    find: "from sklearn.utils._random import sample_without_replacement\n",
    replace: `from strategic_science import c_long as _c_long

from sklearn.utils import _random as _compiled

sample_without_replacement = _c_long.widened(_compiled, "sample_without_replacement")
`,
  },
  {
    file: "scipy/special/_lambertw.py",
    why: "The branch k has a loop for C's long only; the name 'long' means the default integer.",
    find: 'np.dtype("long")',
    replace: "np.long",
  },
  {
    file: "scipy/special/_spherical_bessel.py",
    why: "The same for the order n.",
    find: 'np.dtype("long")',
    replace: "np.long",
    times: 4,
  },
  {
    file: "scipy/special/__init__.py",
    why: "Loops for C's long are there for 27 functions: default integers would go to those for floats, which are less exact.",
    find: "from . import _ufuncs\n",
    replace: `from . import _ufuncs
from strategic_science.c_long import take_default_integers as _take_default_integers

_take_default_integers(_ufuncs)
`,
  },
  ...["scipy/linalg/_decomp_schur.py", "scipy/linalg/_decomp_qz.py"].map((file) => ({
    file,
    why: "The default integer's code is q here, and l natively: whole numbers went to single precision.",
    find: "_double_precision = ['i', 'l', 'd']",
    replace: "_double_precision = ['i', 'l', 'q', 'd']",
  })),
  {
    file: "scipy/signal/_peak_finding.py",
    why: "Positions of peaks as default integers, where compiled code takes intp: peak_prominences, peak_widths.",
    find: "order='C', casting='safe',",
    replace: "order='C', casting='same_kind' if value.dtype == np.int64 else 'safe',",
  },
  {
    file: "scipy/signal/_peak_finding.py",
    why: "The same for prominence_data that a caller hands in.",
    find: "    return _peak_widths(x, peaks, rel_height, *prominence_data)",
    replace: `    if len(prominence_data) == 3 and all(getattr(side, 'dtype', None) == np.int64 for side in prominence_data[1:]):
        prominence_data = (prominence_data[0], *[side.astype(np.intp) for side in prominence_data[1:]])
    return _peak_widths(x, peaks, rel_height, *prominence_data)`,
  },
];

const spellsCode = (file: string, find: string): TextPatch => ({
  file,
  why: "Compiled code counts the arguments of the function that it calls back; only a caller that spells __code__ may read it.",
  find,
  replace: `${find}    getattr(None, "__code__", None)\n`,
});

const SHORTENS = "Compiled code shortens its own arrays in place; only a caller that spells refcheck may have that done.";
const distributions = "scipy/stats/_continuous_distns.py";

const surroundings: readonly TextPatch[] = [
  spellsCode("scipy/linalg/_decomp_schur.py", "    gees, = get_lapack_funcs(('gees',), (a1,))\n"),
  spellsCode("scipy/linalg/_decomp_qz.py", "    gges, = get_lapack_funcs(('gges',), (a1, b1))\n"),
  {
    file: "scipy/_lib/_util.py",
    why: "There are no processes: every number of workers uses the built-in map.",
    find: "        else:\n            from multiprocessing import get_context, get_start_method\n",
    replace:
      "        elif int(pool) == -1 or int(pool) >= 1:\n            pass\n        else:\n            from multiprocessing import get_context, get_start_method\n",
  },
  {
    file: "scipy/signal/_peak_finding.py",
    why: SHORTENS,
    find: "    peaks, left_edges, right_edges = _local_maxima_1d(x)\n",
    replace: `    from strategic_science.shortening import shortening
    peaks, left_edges, right_edges = shortening(_local_maxima_1d)(x)
`,
  },
  {
    file: "scipy/spatial/__init__.py",
    why: SHORTENS,
    find: "from ._qhull import *\n",
    replace: `from ._qhull import *
from strategic_science.shortening import shortening as _shortening

for _shape in (ConvexHull, Delaunay, HalfspaceIntersection, Voronoi):
    _shape._update = _shortening(_shape._update)
`,
  },
  {
    file: "threadpoolctl.py",
    why: "Looks for pools of threads by calling C's functions through ctypes, which ends the interpreter. There are no threads.",
    find: `        elif "pyodide" in sys.modules:
            self._find_libraries_pyodide()
        else:
            self._find_libraries_with_dl_iterate_phdr()
`,
    replace: "",
  },
  {
    file: "scipy/_lib/_ccallback.py",
    why: "ctypes.cast calls a function of C. What it is given is such a pointer already.",
    find: "    return ctypes.cast(data, ctypes.c_void_p).value",
    replace: "    return data.value",
  },
  {
    file: distributions,
    why: "What stands in for data_as below.",
    find: "import ctypes\n",
    replace: "import ctypes\nfrom strategic_science.pointers import pointer_to as _pointer_to\n",
  },
  ...[
    ["[p, a, b]", 1],
    ["[p, b]", 1],
    ["arg", 5],
  ].map(([numbers, times]) => ({
    file: distributions,
    why: "data_as calls a function of C: studentized_range, and with it tukey_hsd; genhyperbolic, skewed and stable distributions.",
    find: `np.array(${numbers}, float).ctypes.data_as(ctypes.c_void_p)`,
    replace: `_pointer_to(np.array(${numbers}, float))`,
    times: times as number,
  })),
  {
    file: "matplotlib/mpl-data/matplotlibrc",
    why: "Pictures are drawn in memory: there is no window and no browser.",
    find: "#backend: webagg",
    replace: "backend: agg",
  },
  {
    file: "matplotlib/backend_bases.py",
    why: "plt.show() without a window is silent, as natively on a machine without a display: the run's answer has the figures.",
    find: 'if sys.platform == "linux" and not os.environ.get("DISPLAY"):',
    replace: "if True:",
  },
  ...["STL", "STL.fit"].map((what) => ({
    file: "statsmodels/tsa/forecasting/stl.py",
    why: "Reads its own documentation from compiled code that is not here.",
    find: `ds = Docstring(${what}.__doc__)`,
    replace: "ds = Docstring(None)",
  })),
];

export const scienceTexts: readonly TextPatch[] = [...integers, ...surroundings];
