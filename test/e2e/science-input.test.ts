import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesOf } from "../../plugins/sandbox-pyodide/packages/environments.ts";
import { cacheFolder } from "../../plugins/sandbox-pyodide/packages/folders.ts";
import { readLock } from "../../plugins/sandbox-pyodide/packages/lock.ts";
import { analysis, type RunningServer, startServer } from "./server.ts";

const folder = mkdtempSync(join(tmpdir(), "science-input-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The server goes on: with the environment that the input was for, and with the other. */
async function serves(server: RunningServer, ...codes: readonly string[]): Promise<void> {
  for (const code of ["1 + 1", ...codes]) expect((await server.call("run_analysis", analysis(code))).data.result).toBe(2);
}

describe("what an analysis with the science libraries may get wrong", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  const pickled = { status: "rejected", error: { code: "SCOPE_VIOLATION" } };
  test.each([
    [
      "compiled code of statsmodels that is not here",
      "from statsmodels.tsa.api import STL\nSTL(pd.Series(range(48)), period=12).fit()",
      { status: "guest-error", error: { type: "NotImplementedError", line: 2 } },
      /STL needs compiled code of statsmodels .*Use statsmodels\.tsa\.seasonal\.seasonal_decompose/,
    ],
    [
      "more jobs than there are processes",
      "from sklearn.ensemble import RandomForestClassifier\nfrom sklearn.model_selection import cross_val_score\nx = np.arange(60.0).reshape(-1, 1)\nfloat(cross_val_score(RandomForestClassifier(5, n_jobs=-1, random_state=0), x, x.ravel() > 30, cv=3, n_jobs=-1).min()) > 0.5",
      { status: "ok", result: true },
      /^/,
    ],
    [
      "a figure of 50 fields",
      "import matplotlib.pyplot as plt\nfig, axes = plt.subplots(10, 5)\nfor at, one in enumerate(axes.flat): one.plot([at, 1])\nlen(fig.axes)",
      { status: "ok", result: 50 },
      /it has 50 fields; 12 fit on one page/,
    ],
    [
      "1,000 figures left open",
      "import matplotlib.pyplot as plt\nfor at in range(1000):\n    fig = plt.figure(figsize=(2, 2))\n    if at % 40 == 0: fig.add_axes((0, 0, 1, 1)).plot([at, 1])\nlen(plt.get_fignums())",
      { status: "ok", result: 1000 },
      /9 more/,
    ],
    [
      "a figure that can't be drawn",
      "import matplotlib.pyplot as plt\nplt.title(r'$\\\\frac{1}$')",
      { status: "guest-error", error: { type: "ValueError" } },
      /frac/,
    ],
    ["a model that is pickled", "import pickle\npickle.dumps(1)", pickled, /can't be unpickled safely\. Use json/],
    ["a model that is stored", "import joblib\njoblib.dump([1], 'model.joblib')", pickled, /nothing can be stored/],
    ["a model that is loaded", "from joblib import load\nload('model.joblib')", pickled, /nothing can be stored/],
    [
      "a table with a model that is pickled",
      "from sklearn.svm import SVC\npd.Series([SVC()]).to_pickle('m')",
      pickled,
      /to_json/,
    ],
    [
      "a formula that reads a file",
      "import statsmodels.formula.api as smf\nsmf.ols('y ~ open(\"f\")', pd.DataFrame({'y': [1]}))",
      pickled,
      /`open`/,
    ],
  ])("%s has a clear outcome", async (_, code, expected, said) => {
    const { data } = await server.call("run_analysis", analysis(code));
    expect(data).toMatchObject(expected);
    expect(JSON.stringify(data)).toMatch(said);
    await serves(server, "from scipy import stats\nint(stats.mode([2, 2, 3]).mode)");
  });
});

describe("a model that runs into its time", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  const start = (rows: string) =>
    `X = np.random.default_rng(0).normal(size=(${rows}, 20))\ny = X[:, 0] > 3 * X[:, 1] * X[:, 2]\n`;
  const limited = async (code: string, wallSeconds = 2) => {
    const { data } = await server.call("run_analysis", analysis(code, { limits: { wallSeconds } }));
    expect(data).toMatchObject({ status: "limit", limit: "wall", error: { code: "LIMIT_EXCEEDED" } });
    return data.error as { line: number | null; source: string | null; hint: string };
  };

  test("tells its line, how much of it was done, and how large its tables are", async () => {
    // Small trees: on a busy machine, too, the interrupt is met between two of them.
    const fit = "RandomForestClassifier(300, max_depth=4, n_jobs=-1, random_state=0).fit(X, y)";
    const { line, source, hint } = await limited(
      `from sklearn.ensemble import RandomForestClassifier\n${start("20_000")}${fit}`,
      5,
    );
    expect([line, source]).toEqual([4, fit]);
    expect(hint).toMatch(/This line was running .* \d+ of its 300 parts were done: about \d+ % of this fits into the time\./);
    expect(hint).toContain("X has 20,000 rows, y has 20,000 rows. Try it on a sample first");
    await serves(server);
  });

  test("and is inside one call of compiled code: the line that began, and what to do", async () => {
    const { line, source, hint } = await limited(`from sklearn.svm import SVC\n${start("30_000")}SVC().fit(X, y)`);
    expect([line, source]).toEqual([4, "SVC().fit(X, y)"]);
    expect(hint).toMatch(/^This line is the last .*one long call.* Try it on a sample first, df\.sample\(1000, random_state=0\)/);
    await serves(server, "from scipy import stats\nint(stats.mode([2, 2, 3]).mode)");
  });
});

describe("on a machine without a whole science image", () => {
  const real = cacheFolder();
  const images = readdirSync(join(real, "images")).filter((name) => existsSync(join(real, "images", name, "image.json")));

  /** A cache of its own, with the packages of the standard environment. */
  function cache(name: string): string {
    const path = join(folder, name);
    for (const part of ["packages", "images"]) mkdirSync(join(path, part), { recursive: true, mode: 0o700 });
    for (const { file } of filesOf("standard", readLock()))
      symlinkSync(join(real, "packages", file), join(path, "packages", file));
    return path;
  }

  test("a science run is refused with the one command, and ordinary runs are not", async () => {
    const path = cache("standard");
    for (const image of images.filter((name) => !name.startsWith("science-")))
      symlinkSync(join(real, "images", image), join(path, "images", image));
    await using server = await startServer([], { STRATEGIC_PYTHON_CACHE: path });
    for (const code of [
      "from scipy import stats\nstats.norm",
      "import matplotlib.pyplot as plt\nplt.plot([1])",
      "import sklearn.svm\nsklearn.svm.SVC()",
    ]) {
      const { data } = await server.call("run_analysis", analysis(code));
      expect(data).toMatchObject({ status: "rejected", violations: [{ rule: "import-not-installed", line: 1 }] });
      expect(JSON.stringify(data)).toContain("with one command: strategic-python setup");
      if (code.includes("scipy")) expect(JSON.stringify(data)).toContain("p-values are in strategic.analysis: ttest, welch");
    }
    await serves(server, "int(pd.Series([1, 3]).mean())");
  });

  test("a science image that is damaged inside is never served: ordinary runs are, and the one command is told", async () => {
    const path = cache("damaged");
    for (const image of images) {
      const target = join(path, "images", image);
      if (!image.startsWith("science-")) symlinkSync(join(real, "images", image), target);
      else {
        cpSync(join(real, "images", image), target, { recursive: true });
        const heap = openSync(join(target, "heap.bin"), "r+");
        for (let at = 0; at < 100; at++) writeSync(heap, Buffer.alloc(4096, 0xff), 0, 4096, at * 65_536);
        closeSync(heap);
      }
    }
    await using server = await startServer([], { STRATEGIC_PYTHON_CACHE: path });
    await serves(server, "int(pd.Series([1, 3]).mean())");
    const answer = await server.call("run_analysis", analysis("from scipy import stats\nfloat(stats.norm.cdf(0))"));
    expect(answer.data.status).not.toBe("ok");
    expect(JSON.stringify(answer)).toContain("strategic-python setup");
    await serves(server, "int(pd.Series([1, 3]).mean())");
  });

  test("images that are half written are made again where that can be, and never served", async () => {
    const path = cache("halves");
    for (const image of images) {
      mkdirSync(join(path, "images", image));
      copyFileSync(join(real, "images", image, "image.json"), join(path, "images", image, "image.json"));
      writeFileSync(join(path, "images", image, "heap.bin"), "half");
    }
    await using server = await startServer([], { STRATEGIC_PYTHON_CACHE: path });
    await serves(server, "int(pd.Series([1, 3]).mean())");
    const { data } = await server.call("run_analysis", analysis("from scipy import stats\nstats.norm.cdf(0)"));
    expect(data).toMatchObject({ status: "rejected", violations: [{ rule: "import-not-installed" }] });
    expect(JSON.stringify(data)).toContain("strategic-python setup");
    await serves(server, "int(pd.Series([1, 3]).mean())");
  });
});
