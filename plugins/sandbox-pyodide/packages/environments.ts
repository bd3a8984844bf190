import { pythonFolder, sciencePythonFolder } from "./folders.ts";
import type { LockedFile, PackageLock } from "./lock.ts";

/** What guest code can import. Each has an interpreter image of its own. */
export const environments = ["standard", "science"] as const;
export type Environment = (typeof environments)[number];

const tables = ["numpy", "pandas", "python-dateutil", "pytz", "six", "tzdata"];
const figures = ["matplotlib", "contourpy", "cycler", "fonttools", "kiwisolver", "packaging", "pillow", "pyparsing", "seaborn"];

/** Which of the locked packages make up an environment. */
const packages: Readonly<Record<Environment, readonly string[]>> = {
  standard: tables,
  science: [
    ...tables,
    ...["scipy", "scikit-learn", "joblib", "threadpoolctl"],
    ...["statsmodels", "patsy"],
    ...figures,
    ...["openpyxl", "et_xmlfile"],
  ],
};

/** What code imports of them: roots that the environments before it lack. */
const roots: Readonly<Record<Environment, readonly string[]>> = {
  standard: [],
  science: [
    ...["scipy", "sklearn", "joblib", "threadpoolctl", "statsmodels", "patsy"],
    ...["matplotlib", "mpl_toolkits", "pylab", "seaborn", "openpyxl"],
  ],
};

export const rootsOf = (environment: Environment): readonly string[] => roots[environment];

/** The environment that code with these imports needs; null when any will do. */
export const homeOf = (imports: readonly string[]): Environment | null =>
  environments.find((environment) => imports.some((root) => roots[environment].includes(root))) ?? null;

/** Folders of our own Python. The first has the guest runtime. */
export const ownPython = (environment: Environment): readonly string[] =>
  environment === "science" ? [pythonFolder, sciencePythonFolder] : [pythonFolder];

export const filesOf = (environment: Environment, lock: PackageLock): readonly LockedFile[] =>
  lock.files.filter(({ name }) => packages[environment].includes(name));
