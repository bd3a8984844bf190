"""Programs built by rule: what is refused is refused wherever it stands and however it is spelled, and what is allowed is allowed there too.

Judged by the checker itself, in the interpreter that would run them (rules.test.ts), and natively under planted faults.
"""

ROOTS, DATA = _asked["roots"], _asked["data"]


def judged(code, roots=ROOTS):
    return judge(code, roots, DATA)


def found(code, roots=ROOTS):
    return [(one["rule"], one["line"], one["column"]) for one in judged(code, roots)["violations"]]


def refused(code, *rules):
    """By one of these rules, where some are named."""
    got = {rule for rule, _, _ in found(code)}
    holds(bool(got) and (not rules or bool(got & set(rules))), (code, got))


def accepted(code):
    ast.parse(code)
    same(found(code), [], code)


#: Every place where an expression may stand.
PLACES = r"""{e}|x = {e}|x: int = {e}|x += {e}|f({e})|f(a={e})|f(*{e})|f(**{e})|[{e}]|({e}, 1)|{{1: {e}}}|{{{e}: 1}}|{{{e}, 1}}|y[{e}]|y[{e}:1]|y[0:{e}]|y[0:1:{e}]|not {e}|-({e})|{e} + 1|1 + {e}|{e} and y|y or {e}
y < ({e})|({e}) < y|{e} if y else 1|1 if {e} else 2|1 if y else {e}|lambda: {e}|lambda a={e}: a|lambda *, a={e}: a|[{e} for a in b]|[a for a in {e}]|[a for a in b if {e}]|[a for a in b for c in {e}]|[a for a in b for c in d if {e}]
{{a: {e} for a in b}}|{{{e}: 1 for a in b}}|{{{e} for a in b}}|{{a for a in {e}}}|list({e} for a in b)|del y[{e}]|assert {e}|assert y, {e}|if {e}: pass|if y: {e}|if y: pass\nelif {e}: pass|if y: pass\nelse: {e}
while {e}: break|while y: {e}|while y: pass\nelse: {e}|for a in {e}: pass|for a in b: {e}|for a in b: pass\nelse: {e}|for y[{e}] in b: pass|with {e}: pass|with {e} as a: pass|with a, {e}: pass|with a: {e}
try: {e}\nexcept A: pass|try: pass\nexcept {e}: pass|try: pass\nexcept A: {e}|try: pass\nexcept A: pass\nelse: {e}|try: pass\nfinally: {e}|raise {e}|raise A from {e}|def f(): {e}|def f(): return {e}|def f(): yield {e}|def f(): yield from {e}
def f(a={e}): pass|def f(*, a={e}): pass|def f(a, /, b={e}): pass|@{e}\ndef f(): pass|@{e}\nclass C: pass|class C: {e}|class C: x = {e}|class C:\n    def m(self): {e}|class C:\n    def m(self, a={e}): pass|def f():\n    def g(): {e}
def f():\n    class C: {e}|match {e}:\n    case 1: pass|match y:\n    case 1 if {e}: pass|match y:\n    case 1: {e}|(a := {e})|y[{e}] = 1|a = b = {e}|a, b = {e}, 1|y = *z, {e}|print(1); {e}|def f():\n    global a\n    a = {e}|{e}\nx = 1|y.z[{e}] += 1
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")
PLACES = [place for place in PLACES if place.strip()]

#: (refused wherever it stands, by this rule)
REFUSED = [
    ("eval('1')", "builtin"), ("open('f')", "builtin"), ("globals()", "builtin"), ("k.__globals__", "dunder-attribute"), ("k().__class__.q", "dunder-attribute"), ("g.gi_frame", "frame-attribute"), ("k._secret", "private-attribute"),
    ("f().obj", "exception-object"), ("f().sys", "module-attribute"), ("pd.read_csv('f')", "file-read"), ("np.load('f')", "file-read"), ("pd.io", "module-internals"), ("np.ctypeslib.q", "module-internals"), ("k.to_csv('f')", "file-write"),
    ("k.to_pickle('f')", "pickle"), ("k.query(t.upper())", "query-computed"), ("k.query('a.__class__')", "dunder-attribute"), ("getattr(k, t.upper())", "computed-attribute"), ("getattr(k, '__dict__')", "dunder-attribute"), ("type('C', (), {})", "dynamic-class"),
    ("'{0.__x__}'.format(k)", "format-field"), ("k.agg(t.upper())", "named-function"), ("k.agg('to_pickle')", "pickle"), ("k.plot()", "plotting"), ("k.resize(2, refcheck=False)", "raw-memory"), ("__import__('os')", "dunder-name"), ("k.evaluate()", "dynamic-code"),
]
ALLOWED = ["len(k)", "k.mean()", "pd.DataFrame(k)", "np.linalg.norm(k)", "k.agg('sum')", "getattr(k, 'mean')", "k.query('a > 1')", "'{:.2f}'.format(k)", "str(type(k))", "k.value", "k['__class__']", "'eval(1)'", "pd.read_csv(io.StringIO('a'))", "k.to_csv()", "isinstance(k, type)", "type(k).__name__", "k.__doc__"]


@rule("what is refused is refused in every place where an expression may stand, and told at its own line and column")
def _(random):
    for expression, wanted in REFUSED:
        alone = [(line, column) for name, line, column in found(expression) if name == wanted]
        holds(len(alone) >= 1, (expression, found(expression)))
        for place in PLACES:
            before = place[: place.index("{e}")].format()
            line, start = before.count("\n"), len(before) - (before.rfind("\n") + 1)
            code = place.format(e=expression)
            try:
                ast.parse(code)
            except SyntaxError:
                holds(expression.endswith("()") or True, code)
                continue
            got = found(code)
            for row, column in alone:
                holds((wanted, row + line, column + start) in got, (code, got))


@rule("what is allowed is allowed in every place where an expression may stand")
def _(random):
    for expression in ALLOWED:
        for place in PLACES:
            code = "import io\n" + place.format(e=expression)
            if place.startswith("class C({") or "except {e}" in place and "type" in expression:
                continue
            accepted(code)


@rule("letters of several bytes, tabs and line ends move no place")
def _(random):
    for before, column in (("é = 1; ", 7), ("'😀😀'; ", 6), ("x = 'ß' + ", 10), ("if x:\n\t", None), ("# é\r\n", None), ("'''\n\n''';", None), ("x = 1\r", None)):
        line = len(re.split("\r\n|\r|\n", before)) - 1
        start = len(re.split("\r\n|\r|\n", before)[-1])
        same(found(before + "eval('1')"), [("builtin", line + 1, start + 1)], before)
        same(found(before + "k.\\\n__dict__"), [("dunder-attribute", line + 2, 1)], before)


SENSITIVE = ["open", "eval", "exec", "compile", "globals", "input", "vars"]
#: After these the name is certainly the program's own.
BOUND = r"""{n} = f\n{n}(1)|{n}: object = f\n{n}(1)|{n}, x = f, 1\n{n}(1)|[x, {n}] = y\n{n}(1)|x = {n} = f\n{n}(1)|def {n}(): pass\n{n}()|class {n}: pass\n{n}()|if c: {n} = 1\nelse: {n} = 2\n{n}(1)|if c:\n    if d: {n} = 1\n    else: {n} = 2\nelse:\n    {n} = 3\n{n}(1)
for {n} in y: {n}(1)|for x, {n} in y: {n}(1)|with f() as {n}: {n}(1)|with f() as x, f() as {n}: {n}(1)|try: {n} = 1\nexcept A: {n} = 2\n{n}(1)|try: pass\nfinally: {n} = 1\n{n}(1)|try: x = 1\nexcept A: {n} = 2\nelse: {n} = 1\n{n}(1)|def g({n}): {n}(1)|def g(*{n}): {n}(1)|def g(**{n}): {n}(1)|def g(*, {n}): {n}(1)|def g({n}, /): {n}(1)
lambda {n}: {n}(1)|[{n}(1) for {n} in y]|{{{n}(1) for {n} in y}}|[{n}(1) for x, {n} in y]|[x for {n} in y for x in {n}(1)]|[x for {n} in y if {n}(1)]|def g():\n    {n} = f\n    {n}(1)|def g():\n    for {n} in y: {n}(1)|def g():\n    {n} = f\n    def h(): {n}(1)|def g({n}):\n    return lambda: {n}(1)|{n} = f\ndef g(): {n}(1)|{n} = f\nclass C:\n    def m(self): {n}(1)|class C:\n    {n} = f\n    x = {n}(1)|def g({n}):\n    class C:\n        x = {n}(1)
def g({n}):\n    return [{n}(x) for x in y]|def g():\n    import math as {n}\n    {n}(1)|def g():\n    with f() as {n}: pass\n    {n}(1)|def g():\n    if ({n} := f): {n}(1)
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")
#: After these it may still be the built-in.
UNSURE = r"""{n}(1)|{n}(1)\n{n} = f|if c: {n} = f\n{n}(1)|if c: pass\nelse: {n} = f\n{n}(1)|for x in y: {n} = f\n{n}(1)|for {n} in y: pass\n{n}(1)|while c: {n} = f\n{n}(1)|with f() as x: x\n{n}(1)|try: {n} = f\nexcept A: pass\n{n}(1)|try: pass\nexcept A: {n} = f\n{n}(1)|try: x = 1\nexcept A: x = 2\nelse: {n} = f\n{n}(1)|try: 1/0\nexcept A as {n}: pass\n{n}(1)
{n} = f\ndel {n}\n{n}(1)|if c: del {n}\n{n} = f\n{n}(1)|[x for {n} in y]\n{n}(1)|lambda {n}: 1\n{n}(1)|def g({n}): pass\n{n}(1)|def g():\n    {n} = f\n{n}(1)|class C:\n    {n} = f\n{n}(1)|class C:\n    {n} = f\n    def m(self): {n}(1)|class C:\n    {n} = f\n    x = [{n}(1) for z in y]|class C:\n    {n} = f\n    x = lambda self: {n}(1)|class C:\n    def {n}(self): pass\n    def m(self): {n}(1)|class C:\n    x = {n}(1)\n    {n} = f
class C:\n    if c: {n} = f\n    x = {n}(1)|def g():\n    global {n}\n    {n} = f\n    {n}(1)|def g():\n    {n}(1)\n{n} = f if c else f\ndel {n}|{n}: int\n{n}(1)|def g(a={n}(1), {n}=2): pass|[x for x in {n}(1) for {n} in y]|@{n}\ndef {n}(): pass|{n} = {n}(1)|class C:\n    {n} = {n}(1)|if c:\n    if d: {n} = 1\nelse:\n    {n} = 3\n{n}(1)|match y:\n    case {n}: pass\n{n}(1)|x = {n}|f({n})|def g():\n    class C:\n        {n} = f\n        def m(self): {n}(1)|def f():\n    return 1\nclass C({n}): pass
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")


@rule("a built-in's name is free once it is certainly bound, by any statement, and only there")
def _(random):
    for name in SENSITIVE:
        for form in BOUND:
            accepted(form.format(n=name))
        for form in UNSURE:
            refused(form.format(n=name), "builtin")


@rule("a binding on every branch counts however the branches nest, as far as three levels")
def _(random):
    def branches(levels, whole):
        if levels == 0:
            return ["eval = 1"] if whole else ["x = 1"]
        inner = branches(levels - 1, whole)
        other = branches(levels - 1, True)
        one, two = (inner, other) if random.random() < 0.5 else (other, inner)
        return ["if c:", *["    " + line for line in one], "else:", *["    " + line for line in two]]

    for levels in (1, 2, 3):
        for _ in range(4):
            accepted("\n".join(branches(levels, True)) + "\neval('1')")
            refused("\n".join(branches(levels, False)) + "\neval('1')", "builtin")


#: Ways to give a module another name, each used as `q`.
RENAMED = r"""{m}.{a}|q = {m}\nq.{a}|q = p = {m}\nq.{a}|p = {m}\nq = p\nq.{a}|q, p = {m}, 1\nq.{a}|[p, q] = [1, {m}]\nq.{a}|(q := {m}).{a}|if (q := {m}): q.{a}|for q in ({m}, 3): q.{a}|for q in [{m}]: q.{a}|with {m} as q: q.{a}|def f(q={m}): q.{a}|def f(*, q={m}): q.{a}|lambda q={m}: q.{a}|q: object = {m}\nq.{a}|[q.{a} for q in ({m},)]
q = 1\nq = {m}\nq.{a}|q = {m}\nq = 1\nq.{a}|def f():\n    q = {m}\n    q.{a}|q = {m}\ndef f():\n    q.{a}|q = {m}\nclass C:\n    q = 1\n    def f(self): q.{a}|class C:\n    {m} = 1\n    def f(self): {m}.{a}|def f():\n    global q\n    q = {m}\nq.{a}|q.{a}\nq = {m}|def f():\n    q = {m}\n    def g(): q.{a}|def f():\n    q = {m}\n    def g():\n        nonlocal q\n        q.{a}
getattr({m}, '{a}')|q = {m}\ngetattr(q, '{a}')|getattr({m}, '{a}').x|x = {m}.{a}|f({m}.{a})|{m}.{a}.x.y|x = [{m}][0]|f({m})|def f(): return {m}|x = {m} if c else 1|class C:\n    x = {m}|for x in f({m}): pass|{{1: {m}}}|{m}.x = 1|setattr({m}, 'x', 1)|delattr({m}, 'x')|del {m}.x|setattr({m}, '{a}', 1)
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")


@rule("what a module hides is refused under every name that the module may go by, and so is a module where it can't be followed")
def _(random):
    for start, module, hidden in (("", "pd", "io"), ("", "np", "ctypeslib"), ("import json\n", "json", "codecs"), ("import pandas as w\n", "w", "core"), ("import numpy\n", "numpy", "f2py"), ("import pandas.api as api\n", "api", "interchange"), ("from pandas import api\n", "api", "interchange"), ("import random\n", "random", "_os"), ("from numpy import lib\n", "lib", "npyio")):
        for form in RENAMED:
            refused(start + form.format(m=module, a=hidden), "module-internals", "module-value", "module-changed")


@rule("what a module offers is allowed under every name that it may go by")
def _(random):
    for start, module, offered in (("", "pd", "concat"), ("", "np", "sum"), ("import json\n", "json", "loads"), ("import pandas as w\n", "w", "merge"), ("import numpy\n", "numpy", "sum"), ("import pandas.api as api\n", "api", "x")):
        for form in RENAMED[: RENAMED.index("x = [{m}][0]")]:
            accepted(start + form.format(m=module, a=offered))


def spelled(options):
    """Programs of which the name `n` may be any of these texts, by every way that can be read off the source; the use goes at {use}."""
    texts = [repr(one) for one in options]
    joined, pairs = ", ".join(texts), ", ".join("%d: %s" % (at, one) for at, one in enumerate(texts))
    yield "".join("n = %s\n" % one for one in texts) + "{use}"
    yield "for n in (%s,):\n    {use}" % joined
    yield "for n in [%s]:\n    {use}" % joined
    yield "for n in {{%s}}:\n    {use}" % joined
    yield "names = [%s]\nfor n in names:\n    {use}" % joined
    yield "for i, n in enumerate([%s]):\n    {use}" % joined
    yield "for i, n in zip((1, 2), (%s,)):\n    {use}" % joined
    yield "for n, i in zip((%s,), others):\n    {use}" % joined
    yield "for i, n in {{%s}}.items():\n    {use}" % pairs
    yield "for n in {{%s}}.values():\n    {use}" % pairs
    yield "for n in {{%s}}:\n    {use}" % ", ".join("%s: 1" % one for one in texts)
    yield "for n in {{%s}}.keys():\n    {use}" % ", ".join("%s: 1" % one for one in texts)
    yield "table = {{%s}}\nfor i, n in table.items():\n    {use}" % pairs
    yield "for n in sorted([%s]):\n    {use}" % joined
    yield "for n in list((%s,)):\n    {use}" % joined
    yield "for n in reversed([%s]):\n    {use}" % joined
    yield "[{use} for n in (%s,)]" % joined
    yield "{{i: {use} for i, n in enumerate((%s,))}}" % joined
    yield "names = []\n" + "".join("names.append(%s)\n" % one for one in texts) + "for n in names:\n    {use}" if len(texts) < 0 else "names = ['mean']\n" + "".join("names.append(%s)\n" % one for one in texts) + "for n in names:\n    {use}"
    yield "names = ['mean']\nnames.extend([%s])\nfor n in names:\n    {use}" % joined
    yield "names = ['mean']\nnames.insert(0, %s)\nfor n in names:\n    {use}" % texts[-1]
    yield "n = %s if c else %s\n{use}" % (texts[0], texts[-1])
    yield "n: str = %s\n{use}" % texts[-1]
    yield "if (n := %s):\n    {use}" % texts[-1]
    yield "i, n = 1, %s\n{use}" % texts[-1]
    yield "n = %r + %r\n{use}" % (options[-1][:2], options[-1][2:])
    yield "a = %r\nn = f'{{a}}%s'\n{use}" % (options[-1][:3], options[-1][3:])
    yield "a = %s\nb = a\nn = b\n{use}" % texts[-1]


USES = ["getattr(k, n)", "hasattr(k, n)", "k.agg(n)", "k.agg([n])", "k.agg({{'a': n}})", "k.transform(n)", "k.apply(n)", "k.agg(total=('b', n))", "pd.pivot_table(k, aggfunc=n)", "operator.attrgetter(n)(k)", "operator.methodcaller(n)(k)", "pd.Series.agg(k, n)"]


@rule("a name of a function or attribute may be chosen among texts that stand in the source, and each of them is judged")
def _(random):
    for use in USES:
        use = use.format()
        for good in (["mean", "median"], ["nunique"]):
            for program in spelled(good):
                accepted("import operator\n" + program.format(use=use))
        for bad in ("__globals__", "_mgr", "gi_frame"):
            for options in ([bad], ["mean", bad]):
                for program in spelled(options):
                    refused("import operator\n" + program.format(use=use), "dunder-attribute", "private-attribute", "frame-attribute")


UNREADABLE_NAMES = r"""n = f()\n{use}|n = strategic_context['how']\n{use}|n = x.lower()\n{use}|n = 'a' + x\n{use}|n = f'{{x}}'\n{use}|n = f'{{1:>9}}'\n{use}|n = 'a' * 3\n{use}|n = '%s' % x\n{use}|for n in x:\n    {use}|for n in f():\n    {use}|for n in ('mean', *x):\n    {use}|for n in ['mean', x.lower()]:\n    {use}|for i, n in x.items():\n    {use}|for n in {{**x, 'mean': 1}}:\n    {use}|for n in sorted(['mean'], key=f):\n    {use}
def g(n):\n    {use}|def g(n='mean'):\n    {use}|for i, n in enumerate(x):\n    {use}|for i, n in zip((1, 2), x):\n    {use}|n = 'mean'\nn += x\n{use}|n = 'mean'\nfor n in x: pass\n{use}|n = 'mean'\nwith f() as n:\n    {use}|n = 'mean'\nn, m = x\n{use}|n = 'mean'\n[n, *m] = x\n{use}|import x as n\nn = 'mean'\n{use}|try: 1\nexcept A as n: pass\nn = 'mean'\n{use}|names = ['mean']\nnames.append(x.lower())\nfor n in names:\n    {use}|names = ['mean']\nnames.extend(x)\nfor n in names:\n    {use}
names = ['mean']\nnames[0] = x.lower()\nfor n in names:\n    {use}|names = ['mean']\nnames += x\nfor n in names:\n    {use}|names = ['mean']\nnames.insert(0, x.lower())\nfor n in names:\n    {use}|table = {{'mean': 1}}\ntable[x.lower()] = 2\nfor n in table:\n    {use}|table = {{1: 'mean'}}\ntable.update(x)\nfor n in table.values():\n    {use}|table = {{1: 'mean'}}\ntable.update(a=x.lower())\nfor n in table.values():\n    {use}|names = {{'mean'}}\nnames.add(x.lower())\nfor n in names:\n    {use}|match x:\n    case n: pass\n{use}|match x:\n    case [*n]: pass\n{use}|match x:\n    case {{**n}}: pass\n{use}
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")


@rule("a name that the source does not spell out is refused, by whatever way it comes")
def _(random):
    for use in ("getattr(k, n)", "k.agg(n)", "k.agg([n])", "k.agg(total=('b', n))"):
        for program in UNREADABLE_NAMES:
            refused(program.format(use=use))


@rule("an expression for query and eval is judged as the code that it is, wherever it is spelled")
def _(random):
    for good in (["a > 1"], ["a > @limit", "b == 'x'"], ["`net revenue` > 0"], ["a > 1 and b in (1, 2)"], ["total = a + b"]):
        for use in ("k.query(n)", "k.eval(n)", "pd.eval(n)", "k.query(expr=n)"):
            for program in list(spelled(good))[:-3]:
                accepted("limit = 3\n" + program.format(use=use))
    for bad in ("a.__class__ == 1", "@pd.io.common", "@k.to_pickle('f')", "@open('f')" if False else "@k.gi_frame", "k.plot()", "a._b > 1"):
        for options in ([bad], ["a > 1", bad]):
            for use in ("k.query(n)", "k.eval(n)", "pd.eval(n)", "k.query(expr=n)"):
                for program in list(spelled(options))[:-3]:
                    refused(program.format(use=use))
    for program in UNREADABLE_NAMES:
        refused(program.format(use="k.query(n)"))
    for call in ("k.query('a > 1', level=2)", "k.query('a > 1', **x)", "k.query(**x)", "k.query(f())", "pd.eval('a', 'pandas', 'numexpr', 1, {}, {}, 2)", "k.query('a >')", "k.query('net revenue > 1')"):
        refused(call, "query-computed", "query-unreadable")
    for call in ("k.query('a > 1', inplace=True)", "k.query('a > 1', engine='python')", "k.eval('c = a', inplace=False)", "query(t)", "k.query([1])", "k.query(3)", "pd.eval('a', 'pandas', 'numexpr', 1, {}, {})", "k.query()", "k.query('a > \\'x y\\'')"):
        accepted(call)


BUFFERS = ["io.StringIO('a')", "io.BytesIO(b'a')", "StringIO('a')", "i.StringIO()", "made"]
READS = ["pd.read_csv({b})", "pd.read_csv(filepath_or_buffer={b})", "pd.read_json({b})", "np.loadtxt({b})", "np.genfromtxt(fname={b})", "k.to_csv({b})", "k.to_csv(path_or_buf={b})", "k.to_json({b})", "np.savetxt({b}, k)"]
START = "import io\nimport io as i\nfrom io import StringIO\nmade = io.StringIO()\n"


@rule("tables are read from and written to text in memory, and nothing else, by whatever name")
def _(random):
    for read in READS:
        for buffer in BUFFERS:
            accepted(START + read.format(b=buffer))
            for form in ("b = {b}\n{r}", "b = {b}\nc = b\n{r}", "with {b} as b:\n    {r}", "if (b := {b}):\n    {r}", "b = {b}\nb = {b}\n{r}", "def f():\n    b = {b}\n    {r}", "b: object = {b}\n{r}", "b, x = {b}, 1\n{r}"):
                accepted(START + form.format(b=buffer, r=read.format(b="c" if "c = b" in form else "b")))
        accepted(START + read.format(b="(b := io.StringIO('a'))"))
        for other in ("'f.csv'", "p", "f()", "x.StringIO('a')", "p if c else io.StringIO('a')", "io", "[io.StringIO('a')][0]", "(b := 'f.csv')", "k.io.StringIO()", "pathlib.Path('f')", "'https://x.org/a.csv'"):
            refused(START + read.format(b=other), "file-read", "file-write", "module-value")
        for again in ("b = 'f.csv'", "b = p", "for b in ps: pass", "with p as b: pass", "b, x = ps", "b += p", "(b := 'f.csv')", "def f(b): pass", "import json as b", "try: 1\nexcept A as b: pass", "[1 for b in ps]", "lambda b: 1", "def b(): pass", "match p:\n    case b: pass", "global b\nb = p" if False else "b: str = p"):
            for program in ("b = io.StringIO('a')\n" + again, again + "\nb = io.StringIO('a')"):
                refused(START + program + "\n" + read.format(b="b"), "file-read", "file-write")


@rule("what is written without a path is text, and a path given by any road is refused")
def _(random):
    for method in ("to_csv", "to_json", "to_html", "to_latex", "to_string", "to_markdown"):
        for good in ("", "None", "index=False"):
            accepted("k.%s(%s)" % (method, good))
        for bad in ("'f'", "p", "*p", "**p", "**{'path_or_buf': 'f', 'buf': 'f'}", "index=False, **p"):
            refused("k.%s(%s)" % (method, bad), "file-write")
        refused("f(k.%s)" % method, "file-write")
        refused("w = k.%s" % method, "file-write")
    accepted("k.to_csv(path_or_buf=None)")
    refused("k.to_csv(path_or_buf='f')", "file-write")
    accepted("class T:\n    def to_csv(self, path): return path\nT().to_csv('f')")
    accepted("class T:\n    def to_csv(self, path): return path\nt = T()\nt.to_csv('f')")
    refused("class T:\n    def to_csv(self, path): return path\nT = f\nT().to_csv('f')", "file-write")
    refused("class T:\n    def other(self, path): return path\nT().to_csv('f')", "file-write")
    refused("class T:\n    def to_csv(self, path): return path\nt = T()\nt = k\nt.to_csv('f')", "file-write")


@rule("numpy reads what stands in the code as lines, and no file")
def _(random):
    for good in ("['1 2']", "'1 2'.split()", "text.splitlines()", "io.StringIO('1')"):
        accepted("import io\nnp.loadtxt(%s)\nnp.genfromtxt(%s)" % (good, good))
    for bad in ("'f'", "p", "('f',)[0]", "text.strip()", "", "*p"):
        refused("np.loadtxt(%s)" % bad, "file-read")
    refused("pd.read_csv(text.splitlines())", "file-read")
    for name in ("load", "fromfile", "memmap", "fromregex", "save", "savez"):
        refused("np.%s('f')" % name)


@rule("lines are counted as an editor counts them, and import roots are told once, in order")
def _(random):
    for code, lines in (("x", 1), ("x\n", 1), ("x\n\n", 2), ("x\r\ny", 2), ("x\ry\r", 2), ("\n", 1), ("x\n" * 7 + "y", 8)):
        same(judged(code)["lines"], lines, code)
    same(judged("import numpy.linalg, json\nfrom collections.abc import Mapping\nimport json\nx = 1")["imports"], ["collections", "json", "numpy"])
    same(judged("x = (")["parsed"], False)
    same(judged("x = 1"), {"parsed": True, "lines": 1, "imports": [], "violations": []})
    same(judged("x = '\0'")["violations"], [])


@rule("violations come in the order of the source, no place twice for one rule, and no more than fifty are looked for")
def _(random):
    for count in (1, 5, 49, 50):
        got = found("\n".join("eval(%d)" % at for at in range(count)))
        same(got, [("builtin", at + 1, 1) for at in range(count)])
    same(len(found("\n".join("eval(%d)" % at for at in range(500)))), 50)
    same(found("eval('1'); open('f')\nk.__dict__\n()._x"), [("builtin", 1, 1), ("builtin", 1, 12), ("dunder-attribute", 2, 3), ("private-attribute", 3, 4)])


@rule("an import is judged by its root, its submodule and every name taken from it")
def _(random):
    for code in ("import math", "import numpy.linalg", "import numpy.linalg as l", "from numpy import linalg", "from numpy.linalg import norm", "from pandas.tseries.offsets import BDay", "import json.decoder", "from math import *", "from itertools import *", "from strategic import roi", "import collections.abc", "import numpy.polynomial.chebyshev", "from numpy.polynomial import chebyshev", "from __future__ import annotations", "import statistics, math as m", "from io import StringIO, BytesIO"):
        accepted(code)
    for code in ("import os", "import os.path", "import sys as math", "from os import path", "import math, os", "from subprocess import run", "import js", "from . import math", "from .math import x", "from .. import x", "import numpy.core", "import numpy.linalg._umath_linalg", "from numpy import ctypeslib", "import pandas.io", "from pandas import io", "from pandas.io.common import get_handle", "import numpy.polynomial._x", "from io import open", "from io import FileIO", "from numpy import *", "from pandas import *", "from collections import *", "from json import codecs", "import json.scanner", "from types import FunctionType", "from typing import get_type_hints", "from string import Formatter", "from numpy.linalg import *", "import email", "import pandas.plotting", "from pandas import plotting"):
        refused(code, "import-not-allowed", "module-internals", "import-relative", "import-star", "dynamic-code")
    few = ["math", "pandas"]
    same(found("import math\nimport json", few), [("import-not-for-persona", 2, 8)])
    same(found("import os, json, pandas", few), [("import-not-allowed", 1, 8), ("import-not-for-persona", 1, 12)])
    same(found("from json import loads", few), [("import-not-for-persona", 1, 1)])
