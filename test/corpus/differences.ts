const ties =
  "Order of equal values: native numpy sorts with AVX2 here, the sandbox as numpy does on a processor without it (NPY_DISABLE_CPU_FEATURES=X86_V3).";

/** Programs that run and answer something else than native CPython, and why. docs/numerics.md shows the same list. */
export const differs: Readonly<Record<string, string>> = {
  "pandas_cleaning: outliers by one and a half interquartile ranges": ties,
};

/** Programs that native CPython runs and the sandbox does not, and why. */
export const refused: Readonly<Record<string, string>> = {};
