import type { Environment } from "../packages/environments.ts";

const scipy = `cluster.hierarchy cluster.vq constants differentiate fft integrate interpolate linalg linalg._matfuncs_sqrtm ndimage optimize signal sparse
  sparse.csgraph sparse.linalg spatial spatial.distance special stats stats.contingency stats.mstats stats.qmc stats.sampling`;
const sklearn = `calibration cluster compose cross_decomposition datasets decomposition discriminant_analysis dummy ensemble
  feature_extraction.text feature_selection gaussian_process impute inspection isotonic kernel_ridge linear_model manifold metrics
  mixture model_selection multiclass multioutput naive_bayes neighbors neural_network pipeline preprocessing random_projection svm tree`;
const within = (root: string, names: string) => names.split(/\s+/).map((name) => `${root}.${name}`);

/**
 * What an environment's image has imported, besides what each has (warm_up.py): a run that imports it finds it there. What is
 * imported later is read from the image's files, and a compiled module among it costs a new interpreter after the run.
 */
export const importedAhead: Readonly<Record<Environment, readonly string[]>> = {
  standard: [],
  science: [
    ...within("scipy", scipy),
    ...within("sklearn", sklearn),
    ...["statsmodels.api", "statsmodels.formula.api", "statsmodels.stats.api", "statsmodels.tsa.api"],
    ...["matplotlib.pyplot", "matplotlib.backends.backend_agg", "seaborn", "pandas.plotting._matplotlib"],
    // Compiled modules that drawing loads when it comes to them.
    ...["contourpy", "matplotlib._tri", "matplotlib._qhull"],
    "openpyxl",
    // Changes what draws into what answers with pictures: after all that it changes.
    "strategic_science.pictures",
  ],
};
