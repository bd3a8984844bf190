import { beforeAll, describe, expect, test } from "vitest";
import { guestSession } from "../tests/guest-session.ts";

/** What the science packages keep for themselves, in one interpreter: as the host's own preamble, so no guard is in the way. */
let run: Awaited<ReturnType<typeof guestSession>>;
beforeAll(async () => {
  run = await guestSession("science");
});

async function unconfined(preamble: string): Promise<unknown> {
  const { result, error, spent } = await run("", { preamble });
  expect([error, spent]).toEqual([null, false]);
  return result;
}

describe("nothing of one run is visible to the next", () => {
  test.each([
    ["open figures", "import matplotlib.pyplot as plt", "plt.plot([1])", "plt.get_fignums() != []"],
    ["settings of drawing", "import matplotlib as m", "m.rcParams['lines.linewidth'] = 9", "m.rcParams['lines.linewidth'] == 9"],
    [
      "a theme",
      "import seaborn as sns, matplotlib as m",
      "sns.set_theme(style='dark')",
      "m.rcParams['axes.facecolor'] == '#EAEAF2'",
    ],
    ["colour maps", "import matplotlib as m", "m.colormaps.register(m.colormaps['gray'], name='mine')", "'mine' in m.colormaps"],
    [
      "fonts that were read",
      "import matplotlib.font_manager as f",
      "f.get_font(f.findfont('serif'))",
      "f._get_font.cache_info().currsize > 0",
    ],
    ["settings of models", "import sklearn", "sklearn.set_config(assume_finite=True)", "sklearn.get_config()['assume_finite']"],
    ["errors of functions", "from scipy import special as s", "s.seterr(loss='raise')", "s.geterr()['loss'] == 'raise'"],
    ["a changed distribution", "from scipy import stats", "stats.norm.cdf = None", "stats.norm.cdf is None"],
    ["a changed class", "from sklearn.base import BaseEstimator as B", "B.get_params = None", "B.get_params is None"],
    ["converters of dates", "import matplotlib.units as u", "u.registry.clear()", "len(u.registry) == 0"],
    ["the stand-in for ctypes", "import sys", "sys.modules['ctypes'].left = 1", "hasattr(sys.modules['ctypes'], 'left')"],
  ])("%s", async (_, imports, change, look) => {
    expect(await unconfined(`${imports}\nresult = ${look}`)).toBe(false);
    expect(await unconfined(`${imports}\n${change}\nresult = ${look}`)).toBe(true);
    expect(await unconfined(`${imports}\nresult = ${look}`)).toBe(false);
  });
});

test("what is drawn at random differs from run to run, and is the same for the same seed", async () => {
  const code =
    "from scipy import stats\nfrom sklearn.utils import resample, shuffle\n[stats.norm.rvs(size=2).tolist(), shuffle(list(range(50))), resample(list(range(50)))]";
  const results = [];
  for (const seed of [null, null, 7, 7]) results.push((await run(code, { seed })).result);
  const [one, two, three, four] = results as unknown[][];
  expect(three).toEqual(four);
  for (const [index, value] of (one ?? []).entries()) expect(value).not.toEqual(two?.[index]);
});

test("a hundred runs that draw and fit answer alike, and none costs the interpreter", async () => {
  const codes = [
    "import io\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nfile = io.BytesIO()\nplt.savefig(file)\nlen(file.getvalue()) > 1000",
    "from sklearn.linear_model import LinearRegression\nLinearRegression().fit([[1], [2]], [1, 2]).score([[1], [2]], [1, 2]) == 1",
    "import statsmodels.formula.api as smf, pandas as pd\nbool(smf.ols('y ~ x', pd.DataFrame({'x': [1, 2, 3], 'y': [1, 2, 4]})).fit().rsquared > 0.9)",
    "from scipy import stats\nbool(stats.ttest_ind([1, 2, 3], [2, 3, 5]).pvalue < 1)",
  ];
  for (let at = 0; at < 100; at++) {
    const { result, error, spent } = await run(codes[at % codes.length] as string);
    expect([result, error, spent]).toEqual([true, null, false]);
  }
});
