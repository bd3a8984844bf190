import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../../core/ports/sandbox.ts";
import { answerOf, sandboxJob } from "../../../core/testing/index.ts";
import { unjudged } from "../tests/unjudged.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = unjudged({ workers: 1 });
  await sandbox.start();
});
afterAll(() => sandbox.close());

/** What no image has imported: its library is linked in the run, with symbols of the runtime and of others that are there. */
test.each([
  [
    "Fortran, by callbacks",
    `
from scipy import odr
import numpy as np
x = np.arange(10.0)
fit = odr.ODR(odr.RealData(x, 2 * x + 1), odr.Model(lambda b, x: b[0] * x + b[1]), beta0=[1.0, 0.0]).run()
[round(float(b), 6) for b in fit.beta]`,
    [2, 1],
  ],
  [
    "C++, with its exceptions",
    `
import io
from scipy.io._fast_matrix_market import mmread
try:
    mmread(io.BytesIO(b"no matrix"))
except ValueError as error:
    said = str(error)
said`,
    "Line 1: Not a Matrix Market file. Missing banner.",
  ],
  [
    "C++ of another library",
    "from sklearn.svm import _newrand\n_newrand.set_seed_wrap(7)\nvalue = _newrand.bounded_rand_int_wrap(10)\n0 <= value < 10",
    true,
  ],
  [
    "Cython, by another library's C interface",
    "import numpy as np\nfrom pandas._libs import byteswap\nfloat(byteswap.read_float_with_byteswap(np.array([0, 1.5, 0], 'f4').tobytes(), 4, False))",
    1.5,
  ],
])("a library that a run loads itself works: %s", async (_, code, result) => {
  for (const _again of [1, 2]) {
    const outcome = await answerOf(sandbox, sandboxJob(code, { environment: "science" }));
    expect(outcome).toMatchObject({ status: "ok", result });
  }
});
