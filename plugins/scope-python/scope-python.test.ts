import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Inspect } from "../../core/ports/sandbox.ts";
import { guestInterpreter } from "./guest-interpreter.ts";
import { scopePython } from "./index.ts";
import { scopeCatalogue } from "./rules.ts";

const validator = scopePython().adapters!.scopeValidator!();
let inspect: Inspect;
beforeAll(async () => {
  inspect = await guestInterpreter();
}, 60_000);

async function violations(code: string, imports: readonly string[] | null = null) {
  const verdict = await validator.check(code, { imports }, inspect);
  return verdict.allowed ? [] : verdict.violations;
}

/** code · rule · line · column · a word of the hint */
const refused: readonly (readonly [string, string, number, number, string])[] = [
  ["import os", "import-not-allowed", 1, 8, "datasets"],
  ["import math\n  \nif True:\n    import requests as r", "import-not-allowed", 4, 12, "network"],
  ["import matplotlib.pyplot as plt", "import-not-allowed", 1, 8, "strategic.chart"],
  ["from . import x", "import-relative", 1, 1, "full name"],
  ["from pandas import *", "import-star", 1, 20, "Name what you need"],
  ["from io import open", "module-internals", 1, 16, "datasets"],
  ["import pandas.io.common", "module-internals", 1, 8, "StringIO"],
  ["import numpy.testing as t", "module-internals", 1, 8, "allclose"],
  ["import numpy as np\nnp.ctypeslib", "module-internals", 2, 4, "Native"],
  ["pd.io.common", "module-internals", 1, 4, "StringIO"],
  ["np.lib.npyio", "module-internals", 1, 8, "sliding_window_view"],
  ["np.lib.stride_tricks.as_strided(x)", "module-internals", 1, 22, "sliding_window_view"],
  ["import json\nj = json\nj.codecs", "module-internals", 3, 3, "public"],
  ["import statistics as s, typing\nx, y = s, typing\ny.sys", "module-internals", 3, 3, "public"],
  ["import re\nre.enum.sys", "module-internals", 2, 9, "public"],
  ["import enum\nenum.bltns", "module-internals", 2, 6, "public"],
  ["import random\nrandom._os", "module-internals", 2, 8, "public"],
  ["def f(m=np): return m.ctypeslib", "module-internals", 1, 23, "Native"],
  ["for m in (pd, 3): m.io", "module-internals", 1, 21, "StringIO"],
  ["getattr(pd, 'io')", "module-internals", 1, 1, "StringIO"],
  ["(n := pd).io", "module-internals", 1, 11, "StringIO"],
  ["import json\njson.loads = len", "module-changed", 2, 6, "your own"],
  ["import enum\nsetattr(enum, 'x', 1)", "module-changed", 2, 1, "your own"],
  ["pd.eval('@sys', level=-2)", "query-computed", 1, 4, "@"],
  [
    "try: x.y\nexcept AttributeError as e:\n    match e:\n        case AttributeError(obj=o): pass",
    "exception-object",
    4,
    14,
    "str(e)",
  ],
  ["import string\ndf.agg(string.Template(x).template)", "named-function", 2, 8, "written out"],
  ["from enum import Enum\nEnum('P', 'a', module='json')", "dynamic-class", 2, 23, "make_dataclass"],
  ["x = [pd][0]", "module-value", 1, 6, "where it is needed"],
  ["def f(): return np.random", "module-value", 1, 17, "where it is needed"],
  ["class C:\n    p = pd", "module-value", 2, 9, "where it is needed"],
  ["import json\nf(json)", "module-value", 2, 3, "another name"],
  ["def g():\n    eval = 1\n    class C:\n        if 0: del eval\n        y = eval", "builtin", 5, 13, "literal"],
  ["open('x')", "builtin", 1, 1, "datasets"],
  ["é = '😀'; eval('1')", "builtin", 1, 10, "df.eval"],
  ["list(map(eval, ['1']))", "builtin", 1, 10, "literal"],
  ["if 0: eval = 1\neval('1')", "builtin", 2, 1, "literal"],
  ["if x: eval = 1\nelse: y = 1\neval('1')", "builtin", 3, 1, "literal"],
  ["try: eval = 1\nexcept A: eval = 2\nexcept B: pass\neval('1')", "builtin", 4, 1, "literal"],
  ["eval = len\ndel eval\neval('1')", "builtin", 3, 1, "literal"],
  ["for eval in []: pass\neval('1')", "builtin", 2, 1, "literal"],
  ["[open for open in open('x')]", "builtin", 1, 19, "datasets"],
  ["def f(a=open): pass", "builtin", 1, 9, "datasets"],
  ["class C:\n    open = open", "builtin", 2, 12, "datasets"],
  ["class C:\n    eval = 1\n    def f(self): return eval('1')", "builtin", 3, 25, "literal"],
  ["def f():\n    global eval\n    if 0: eval = 1\n    return eval('1')", "builtin", 4, 12, "literal"],
  ["try: 1/0\nexcept Exception as exec: pass\nexec('1')", "builtin", 3, 1, "Write"],
  ["__import__('os')", "dunder-name", 1, 1, "import statement"],
  ["__ｉｍｐｏｒｔ__('os')", "dunder-name", 1, 1, "import statement"],
  ["import math as __builtins__", "dunder-name", 1, 8, "built-in"],
  ["def f(__class__): pass", "dunder-name", 1, 7, "type(self)"],
  ["().__class__.__base__", "dunder-attribute", 1, 14, "isinstance"],
  ["x = (\n  [].\n  __subclasses__)", "dunder-attribute", 3, 3, "classes"],
  ["print.__self__", "dunder-attribute", 1, 7, "public"],
  ["getattr(x, '__globals__')", "dunder-attribute", 1, 1, "public"],
  ["for n in ('a', '__dict__'): getattr(x, n)", "dunder-attribute", 1, 29, "asdict"],
  ["match x:\n    case object(__class__=c): pass", "dunder-attribute", 2, 10, "type(x)"],
  ["class P:\n    __match_args__ = ('__globals__',)", "dunder-attribute", 2, 5, "literal"],
  ["class C:\n    def __reduce__(self): pass", "dunder-definition", 2, 5, "pickled"],
  ["class C:\n    def __del__(self): pass", "dunder-definition", 2, 5, "with"],
  ["class C:\n    __class_getitem__ = len", "dunder-definition", 2, 5, "Generic"],
  ["g = (x for x in [1])\ng.gi_frame", "frame-attribute", 2, 3, "arguments"],
  ["def f(e): return e.tb_frame.f_back", "frame-attribute", 1, 20, "arguments"],
  ["try: 1/0\nexcept Exception as e:\n    e.obj", "exception-object", 3, 7, "str(e)"],
  ["getattr(x, name)", "computed-attribute", 1, 1, "dict"],
  ["setattr(x, 'a' + b, 1)", "computed-attribute", 1, 1, "dict"],
  ["def f(getattr): pass\ngetattr(x, y)", "computed-attribute", 2, 1, "dict"],
  ["if 0: getattr = 1\ngetattr(x, y)", "computed-attribute", 2, 1, "dict"],
  ["class Q:\n    def query(self, x): pass\nQ = lambda: df\nQ().query(x)", "query-computed", 4, 5, "@"],
  ["g = getattr", "computed-attribute", 1, 5, "dict"],
  ["import operator\noperator.attrgetter(n)(x)", "computed-attribute", 2, 1, "dict"],
  ["from operator import attrgetter as a\na('__class__.__base__')", "dunder-attribute", 2, 1, "type(x)"],
  ["type('C', (), {})", "dynamic-class", 1, 1, "make_dataclass"],
  ["class M(type): pass", "dynamic-class", 1, 9, "class statement"],
  ["class C(metaclass=M): pass", "dynamic-class", 1, 9, "class statement"],
  ["import types\ntypes.FunctionType", "dynamic-code", 2, 7, "Write the code out"],
  ["import dataclasses\ndataclasses.types.FunctionType", "dynamic-code", 2, 19, "Write the code out"],
  ["import typing\ntyping.get_type_hints(f)", "dynamic-code", 2, 8, "fields"],
  ["def f(a: \"__import__('os').getpid()\"): pass", "dynamic-code", 1, 10, "Write the code out"],
  ["'{0.__class__}'.format(x)", "format-field", 1, 1, "Compute"],
  ["t = '{0.' + '__cla' + 'ss__}'\nt.format(x)", "format-field", 2, 1, "Compute"],
  ["'{0:{1._x}}'.format(x, y)", "format-field", 1, 1, "Compute"],
  ["str.format('{0[__x__]}', y)", "format-field", 1, 1, "Compute"],
  ["pd.read_csv('sales.csv')", "file-read", 1, 4, 'datasets["name"]'],
  ["p = 'https://x.org/a.csv'\npd.read_csv(p)", "file-read", 2, 4, 'datasets["name"]'],
  ["from pandas import read_csv as r\nr('x')", "file-read", 2, 1, 'datasets["name"]'],
  ["r = pd.read_csv", "file-read", 1, 8, 'datasets["name"]'],
  ["pd.read_excel('x.xlsx')", "file-read", 1, 4, 'datasets["name"]'],
  ["pd.read_sql('select 1', c)", "file-read", 1, 4, 'datasets["name"]'],
  ["np.load('x.npy')", "file-read", 1, 4, 'datasets["name"]'],
  ["np.loadtxt('x')", "file-read", 1, 4, 'datasets["name"]'],
  ["df.to_csv('x.csv')", "file-write", 1, 4, "result"],
  ["df.to_json(path_or_buf='x')", "file-write", 1, 4, "result"],
  ["df.to_excel('x.xlsx')", "file-write", 1, 4, "result"],
  ["np.save('x', a)", "file-write", 1, 4, "result"],
  ["a.tofile('x')", "file-write", 1, 3, "result"],
  ["df.to_pickle('x')", "pickle", 1, 4, "to_dict"],
  ["df.apply('to_pickle', args=('x',))", "pickle", 1, 10, "to_dict"],
  ["a.dump('x')", "pickle", 1, 3, "to_dict"],
  ["df.query(text)", "query-computed", 1, 4, "@"],
  ["df.query(f'a > {limit}')", "query-computed", 1, 4, "@threshold"],
  ["pd.eval(x + y)", "query-computed", 1, 4, "@"],
  ["e = df.eval", "query-computed", 1, 8, "@"],
  ["df.query('a.__class__ == 1')", "dunder-attribute", 1, 10, "type(x)"],
  ["df.query('@pd.io.common.x')", "module-internals", 1, 10, "StringIO"],
  ["df.query('net revenue > 0')", "query-unreadable", 1, 10, "backticks"],
  ["df.plot(kind='bar')", "plotting", 1, 4, "strategic.chart"],
  ["df.plot.line(x='a')", "plotting", 1, 9, "strategic.chart"],
  ["df.agg(''.join(['ev', 'al']))", "named-function", 1, 8, "written out"],
  ["df.groupby('a').agg(total=('b', how + 'x'))", "named-function", 1, 27, "written out"],
  ["def f(d, how): return d.agg(how)\nf(df, x.lower())", "named-function", 1, 29, "written out"],
  ["pd.pivot_table(df, aggfunc=x.lower())", "named-function", 1, 28, "written out"],
  ["x = ['sum']\nx.append(''.join('ab'))\ndf.agg(x)", "named-function", 3, 8, "written out"],
  ["d = {}\nd['a'] = ''.join('ab')\ndf.agg(d)", "named-function", 3, 8, "written out"],
  ["x = ['sum']\ny = x\ny.insert(0, ''.join('ab'))\ndf.agg(x)", "named-function", 4, 8, "written out"],
  ["class R: pass\nr = R()\nr.how = ''.join('ab')\ndf.agg(r.how)", "named-function", 4, 8, "written out"],
  ["g = df.agg", "named-function", 1, 8, "written out"],
  ["df.agg('__getattribute__')", "dunder-attribute", 1, 8, "public"],
  ["w = warnings.catch_warnings()\nw._module", "private-attribute", 2, 3, "public"],
  ["df.agg('_mgr')", "private-attribute", 1, 8, "public"],
  ["x = [1]\nx[0].sys", "module-attribute", 2, 6, 'df["sys"]'],
  ["box = []\nbox[0].obj", "exception-object", 2, 8, "str(e)"],
  ["np.ndarray((2,), 'O', b)", "raw-memory", 1, 4, "np.frombuffer"],
  ["a.resize(2, refcheck=False)", "raw-memory", 1, 22, "np.resize"],
  ["a.strides = (1,)", "raw-memory", 1, 3, "sliding_window_view"],
  ["pd.Categorical.from_codes(c, k, validate=v)", "raw-memory", 1, 42, "checks"],
  ["type(int)('C', (), {})", "dynamic-class", 1, 1, "make_dataclass"],
  ["T = type(int)\nT('C', (), {})", "dynamic-class", 2, 1, "make_dataclass"],
  ["type.__call__(type, 'C', (), {})", "dynamic-class", 1, 1, "make_dataclass"],
  ["from functools import partial\npartial(type, 'C', ())", "dynamic-class", 2, 9, "make_dataclass"],
  ["map(type, 'C', [()], [{}])", "dynamic-class", 1, 5, "make_dataclass"],
  ["import abc\nabc.ABCMeta('C', (), {})", "dynamic-class", 2, 1, "make_dataclass"],
  ["class C(A, **k): pass", "dynamic-class", 1, 14, "make_dataclass"],
  ["from dataclasses import make_dataclass\nmake_dataclass('P', ['__globals__'])", "dunder-attribute", 2, 22, "public"],
  ["from dataclasses import make_dataclass\nmake_dataclass('P', names)", "computed-attribute", 2, 1, "literal names"],
  ["from enum import Enum\nEnum('P', {'__match_args__': ()})", "dunder-attribute", 2, 12, "literal"],
  ["import functools\nfunctools.wraps(f, ['__globals__'])", "computed-attribute", 2, 1, "functools.wraps"],
  ["class P:\n    for __match_args__ in [x]: pass", "dunder-attribute", 2, 9, "literal"],
  ["def f(x: 'box[pd.concat.__globals__]'): pass", "dunder-attribute", 1, 10, "public"],
  ["import typing\ntyping.get_args(typing.Optional['f()'])[0].evaluate()", "dynamic-code", 2, 44, "Write"],
  ["async def f(): pass", "async", 1, 1, "plain function"],
  ["[x async for x in y]", "async", 1, 1, "plain function"],
  ["x = await f()", "async", 1, 5, "plain function"],
];

test.each(refused)("%j is refused as %s at %i:%i", async (code, rule, line, column, word) => {
  const found = (await violations(code)).map((violation) => ({
    ...violation,
    hint: violation.hint.includes(word) ? word : violation.hint,
  }));
  expect(found).toContainEqual({ rule, line, column, message: expect.any(String), hint: word });
});

test("text never counts: no string, comment or key is a violation, whatever it says", async () => {
  const words = fc.constantFrom("eval(", "__class__", "import os", "{0.__class__}", "exec", "open('x')", ".gi_frame", "js");
  const text = fc.array(fc.oneof(words, fc.string({ unit: "grapheme" })), { maxLength: 6 }).map((parts) => parts.join(" "));
  await fc.assert(
    fc.asyncProperty(text, async (said) => {
      const literal = JSON.stringify(said);
      const code = `x = ${literal}\n# ${said.replace(/[\0\r\n]/g, " ")}\ny = {${literal}: x, "k": f${JSON.stringify(said.replace(/[{}]/g, ""))}}\nx`;
      expect(await violations(code)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("every rule of the catalogue has a case that it refuses", () => {
  const elsewhere = ["import-not-for-persona", "too-complex"];
  const proven = new Set([...refused.map(([, rule]) => rule), ...elsewhere]);
  expect([...scopeCatalogue().rules.keys()].filter((rule) => !proven.has(rule))).toEqual([]);
});

describe("the verdict", () => {
  test("names every violation in the order of the source, and no placeholder is left in the words", async () => {
    const found = await violations("x = 1\nopen('a'); eval('b')\nimport os, sys\n");
    expect(found.map(({ rule, line, column }) => `${rule} ${line}:${column}`)).toEqual([
      "builtin 2:1",
      "builtin 2:12",
      "import-not-allowed 3:8",
      "import-not-allowed 3:12",
    ]);
    for (const { message, hint } of found) expect(`${message}${hint}`).not.toMatch(/\{(name|allowed)\}/);
  });

  test("sums up what is allowed: source lines and import roots", async () => {
    const code = "import pandas as pd\nfrom numpy.random import default_rng\n\nimport numpy\nx = 1\n";
    const verdict = await validator.check(code, { imports: null }, inspect);
    expect(verdict).toEqual({ allowed: true, summary: { lines: 5, imports: ["numpy", "pandas"] } });
  });

  test("lets a syntax error through to the run, which reports it with its line", async () => {
    const verdict = await validator.check("x = (\nimport os", { imports: null }, inspect);
    expect(verdict).toEqual({ allowed: true, summary: { lines: 2, imports: [] } });
  });

  test.each([
    ["signs", `x = ${"-".repeat(50_000)}1`],
    ["a sum", `x = ${"f(1, 2) + ".repeat(20_000)}1`],
    ["a sum over lines", `x = (${"1 +\n".repeat(20_000)}1)`],
    ["attributes", `x${".a".repeat(20_000)}`],
    ["calls", `x${"()".repeat(20_000)}`],
    ["negations", `x = ${"not ".repeat(20_000)}1`],
    ["conditions", `x = ${"1 if y else ".repeat(20_000)}1`],
    ["branches", `if x: pass\n${"elif y: pass\n".repeat(20_000)}`],
  ])("refuses %s nested so deep that parsing would end the interpreter", async (_, code) => {
    expect((await violations(code)).map((violation) => violation.rule)).toEqual(["too-complex"]);
  });

  test("takes long code that is not deep: a table of 20,000 numbers, text, and many statements", async () => {
    const numbers = `x = [${"-1.5 + 2, ".repeat(20_000)}]\n`;
    const text = `t = """${"1.2.3 + (4 - 5) * not if 'a'\n".repeat(2_000)}"""\n# ${"+".repeat(2_000)}\n`;
    expect(await violations(numbers + text + "y = f(-x[0].real)\n".repeat(2_000))).toEqual([]);
  });

  test("judges a chain of two hundred calls without running out of stack", async () => {
    expect(await violations(`x = datasets${".head()".repeat(200)}`)).toEqual([]);
  });

  test("a persona narrows the imports and never widens them", async () => {
    const found = await violations("import re, os, pandas", ["pandas", "os"]);
    expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      "import-not-for-persona: This persona does not import `re`.",
      "import-not-allowed: Importing `os` is outside the scope of strategic analysis.",
    ]);
    expect(found[0]!.hint).toContain("pandas");
    expect(found[0]!.hint).not.toContain("os,");
  });
});

test.each([
  '{"parsed":true}',
  "nonsense",
  '{"parsed":true,"lines":1,"imports":[],"violations":[{"rule":"made-up","line":1,"column":1,"name":""}]}',
])("an answer such as %s is not taken for a verdict", async (answer) => {
  await expect(validator.check("1", { imports: null }, async () => answer)).rejects.toMatchObject({ code: "SANDBOX_CRASHED" });
});
