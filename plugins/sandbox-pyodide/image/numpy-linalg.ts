import type { TextPatch } from "./byte-patches.ts";

/** Errors of linear algebra come through flags that WebAssembly's numbers don't have (strategic_runtime/linear_algebra.py). */
export const linearAlgebraTexts: readonly TextPatch[] = [
  {
    file: "numpy/linalg/_linalg.py",
    why: "np.linalg.inv of a singular matrix is a LinAlgError, not a matrix of NaN.",
    find: "from numpy.linalg import _umath_linalg\n",
    replace: `from numpy.linalg import _umath_linalg
from strategic_runtime import linear_algebra as _linear_algebra

_umath_linalg = _linear_algebra.noticing(_umath_linalg)
`,
  },
];
