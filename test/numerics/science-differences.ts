const version = "Another version: native here is scipy 1.17.1, the sandbox has 1.18.0.";
const converged = "An iteration that ends within its tolerance, not at the same place.";
const tie = "Two ways are equally good, and the last digit decides.";
const sign = "Signs of vectors: another LAPACK.";

/**
 * Docstring examples of scipy and scikit-learn that print something else than native CPython by more than the last digits and the
 * widths of whole numbers, and why. docs/numerics.md shows the same list.
 */
export const differences: Readonly<Record<string, string>> = {
  "scipy.stats.binomtest": version,
  "scipy.stats.quantile_test": version,
  "scipy.stats.mstats.brunnermunzel": "Ranks of equal values, NaN among them, in the order of a sort that is not stable.",
  "scipy.stats.contingency.crosstab": version,
  "scipy.optimize.fmin_cobyla": converged,
  "scipy.optimize.shgo": converged,
  "scipy.cluster.hierarchy.DisjointSet": "The order of a set.",
  "scipy.linalg.bandwidth": version,
  "scipy.linalg.qr_delete": sign,
  "scipy.linalg.qr_update": sign,
  "scipy.spatial.distance.seuclidean": version,
  "scipy.spatial.transform.Rotation.approx_equal": version,
  "scipy.sparse.linalg.norm": version,
  "sklearn.ensemble.GradientBoostingRegressor": tie,
  "sklearn.gaussian_process.kernels.ExpSineSquared": converged,
  "sklearn.linear_model.LogisticRegression": converged,
  "sklearn.metrics.check_scoring": "A path of the installation, in the text of an error.",
  "sklearn.tree.export_graphviz": tie,
  "sklearn.utils.all_estimators": "Imports every module, those that start processes among them, which are not there.",
};
