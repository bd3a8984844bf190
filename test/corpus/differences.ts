const ties =
  "Order of equal values: native numpy sorts with AVX2 here, the sandbox as numpy does on a processor without it (NPY_DISABLE_CPU_FEATURES=X86_V3).";

const transform =
  "The scope takes what is given to `transform` for the name of a function, as pandas does, whatever it is called on; `fit_transform` runs.";

/** Programs that run and answer something else than native CPython, and why. docs/numerics.md shows the same list. */
export const differs: Readonly<Record<string, string>> = {
  "pandas_cleaning: outliers by one and a half interquartile ranges": ties,
};

/** Programs that native CPython runs and the sandbox does not, and why. */
export const refused: Readonly<Record<string, string>> = {
  "plain_collections: bisect into bands":
    "The scope takes the name in `from bisect import bisect` for a module that another keeps; `import bisect` runs.",
  "scipy_distributions: empirical distribution":
    "The scope refuses every method named `evaluate`, because one of the language's own evaluates text as code.",
  "sklearn_preparing: gaps filled with what another table shows": transform,
  "sklearn_preparing: new points on old components": transform,
  "sklearn_preparing: one-hot and ordinal codes": transform,
  "sklearn_preparing: scaled by what the training part shows": transform,
};
