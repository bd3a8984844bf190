import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { filesOf } from "../packages/environments.ts";
import { readLock } from "../packages/lock.ts";
import { type GuestAnswer, guestSession } from "../tests/guest-session.ts";
import { importedAhead } from "./imported-ahead.ts";
import { isForeign } from "./python-part.ts";
import { scienceTexts } from "./science-texts.ts";

let run: Awaited<ReturnType<typeof guestSession>>;
beforeAll(async () => {
  run = await guestSession("science");
});

async function result(code: string): Promise<unknown> {
  const { result: found, error } = await run(code);
  return error === null ? found : `${error.type}: ${error.message}`;
}

describe("the environment", () => {
  test("has what the standard one has, at the same version, and every package once", () => {
    const [standard, science] = (["standard", "science"] as const).map((environment) => filesOf(environment, readLock()));
    expect(science).toEqual(expect.arrayContaining(standard as never[]));
    expect(new Set(readLock().files.map(({ name }) => name)).size).toBe(readLock().files.length);
    expect(science).toHaveLength(readLock().files.length);
    expect(science?.filter(({ file }) => isForeign(file)).map(({ name }) => name)).toEqual(["statsmodels"]);
  });

  test("each change to a package says why", () => {
    for (const { why } of scienceTexts) expect(why.length).toBeGreaterThan(20);
  });

  test("what is imported ahead is there when a run begins: none of it is loaded again, and the interpreter stays", async () => {
    const imports = importedAhead.science.map((name) => `import ${name}`).join("\n");
    const answer = await run(
      `import sys\nbefore = set(sys.modules)\n${imports}\nresult = [len(before), sorted(set(sys.modules) - before)]`,
    );
    expect(answer).toMatchObject({ error: null, spent: false, tripwires: [] });
    const [there, loaded] = answer.result as [number, string[]];
    expect(there).toBeGreaterThan(1000);
    expect(loaded).toEqual([]);
  });
});

/** Each failed, or told another number, before the change that it is named after. */
describe("whole numbers where compiled code takes C's long:", () => {
  test.each([
    [
      "samples are drawn without replacement",
      `from sklearn.datasets import make_classification
from sklearn.ensemble import BaggingClassifier, IsolationForest
from sklearn.utils.random import sample_without_replacement
x, y = make_classification(random_state=0)
drawn = sample_without_replacement(20, 5, random_state=0)
[str(drawn.dtype), sorted(drawn.tolist())[0] >= 0, len(set(drawn.tolist())), BaggingClassifier(n_estimators=3, random_state=0).fit(x, y).score(x, y) > 0.8,
 sorted(set(IsolationForest(n_estimators=5, random_state=0).fit(x).predict(x).tolist()))]`,
      ["int64", true, 5, true, [-1, 1]],
    ],
    [
      "lambertw takes a branch",
      "from scipy.special import lambertw\n[round(lambertw(1, k).real, 6) for k in (0, -1)]",
      [0.567143, -1.533913],
    ],
    [
      "spherical Bessel functions take an order",
      "import numpy as np\nfrom scipy import special\n[round(float(f(np.arange(3), 2.0)[2]), 6) for f in (special.spherical_jn, special.spherical_yn, special.spherical_in, special.spherical_kn)]",
      [0.198448, -0.733991, 0.351856, 0.345449],
    ],
    [
      "orthogonal polynomials are exact at whole orders",
      "import numpy as np\nfrom scipy import special\norders = np.arange(0, 10000, 7)\nx = 0.3\n[bool(np.abs(special.eval_chebyt(orders, x) - np.cos(orders * np.arccos(x))).max() < 1e-9), special.eval_hermite(np.array([3]), 2.0).round(9).tolist(), special.expn(np.array([2]), 1.0).round(6).tolist()]",
      [true, [40], [0.148496]],
    ],
    [
      "schur and qz of whole numbers are in double precision",
      "import numpy as np\nfrom scipy import linalg\na = np.array([[1, 2], [3, 4]])\n[str(linalg.schur(a, output='complex')[0].dtype), str(linalg.qz(a, a, output='complex')[0].dtype)]",
      ["complex128", "complex128"],
    ],
    [
      "peaks are measured at default integers",
      "import numpy as np\nfrom scipy import signal\nx = np.array([0, 1, 0, 2, 0])\npeaks = np.array([1, 3])\nfound = signal.peak_prominences(x, peaks)\nwide = tuple(np.asarray(side).astype(np.int64) if at else side for at, side in enumerate(found))\n[found[0].tolist(), signal.peak_widths(x, peaks, prominence_data=wide)[0].tolist()]",
      [
        [1, 2],
        [1, 1],
      ],
    ],
  ])("%s", async (_, code, expected) => {
    expect(await result(code)).toEqual(expected);
  });
});

describe("what has no place in a sandbox is done without:", () => {
  test.each([
    ["integrals of a function", "from scipy import integrate\nround(integrate.quad(lambda x: x * x, 0, 3)[0], 9)", 9],
    [
      "workers that are not there",
      "from scipy import optimize\n[optimize.differential_evolution(lambda v: ((v - 1) ** 2).sum(), [(-2, 2)] * 2, rng=1, workers=n).x.round(3).tolist() for n in (1, 2, -1)]",
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    ],
    [
      "jobs that are not there",
      "import numpy as np\nfrom sklearn.ensemble import RandomForestRegressor\nx = np.arange(40.0).reshape(-1, 1)\nRandomForestRegressor(n_estimators=4, random_state=0, n_jobs=-1).fit(x, x.ravel()).score(x, x.ravel()) > 0.9",
      true,
    ],
    [
      "references that numpy would count",
      "import numpy as np\nfrom scipy import signal, spatial\npoints = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0.4, 0.6]])\n[signal.find_peaks(np.array([0, 1, 0, 2, 2, 0.0]))[0].tolist(), sorted(spatial.ConvexHull(points).vertices.tolist()), len(spatial.Voronoi(points).vertices), len(spatial.Delaunay(points).simplices)]",
      [[1, 3], [0, 1, 2, 3], 4, 4],
    ],
    [
      "names in pickles that an import would not give",
      "import io, joblib\nfrom fractions import Fraction\nimport numpy as np, pandas as pd\nfrom sklearn.linear_model import Ridge\nfile, table = io.BytesIO(), io.BytesIO()\njoblib.dump(Ridge(alpha=2), file)\npd.to_pickle([pd.Timestamp('2026-01-02'), Fraction(1, 3)], table)\nfile.seek(0), table.seek(0)\n[joblib.load(file).alpha, str(pd.read_pickle(table))]",
      [2, "[Timestamp('2026-01-02 00:00:00'), Fraction(1, 3)]"],
    ],
    [
      "pools of threads that are not there",
      "import numpy as np\nfrom sklearn.cluster import KMeans\nimport threadpoolctl\n[threadpoolctl.threadpool_info(), sorted(set(KMeans(2, random_state=0, n_init=1).fit_predict(np.arange(6.0).reshape(-1, 1)).tolist()))]",
      [[], [0, 1]],
    ],
    [
      "distributions whose density compiled code computes",
      "from scipy import stats\n[round(float(value), 6) for value in (stats.tukey_hsd([1, 2, 3.0], [2, 4, 5.0]).pvalue[0, 1], stats.studentized_range.cdf(3, 3, 10), stats.genhyperbolic(0.5, 1.5, -0.5).cdf(0.3))]",
      [0.189004, 0.865017, 0.800866],
    ],
    [
      "functions that compiled code calls back",
      "import numpy as np\nfrom scipy import linalg\na = np.array([[1, 2], [3, 4.0]])\n[linalg.schur(a, sort=lambda x, y=0: x > 0)[2], linalg.schur(a, sort='lhp')[2], [part.shape for part in linalg.ordqz(a, a, sort='lhp')][0]]",
      [1, 1, [2, 2]],
    ],
  ])("%s", async (_, code, expected) => {
    const answer = await run(code);
    expect([answer.error, answer.result, answer.stderr.includes("Exception ignored")]).toEqual([null, expected, false]);
    expect(answer.tripwires).toEqual([]);
  });

  test("the stand-in for ctypes is nothing that guest code gets", async () => {
    for (const code of [
      "import ctypes",
      "from scipy import integrate\nimport sys\nsys.modules['ctypes']",
      "import threadpoolctl\nthreadpoolctl.ctypes",
    ]) {
      const { error } = await run(code);
      expect(["ImportError", "KeyError", "SecurityError"]).toContain(error?.type);
    }
  });

  test.each([
    "matplotlib.subprocess",
    "matplotlib.backend_bases.socket",
    "joblib.parallel.threading",
    "sklearn._config.threading",
  ])("a module that leads out of the interpreter is not handed out by a library: %s", async (path) => {
    const { error, tripwires } = await run(`import matplotlib.pyplot, joblib, sklearn\n${path}`);
    expect([error?.type, tripwires]).toEqual(["SecurityError", ["a security error"]]);
  });
});

test.each([
  ["a parameter", "class Own(BaseEstimator):\n    def __init__(self, __class__=None): pass\nOwn().get_params()"],
  [
    "what is important",
    "SelectFromModel(LinearRegression(), importance_getter='__class__.__subclasses__').fit(x, x.ravel()).transform(x)",
  ],
])("a library that looks up what a caller names does not lead into the interpreter: %s", async (_, code) => {
  const imports =
    "import numpy as np\nfrom sklearn.feature_selection import SelectFromModel\nfrom sklearn.linear_model import LinearRegression\nfrom sklearn.base import BaseEstimator\nx = np.arange(20.0).reshape(-1, 1)";
  expect((await run(`${imports}\n${code}`)).error?.type).toBe("SecurityError");
});

describe("statsmodels", () => {
  const TABLE = `import numpy as np, pandas as pd
import statsmodels.api as sm, statsmodels.formula.api as smf
t = pd.DataFrame({"y": [1, 2, 3.5, 4, 6, 6.5], "x": [1, 2, 3, 4, 5, 6], "g": list("ababba")})
s = pd.Series(np.sin(np.arange(60.0)) + np.arange(60.0), index=pd.date_range("2020", periods=60, freq="MS"))\n`;

  test("fits models, written as formulas too", async () => {
    const code = `${TABLE}[sm.OLS(t.y, sm.add_constant(t.x)).fit().params.round(4).tolist(), smf.ols("y ~ np.log(x) + C(g) + I(x ** 2)", t).fit().rsquared > 0.9, "OLS Regression Results" in str(smf.ols("y ~ x", t).fit().summary())]`;
    expect(await result(code)).toEqual([[-0.1667, 1.1429], true, true]);
  });

  test.each([
    ["STL", "from statsmodels.tsa.seasonal import STL", "STL(s).fit()", "seasonal_decompose"],
    ["ARIMA", "from statsmodels.tsa.arima.model import ARIMA", "ARIMA(s, order=(1, 0, 0)).fit()", "AutoReg"],
    ["SARIMAX", "from statsmodels.tsa.statespace.sarimax import SARIMAX", "SARIMAX(s, order=(1, 0, 0)).fit()", "AutoReg"],
    [
      "ExponentialSmoothing",
      "from statsmodels.tsa.holtwinters import ExponentialSmoothing",
      "ExponentialSmoothing(s, trend='add').fit()",
      "AutoReg",
    ],
    ["ETSModel", "from statsmodels.tsa.exponential_smoothing.ets import ETSModel", "ETSModel(s, trend='add').fit()", "AutoReg"],
    [
      "MarkovRegression",
      "from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression",
      "MarkovRegression(s, 2).fit()",
      "GaussianMixture",
    ],
    ["lowess", "", "sm.nonparametric.lowess(s.values, np.arange(60))", "make_smoothing_spline"],
    ["KDEUnivariate", "", "sm.nonparametric.KDEUnivariate(s.values).fit()", "gaussian_kde"],
    ["qn_scale", "", "sm.robust.scale.qn_scale(s.values)", "mad"],
  ])("refuses %s by its name, and says what to use", async (name, imports, call, instead) => {
    const { error } = await run(`${TABLE}${imports}\n${call}`);
    expect(error?.type).toBe("NotImplementedError");
    expect(error?.message).toMatch(new RegExp(`\\b${name}\\b.*compiled code of statsmodels \\(statsmodels\\..*Use .*${instead}`));
  });

  test("and what it says works", async () => {
    const code = `${TABLE}from statsmodels.tsa.ar_model import AutoReg
from statsmodels.tsa.seasonal import seasonal_decompose
from scipy import interpolate, stats
from sklearn.mixture import GaussianMixture
result = [
    len(AutoReg(s, 2, trend="ct", seasonal=True, period=12).fit().forecast(3)),
    len(seasonal_decompose(s, period=12).trend),
    float(sm.nonparametric.KDEUnivariate(s.values).fit(fft=False).density.sum()) > 0,
    float(stats.gaussian_kde(s)(30.0)[0]) > 0,
    float(interpolate.make_smoothing_spline(np.arange(60.0), s.values)(30.0)) > 0,
    sorted(set(GaussianMixture(2, random_state=0).fit_predict(s.values.reshape(-1, 1)).tolist())),
    float(sm.robust.scale.mad(s.values)) > 0,
    len(s.ewm(alpha=0.5).mean()),
]`;
    expect(await result(code)).toEqual([3, 60, true, true, true, [0, 1], true, 60]);
  });

  test.each([
    ["imports", "I(__import__('os').system('true') == 0)"],
    ["evaluates", "I(eval('1'))"],
    ["looks inside", "I(x.__class__ is None)"],
    ["goes through a module", "I(np.ctypeslib is None)"],
  ])("a formula that %s is refused", async (_, term) => {
    const { error } = await run(`${TABLE}smf.ols("y ~ x + ${term}", t)`);
    expect(error?.message).toMatch(/not available in the sandbox|is not defined/);
  });
});

describe("matplotlib and seaborn", () => {
  const figure = (draw: string) => `import io
import matplotlib.pyplot as plt, seaborn as sns, pandas as pd, numpy as np
t = pd.DataFrame({"x": range(20), "y": [v * v for v in range(20)], "g": ["a", "b"] * 10})
${draw}
file = io.BytesIO()
plt.savefig(file, format="png")
plt.show()
result = [plt.get_backend(), file.getvalue()[:4] == b"\\x89PNG", len(file.getvalue()) > 3000]`;

  test.each([
    ["lines", "plt.plot([1, 2, 3], [3, 1, 2]); plt.title('A $x^2$ — é'); plt.xlabel('x')"],
    ["a table", "t.plot(x='x', y='y')"],
    ["a histogram of a table", "t['y'].hist(bins=5)"],
    [
      "axes side by side",
      "f, axes = plt.subplots(2, 2); axes[0, 0].bar(['a', 'b'], [1, 2]); axes[1, 1].pie([1, 2]); f.tight_layout()",
    ],
    ["a contour", "x = np.linspace(0, 1, 20); plt.contourf(x, x, np.outer(x, x)); plt.colorbar()"],
    ["seaborn's boxes", "sns.boxplot(data=t, x='g', y='y')"],
    ["seaborn's regression and theme", "sns.set_theme(); sns.regplot(data=t, x='x', y='y')"],
    ["seaborn's grid", "sns.pairplot(t)"],
    ["dates", "plt.plot(pd.date_range('2024', periods=5), range(5)); plt.gcf().autofmt_xdate()"],
  ])("draw %s into a picture, with nothing said and no window", async (_, draw) => {
    const answer: GuestAnswer = await run(figure(draw));
    expect(answer).toMatchObject({ error: null, result: ["agg", true, true], tripwires: [], spent: false });
    // Nothing but how each figure came back.
    expect(answer.stderr.replaceAll(/^figure \d+: .*\n/gm, "")).toBe("");
  });

  test("write nothing to files, not even a cache", async () => {
    const listed =
      "sorted(os.path.join(a, n) for root in ('/home', '/tmp', '/root') for a, _, names in os.walk(root) for n in names)";
    expect(await result(`import os\nbefore = ${listed}\n${figure("plt.plot([1])")}\nresult = [before == ${listed}]`)).toEqual([
      true,
    ]);
  });

  test("another backend says what is missing", async () => {
    expect(await result("import matplotlib.pyplot as plt\nplt.switch_backend('TkAgg')")).toMatch(/No module named 'tkinter'/);
  });
});

test("openpyxl reads and writes what pandas asks it to", async () => {
  const code =
    "import io\nimport pandas as pd\nfile = io.BytesIO()\npd.DataFrame({'a': [1, 2]}).to_excel(file, index=False)\nfile.seek(0)\npd.read_excel(file)['a'].tolist()";
  expect(await result(code)).toEqual([1, 2]);
});

test("every file that is changed is one of the science packages", () => {
  const roots = new Set(scienceTexts.map(({ file }) => file.split("/")[0]));
  expect([...roots].toSorted()).toEqual(["matplotlib", "scipy", "sklearn", "statsmodels", "threadpoolctl.py"]);
  expect(readFileSync(new URL("../packages/lock.json", import.meta.url), "utf8")).not.toContain("://");
});
