/** What a soak sends: arguments of a tool call, and whether its answer is right. What is computed is computed here too. */
export interface Case {
  readonly name: string;
  readonly args: Record<string, unknown>;
  readonly right: (answer: Answer) => boolean;
}

export interface Answer {
  readonly executionId: string;
  readonly status: string;
  readonly result: unknown;
  readonly stdout: string;
  readonly truncated: readonly string[];
  readonly limit: string | null;
  readonly charts: readonly { readonly png: string | null }[];
  readonly error: { readonly type: string | null } | null;
}

const analysis = (code: string, rest: Record<string, unknown> = {}) => ({
  persona: "alvaro",
  capability: "strategic_data_analysis",
  code,
  ...rest,
});
const answers = (expected: unknown) => (answer: Answer) =>
  answer.status === "ok" && JSON.stringify(answer.result) === JSON.stringify(expected);
const near = (expected: number) => (answer: Answer) =>
  answer.status === "ok" && typeof answer.result === "number" && Math.abs(answer.result - expected) <= 1e-9 * Math.abs(expected);

/** Each takes the run's number, so that an answer given to another run is wrong. */
const ordinary: readonly ((n: number) => Case)[] = [
  (n) => ({
    name: "standard library",
    args: analysis(`sum(i * i for i in range(${n % 500}))`),
    right: answers(squares(n % 500)),
  }),
  (n) => ({
    name: "statistics",
    args: analysis(`import statistics\nstatistics.mean([${n}, ${n + 1}, ${n + 5}])`),
    right: answers(n + 2),
  }),
  (n) => ({
    name: "pandas groupby",
    args: analysis(
      `f = pd.DataFrame({"t": np.arange(2000) % 20, "v": np.arange(2000.0) + ${n}})\nfloat(f.groupby("t").v.mean().sum())`,
    ),
    right: near(20 * (999.5 + n)),
  }),
  (n) => ({
    name: "pandas table",
    args: analysis(`pd.DataFrame({"a": [${n}, ${n + 1}], "b": [0.5, 1.5]})`),
    right: (answer) =>
      answer.status === "ok" &&
      JSON.stringify((answer.result as { rows?: unknown }).rows) ===
        JSON.stringify([
          [n, 0.5],
          [n + 1, 1.5],
        ]),
  }),
  (n) => ({
    name: "numpy",
    args: analysis(`import numpy as np\nfloat(np.linspace(0, ${n + 1}, 1001).mean())`),
    right: near((n + 1) / 2),
  }),
  (n) => ({ name: "context", args: analysis("strategic_context['n'] + 1", { context: { n } }), right: answers(n + 1) }),
  (n) => ({
    name: "dataset",
    args: analysis("int(datasets['t']['v'].sum())", {
      datasets: [{ name: "t", format: "csv", content: `v\n${n}\n${n + 1}\n` }],
    }),
    right: answers(2 * n + 1),
  }),
  (n) => ({
    name: "exception",
    args: analysis(`{"a": 1}["missing-${n}"]`),
    right: (answer) => answer.status === "guest-error" && answer.error?.type === "KeyError",
  }),
  (n) => ({ name: "printing", args: analysis(`print("run", ${n})`), right: (answer) => answer.stdout === `run ${n}\n` }),
];

/** What only the science environment answers. */
const science: readonly ((n: number) => Case)[] = [
  (n) => ({
    name: "scipy",
    args: analysis(`from scipy import stats\nfloat(stats.linregress([0, 1, 2], [${n}, ${n + 3}, ${n + 6}]).intercept)`),
    right: near(n),
  }),
  (n) => ({
    name: "scikit-learn",
    args: analysis(
      `from sklearn.linear_model import LinearRegression\nround(float(LinearRegression().fit([[0], [1]], [${n}, ${n + 2}]).predict([[2]])[0]), 6)`,
    ),
    right: answers(n + 4),
  }),
  (n) => ({
    name: "figure",
    args: analysis(`import matplotlib.pyplot as plt\nplt.plot(["a", "b"], [${n}, ${n + 1}]); plt.title("Run ${n}")\n${n}`, {
      charts: [],
    }),
    right: (answer) => answers(n)(answer) && typeof answer.charts[0]?.png === "string",
  }),
];

const flood = (n: number): Case => ({
  name: "stdout flood",
  args: analysis(`for _ in range(30_000): print("${n} " * 20)`),
  right: (answer) => answer.status === "ok" && answer.truncated.includes("stdout") && answer.stdout.length <= 1_048_576,
});

const chart = (n: number): Case => ({
  name: "chart",
  args: analysis(
    `strategic.chart("bar", {"labels": ["a", "b"], "series": [{"name": "s", "values": [${n}, ${n + 1}]}]}, title="Run ${n}")`,
    { charts: ["png"] },
  ),
  right: (answer) => answer.status === "ok" && typeof answer.charts[0]?.png === "string",
});

/** At most a second each. `ok` is never right, and neither is a status that is not named. */
const hostile: readonly { name: string; code: string; statuses: readonly string[]; limit?: string }[] = [
  { name: "endless loop", code: "while True: pass", statuses: ["limit"], limit: "wall" },
  {
    name: "endless loop that swallows the interrupt",
    code: "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    statuses: ["limit"],
    limit: "wall",
  },
  { name: "600 MB at once", code: "import numpy as np\nnp.ones(600_000_000 // 8)", statuses: ["limit"], limit: "memory" },
  { name: "memory bit by bit", code: "x = []\nwhile True: x.append('a' * 10_000_000)", statuses: ["limit"] },
  { name: "os._exit", code: "import os\nos._exit(0)", statuses: ["rejected"] },
  {
    name: "object graph",
    code: "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == 'Popen'][0]('ls')",
    statuses: ["rejected"],
  },
  { name: "SystemExit", code: "raise SystemExit(0)", statuses: ["guest-error"] },
  { name: "deep recursion", code: "def f(n): return f(n + 1) + 1\nf(0)", statuses: ["guest-error", "crashed"] },
  {
    name: "regular expression that never ends",
    code: "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
    statuses: ["limit"],
    limit: "wall",
  },
  { name: "number that never ends", code: "x = 7 ** (10 ** 9)", statuses: ["limit"] },
];

/**
 * One in fifty is hostile, one floods, one draws, two need the science environment; the others are what analysts send. `inScience`:
 * all of them run there, and one in ten needs it.
 */
export function caseOf(n: number, inScience: boolean): Case {
  const { name, args, right } = of(n, inScience);
  return inScience
    ? { name, args: { ...args, code: `from scipy import stats\nstats.norm\n${args.code}` }, right }
    : { name, args, right };
}

function of(n: number, inScience: boolean): Case {
  const place = n % 50;
  if (place % (inScience ? 10 : 25) === 5) return (science[Math.floor(n / 5) % science.length] as (n: number) => Case)(n);
  if (place === 49) {
    const { name, code, statuses, limit } = hostile[Math.floor(n / 50) % hostile.length] as (typeof hostile)[number];
    const right = (answer: Answer) => statuses.includes(answer.status) && (limit === undefined || answer.limit === limit);
    return { name, args: analysis(code, { limits: { wallSeconds: 1 } }), right };
  }
  if (place === 20) return flood(n);
  if (place === 40) return chart(n);
  return (ordinary[place % ordinary.length] as (n: number) => Case)(n);
}

const squares = (n: number) => ((n - 1) * n * (2 * n - 1)) / 6;
