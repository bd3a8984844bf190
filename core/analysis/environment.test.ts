import { expect, test } from "vitest";
import type { SandboxEnvironment } from "../ports/sandbox.ts";
import { environmentFor, missingRoots } from "./environment.ts";

const science: SandboxEnvironment = { name: "science", roots: ["scipy", "sklearn", "matplotlib"], missing: null };
const environments: readonly SandboxEnvironment[] = [{ name: "plain", roots: [], missing: null }, science];

test.each([
  "import scipy",
  "from scipy import stats",
  "from scipy.stats import norm",
  "import pandas as pd, scipy.stats as st",
  "x = 1; import sklearn.linear_model",
  "try: import scipy\nexcept ImportError: pass",
  "def f():\n\tfrom sklearn.svm import SVC\n",
  "df.plot(kind='bar')",
  "df.plot.bar()",
  "s.hist(bins=20)",
])("%j goes where its imports are", (code) => {
  expect(environmentFor(environments, code)).toBe("science");
});

test.each([
  "",
  "import pandas as pd\nimport math",
  "scipy = 1",
  "# import",
  "important = 'x'",
  "from x.scipy import y",
  "df.plotting",
])("%j goes to the first environment", (code) => {
  expect(environmentFor(environments, code)).toBe("plain");
});

test("a sandbox that tells of none has the standard one, and one that is not there is not sent to", () => {
  expect(environmentFor([], "import scipy")).toBe("standard");
  expect(environmentFor([environments[0]!, { ...science, missing: "Run setup." }], "import scipy")).toBe("plain");
});

test("what is missing is told by import", () => {
  expect(missingRoots(environments)).toEqual({});
  const told = missingRoots([{ ...science, missing: "Run setup." }]);
  expect(told).toEqual({ scipy: "Run setup.", sklearn: "Run setup.", matplotlib: "Run setup." });
});
