import { afterAll, beforeAll, expect, test } from "vitest";
import { Numbers } from "./sandbox.ts";

/** What numpy's linear algebra can't do is an error, as natively, where it was a matrix of NaN (strategic_runtime/linear_algebra.py). */
const numbers = new Numbers();
beforeAll(() => numbers.start());
afterAll(() => numbers.close());

const singular = "LinAlgError: Singular matrix";
const nonconvergent = "LinAlgError: SVD did not converge";
const indefinite = "LinAlgError: Matrix is not positive definite";

// As native numpy 2.4.3 answers.
test.each([
  ["the inverse of a singular matrix", "L.inv([[1., 2], [2, 4]])", singular],
  ["of whole numbers", "L.inv([[0, 0], [0, 0]])", singular],
  ["of complex numbers", "L.inv([[1j, 2j], [1j, 2j]])", singular],
  ["of single precision", "L.inv(np.ones((2, 2), np.float32))", singular],
  ["of one among many", "L.inv([[[1., 0], [0, 1]], [[1, 2], [2, 4]]])", singular],
  ["of a matrix of NaN", "L.inv([[np.nan, 2], [2, 4]])", singular],
  ["a negative power", "L.matrix_power([[1., 2], [2, 4]], -1)", singular],
  ["a singular system", "L.solve([[1., 2], [2, 4]], [1., 2])", singular],
  ["one singular system among many", "L.solve([[[1., 0], [0, 1]], [[1, 2], [2, 4]]], np.ones((2, 2, 1)))", singular],
  ["a tensor", "L.tensorinv(np.zeros((2, 2)), ind=1)", singular],
  ["a matrix that is no covariance", "L.cholesky([[1., 2], [2, 1]])", indefinite],
  ["the same, upper half", "L.cholesky([[1., 2], [2, 1]], upper=True)", indefinite],
  ["eigenvalues of NaN", "L.eigvalsh(np.full((3, 3), np.nan))", "LinAlgError: Eigenvalues did not converge"],
  ["singular values of NaN", "L.svd([[np.nan, 2], [2, 1]])", nonconvergent],
  ["those alone", "L.svdvals([[np.nan, 2], [2, 1]])", nonconvergent],
  ["a pseudo-inverse of NaN", "L.pinv([[np.nan, 2], [2, 1]])", nonconvergent],
  ["a rank of NaN", "L.matrix_rank([[np.nan, 2], [2, 1]])", nonconvergent],
  ["a norm of NaN", "L.norm([[np.nan, 2], [2, 4]], 2)", nonconvergent],
  ["least squares of NaN", "L.lstsq([[np.nan, 2], [2, 1.]], [1., 2])", `${nonconvergent} in Linear Least Squares`],
  ["a polynomial through NaN", "np.polyfit([1, np.nan, 3], [1, 2, 3], 1)", `${nonconvergent} in Linear Least Squares`],
  ["an unknown right side", "L.solve([[1., 2], [3, 4]], [np.nan, 2]).tolist()", [null, null]],
  ["an unknown value fitted", "np.polyfit([1, 2, 3], [1, np.nan, 3], 1).tolist()", [null, null]],
  ["what has no rows", "L.inv(np.empty((0, 0))).shape", [0, 0]],
  [
    "a good matrix",
    "L.inv([[2., 0], [0, 4]]).tolist()",
    [
      [0.5, 0],
      [0, 0.25],
    ],
  ],
  [
    "a good factor",
    "L.cholesky([[4., 0], [0, 9]]).tolist()",
    [
      [2, 0],
      [0, 3],
    ],
  ],
  ["a determinant", "float(L.det([[1., 2], [2, 4]]))", 0],
  ["a condition", "float(L.cond([[1., 2], [2, 4]], 1))", { type: "float", value: "Infinity" }],
])("%s: %s", async (_, code, expected) => {
  const program = `L = np.linalg\ntry:\n    x = ${code}\nexcept Exception as e:\n    x = f"{type(e).__name__}: {e}"\nx`;
  expect(await numbers.result(program)).toEqual(expected);
});
