import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { capabilities } from "../../plugins/strategic/capabilities.ts";
import { BuiltServer } from "./built-server.ts";
import { proves } from "./proves.ts";

const server = new BuiltServer();
const personas = ["alvaro", "camille", "diego", "martin", "rachel"];

proves("execution.print", "to the last character, in the order it was printed", async () => {
  const { stdout, result } = await server.run(
    'print("one", 2, sep="·", end="\\n\\n")\nfor i in range(3): print(i)\nprint("“ü” 🔧\\t|")',
  );
  expect({ stdout, result }).toEqual({ stdout: "one·2\n\n0\n1\n2\n“ü” 🔧\t|\n", result: null });
});

proves("execution.pandas-every-persona", "with every capability, and the numbers are right", async () => {
  expect((await server.items<{ id: string }>({ kind: "personas" })).map(({ id }) => id).toSorted()).toEqual(personas);
  const code = `df = pd.DataFrame({"team": list("aabb"), "v": [1, 3, 10, 30]})
{"sums": df.groupby("team")["v"].sum().to_dict(), "mean": df["v"].describe()["mean"], "std": df["v"].describe()["std"], "persona": persona}`;
  const mean = (1 + 3 + 10 + 30) / 4;
  const std = Math.sqrt([1, 3, 10, 30].reduce((sum, v) => sum + (v - mean) ** 2, 0) / 3);
  for (const persona of personas)
    for (const { id: capability } of capabilities) {
      const { status, result } = await server.run(code, { persona, capability });
      expect({ status, result }).toEqual({
        status: "ok",
        result: { sums: { a: 4, b: 40 }, mean, std: expect.closeTo(std, 12), persona },
      });
    }
});

proves("execution.imports", "each root, each submodule, each starred one", async () => {
  const { roots, submodules, star } = JSON.parse(
    readFileSync(new URL("../../plugins/scope-python/imports.json", import.meta.url), "utf8"),
  ) as { roots: string[]; submodules: string[]; star: string[] };
  expect(roots.length).toBeGreaterThan(30);
  const modules = [...roots, ...submodules.filter((name) => !name.endsWith("*"))].filter((name) => name !== "__future__");
  const lines = [
    "from __future__ import annotations",
    ...modules.map((name) => `import ${name}`),
    ...star.map((name) => `from ${name} import *`),
    "'imported'",
  ];
  expect(await server.value(lines.join("\n"))).toBe("imported");
});

proves("execution.given-names", "and pandas as pd, numpy as np, without an import", async () => {
  const result = await server.value(
    '[persona, role, strategic_context["q"], int(datasets["sales"]["v"].sum()), pd.__name__, np.__name__]',
    {
      persona: "martin",
      context: { q: "Q3" },
      datasets: [{ name: "sales", format: "csv", content: "k,v\na,1\nb,2\n" }],
    },
  );
  expect(result).toEqual(["martin", "Platform Architecture", "Q3", 3, "pandas", "numpy"]);
});

proves("execution.context-exact", "each value keeps its type and every character", async () => {
  const context = {
    yes: true,
    no: false,
    nothing: null,
    text: "true null None NaN",
    "ключ 🔑": "Ünïcode “” ‮ \u0000 \u2028",
    quotes: `"double" 'single' \`back\` '''three''' """six""" \\ \\n {x} %s`,
    nested: { list: [1, -2.5, 1e-7, [], {}], big: Number.MAX_SAFE_INTEGER },
  };
  const kinds = '[type(strategic_context[k]).__name__ for k in ("yes", "nothing", "text")]';
  expect(await server.value(`[strategic_context, ${kinds}]`, { context })).toEqual([context, ["bool", "NoneType", "str"]]);
});

proves("execution.triple-quotes", "indents, backslashes and quotes within them too", async () => {
  const text = "first\n    second 'quoted' \"twice\"\n\tthird \\d+ {not_a_field}\n\n  last  ";
  expect(
    await server.value(`text = r"""${text}"""\nother = '''${text.replaceAll("\\", "\\\\")}'''\n[text, text == other]`),
  ).toEqual([text, true]);
});

proves("execution.no-false-alarm", "in names, texts, comments and columns", async () => {
  const code = `# import os; eval(open("x")); from the system
executive = "Messages from system import; os.system is a word; __import__"
def evaluate(compiled, execution=1): return compiled + execution
frame = pd.DataFrame({"system": [1, 2], "eval": [3, 4], "open": [5, 6]})
[executive, evaluate(1), int(frame["eval"].sum() + frame["open"].sum()), "subprocess".upper()]`;
  expect(await server.value(code)).toEqual(["Messages from system import; os.system is a word; __import__", 2, 18, "SUBPROCESS"]);
});

proves("execution.result-structured", "each kind has the form that the grammar gives it", async () => {
  const code = `
import datetime
from decimal import Decimal
{"table": pd.DataFrame({"k": ["a", None], "v": [1.5, float("nan")]}), "series": pd.Series([1, 2], name="n"), "day": datetime.date(2026, 1, 2),
 "money": Decimal("1.10"), "gap": [float("nan"), pd.NaT, None], "endless": float("inf"), "big": 2**63, "array": np.arange(3), "set": {3, 1}, "pair": (1, 2)}`;
  expect(await server.value(code)).toEqual({
    table: {
      type: "table",
      columns: [
        { name: "k", dtype: "str" },
        { name: "v", dtype: "float64" },
      ],
      rows: [
        ["a", 1.5],
        [null, null],
      ],
      index: [],
      rowsTotal: 2,
    },
    series: { type: "table", columns: [{ name: "n", dtype: "int64" }], rows: [[1], [2]], index: [], rowsTotal: 2 },
    day: "2026-01-02",
    money: { type: "decimal", value: "1.10" },
    gap: [null, null, null],
    endless: { type: "float", value: "Infinity" },
    big: { type: "int", value: "9223372036854775808" },
    array: [0, 1, 2],
    set: [1, 3],
    pair: [1, 2],
  });
  expect(await server.value("result = 1\n2")).toBe(1);
  expect(await server.value("x = 1")).toBe(null);
});

proves("execution.unknown-persona", "and nothing runs", async () => {
  const { status, error, result } = await server.run("1", { persona: "rachell" });
  expect({ status, code: error?.code, result }).toEqual({ status: "rejected", code: "UNKNOWN_PERSONA", result: null });
  expect(error?.known[0]).toBe("rachel");
  expect([...(error?.known ?? [])].toSorted()).toEqual(personas);
});

proves("execution.error-place", "for syntax, arithmetic, columns, and errors deep in pandas", async () => {
  for (const [code, type, line] of [
    ["x = 1\ny = (", "SyntaxError", 2],
    ["x = 1\n\ny = x / 0", "ZeroDivisionError", 3],
    ['df = pd.DataFrame({"revenue": [1]})\ndf["revenu"].sum()', "KeyError", 2],
    ['a = 1\npd.to_datetime(["2026-99-99"])', "DateParseError", 2],
  ] as const) {
    const { status, error } = await server.run(code);
    expect({ status, type: error?.type, line: error?.line, source: error?.source }).toEqual({
      status: "guest-error",
      type,
      line,
      source: code.split("\n")[line - 1],
    });
    expect(error?.column).toBeGreaterThan(0);
    expect(JSON.stringify(error)).not.toMatch(/site-packages|strategic_runtime|node_modules|\/(work|tmp|root|home|lib|usr)\//);
  }
  const mistyped = await server.run('df = pd.DataFrame({"revenue": [1]})\ndf["revenu"].sum()');
  expect(mistyped.error?.hint).toBe("Did you mean 'revenue'?");
});

// By hand: (150,000 - 120,000) / 120,000.
proves("execution.roi", "a quarter is a quarter", async () => {
  expect(await server.value("from strategic import roi\n[roi.roi(150_000, 120_000), roi.roi([50, 60], [100, 20])]")).toEqual([
    0.25,
    (110 - 120) / 120,
  ]);
});

proves("execution.npv", "four years at 8 %", async () => {
  const flows = [-40_000, 5_000, 8_000, 12_000, 30_000];
  const byHand = -40_000 + 5_000 / 1.08 + 8_000 / 1.08 ** 2 + 12_000 / 1.08 ** 3 + 30_000 / 1.08 ** 4;
  expect(await server.value(`from strategic import roi\nroi.npv(0.08, ${JSON.stringify(flows)})`)).toBeCloseTo(byHand, 8);
});

// -100 + 60/1.2 + 72/1.44 is 0; and the rate at which a loss breaks even is below zero.
proves("execution.irr", "20 % exactly, and a negative one", async () => {
  const [twenty, negative] = (await server.value(
    "from strategic import roi\n[roi.irr([-100, 60, 72]), roi.irr([-100, 50])]",
  )) as number[];
  expect(twenty).toBeCloseTo(0.2, 12);
  expect(negative).toBeCloseTo(-0.5, 12);
});

// 100 - 30 - 40 leaves 30 of the third year's 60: two and a half years. At 10 %, 110 after one year pays 100 exactly at its end.
proves("execution.payback", "as a fraction of the last period, discounted when asked", async () => {
  const code =
    "from strategic import roi\n[roi.payback([-100, 30, 40, 60]), roi.payback([-100, 110], 0.10), roi.payback([-100, 10, 10])]";
  const [plain, discounted, never] = (await server.value(code)) as (number | null)[];
  expect([plain, never]).toEqual([2.5, null]);
  expect(discounted).toBeCloseTo(1, 12);
});
