const python = "Written differently by another Python: native here is 3.11, the sandbox 3.14.";
const lapack = "Last digit: another LAPACK and BLAS, without fused multiply-add.";

/** Docstring examples that print something else than native CPython, and why. docs/numerics.md shows the same list. */
export const differences: Readonly<Record<string, string>> = {
  "pd.DataFrame.to_dict": `${python} \`OrderedDict\` shows itself as a dict.`,
  "pd.Series.to_dict": `${python} \`OrderedDict\` shows itself as a dict.`,
  "np.linalg.eigvalsh": `${python} \`2 - 0j\` keeps the sign of its zero.`,
  "np.linalg.eigh": `${python} \`2 - 0j\` keeps the sign of its zero; signs of zero from another LAPACK.`,
  "np.linalg.eig": "Sign of a zero: another LAPACK.",
  "np.linalg.inv": "The matrix of the example is singular up to rounding: what is printed is noise.",
  "np.linalg.norm": lapack,
  "np.linalg.matrix_norm": lapack,
  "np.vander": `${lapack} The example takes a determinant.`,
  "pd.Series.autocorr": lapack,
  "pd.Series.nbytes": "A pointer has 4 bytes here, and three of them 12.",
  "np.get_include": "A path of the installation.",
  "np.geterrcall": "WebAssembly has no floating-point flags: a division by zero gives inf without a warning.",
  "np.ndarray": "Prints memory that nothing has written to.",
};
