"""Programs built by rule: what is refused is refused wherever it stands and however it is spelled, and what is allowed is allowed there too.

Judged by the checker itself, in the interpreter that would run them (rules.test.ts), and natively under planted faults.
One list, and so one long file: each rule is tried in every place that the others are.
"""

import time

SCIENCE, DATA = _asked["roots"], data
# As where the libraries that draw are not installed: what pandas draws is refused there.
ROOTS = [root for root in SCIENCE if root != "matplotlib"]


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
        for place in random.sample(PLACES, 40):
            before = place[: place.index("{e}")].format()
            line, start = before.count("\n"), len(before) - (before.rfind("\n") + 1)
            code = place.format(e=expression)
            got = found(code)
            for row, column in alone:
                holds((wanted, row + line, column + start) in got, (code, got))


@rule("what is allowed is allowed in every place where an expression may stand")
def _(random):
    for expression in ALLOWED:
        for place in random.sample(PLACES, 50):
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
    same(found("x + k.__\uff44ict__"), [("dunder-attribute", 1, 5)])  # another letter that Python reads as d
    for code, rule_, column in (("from numpy import load as xload\nf(xload)", "file-read", 3), ("from numpy import load as xload\nxload('f')", "file-read", 1), ("from numpy import load as xload\nf(1, xload)", "file-read", 6), ("from operator import attrgetter as a\nx = a", "computed-attribute", 5)):
        same(found(code), [(rule_, 2, column)], code)


SENSITIVE = ["open", "eval", "exec", "compile", "globals", "input", "vars"]
#: After these the name is certainly the program's own.
BOUND = r"""{n} = f\n{n}(1)|{n}: object = f\n{n}(1)|{n}, x = f, 1\n{n}(1)|[x, {n}] = y\n{n}(1)|x = {n} = f\n{n}(1)|def {n}(): pass\n{n}()|class {n}: pass\n{n}()|if c: {n} = 1\nelse: {n} = 2\n{n}(1)|if c:\n    if d: {n} = 1\n    else: {n} = 2\nelse:\n    {n} = 3\n{n}(1)
for {n} in y: {n}(1)|for x, {n} in y: {n}(1)|with f() as {n}: {n}(1)|with f() as x, f() as {n}: {n}(1)|try: {n} = 1\nexcept A: {n} = 2\n{n}(1)|try: pass\nfinally: {n} = 1\n{n}(1)|try: x = 1\nexcept A: {n} = 2\nelse: {n} = 1\n{n}(1)|def g({n}): {n}(1)|def g(*{n}): {n}(1)|def g(**{n}): {n}(1)|def g(*, {n}): {n}(1)|def g({n}, /): {n}(1)
lambda {n}: {n}(1)|[{n}(1) for {n} in y]|{{{n}(1) for {n} in y}}|[{n}(1) for x, {n} in y]|[x for {n} in y for x in {n}(1)]|[x for {n} in y if {n}(1)]|def g():\n    {n} = f\n    {n}(1)|def g():\n    for {n} in y: {n}(1)|def g():\n    {n} = f\n    def h(): {n}(1)|def g({n}):\n    return lambda: {n}(1)|{n} = f\ndef g(): {n}(1)|{n} = f\nclass C:\n    def m(self): {n}(1)|class C:\n    {n} = f\n    x = {n}(1)|{n} = f\nclass C:\n    input = open = eval = f\n    def m(self): {n}(1)|{n} = f\nclass C:\n    vars = 1\n    x = {n}(1)|for {n}, x in y:\n    class C: x = {n}(1)|def g({n}):\n    class C:\n        x = {n}(1)
def g({n}):\n    return [{n}(x) for x in y]|def g():\n    import math as {n}\n    {n}(1)|def g():\n    with f() as {n}: pass\n    {n}(1)|def g():\n    if ({n} := f): {n}(1)
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")
#: After these it may still be the built-in.
UNSURE = r"""{n}(1)|class C:\n    {n} = f\n    class D:\n        x = {n}(1)\n        {n} = f|class C:\n    {n} = f\n    class D:\n        x = {n}(1)|class C:\n    for {n} in y:\n        class D:\n            x = {n}(1)|{n}(1)\n{n} = f|if c: {n} = f\n{n}(1)|if c: pass\nelse: {n} = f\n{n}(1)|for x in y: {n} = f\n{n}(1)|for {n} in y: pass\n{n}(1)|while c: {n} = f\n{n}(1)|with f() as x: x\n{n}(1)|try: {n} = f\nexcept A: pass\n{n}(1)|try: pass\nexcept A: {n} = f\n{n}(1)|try: x = 1\nexcept A: x = 2\nelse: {n} = f\n{n}(1)|try: 1/0\nexcept A as {n}: pass\n{n}(1)
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
        if random.random() < 0.5:
            return ["try:", *["    " + line for line in one], "except A:", *["    " + line for line in two]]
        return ["if c:", *["    " + line for line in one], "else:", *["    " + line for line in two]]

    for levels in (1, 2, 3):
        for _ in range(8):
            accepted("\n".join(branches(levels, True)) + "\neval('1')")
            refused("\n".join(branches(levels, False)) + "\neval('1')", "builtin")
    for _ in range(8):
        refused("\n".join(branches(4, True)) + "\neval('1')", "builtin")


#: Ways to give a module another name, each used as `q`.
RENAMED = r"""{m}.{a}|q = {m}\nq.{a}|q = p = {m}\nq.{a}|p = {m}\nq = p\nq.{a}|q, p = {m}, 1\nq.{a}|[p, q] = [1, {m}]\nq.{a}|(q := {m}).{a}|if (q := {m}): q.{a}|for q in ({m}, 3): q.{a}|for q in [{m}]: q.{a}|with {m} as q: q.{a}|def f(q={m}): q.{a}|def f(*, q={m}): q.{a}|lambda q={m}: q.{a}|q: object = {m}\nq.{a}|[q.{a} for q in ({m},)]
q = (p := {m})\nq.{a}|p = (q := {m})\nq.{a}|q = 1\nq = {m}\nq.{a}|q = {m}\nq = 1\nq.{a}|def f():\n    q = {m}\n    q.{a}|q = {m}\ndef f():\n    q.{a}|q = {m}\nclass C:\n    q = 1\n    def f(self): q.{a}|class C:\n    {m} = 1\n    def f(self): {m}.{a}|def f():\n    global q\n    q = {m}\nq.{a}|def f():\n    q = 1\n    def g():\n        global q\n        q = {m}\nq.{a}|[(q := {m}) for x in y]\nq.{a}|[[(q := {m}) for x in y] for z in y]\nq.{a}|def f():\n    any((q := {m}) for x in y)\n    q.{a}|q.{a}\nq = {m}|def f():\n    q = {m}\n    def g(): q.{a}|def f():\n    q = {m}\n    def g():\n        nonlocal q\n        q.{a}
getattr({m}, '{a}')|q = {m}\ngetattr(q, '{a}')|getattr({m}, '{a}').x|x = {m}.{a}|f({m}.{a})|{m}.{a}.x.y|x = [{m}][0]|class C:\n    global q\n    q = {m}\nq.{a}|f({m})|def f(): return {m}|x = {m} if c else 1|class C:\n    x = {m}|for x in f({m}): pass|{{1: {m}}}|{m}.x = 1|setattr({m}, 'x', 1)|delattr({m}, 'x')|del {m}.x|setattr({m}, '{a}', 1)
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")


@rule("what a module hides is refused under every name that the module may go by, and so is a module where it can't be followed")
def _(random):
    for start, module, hidden in (("", "pd", "io"), ("", "np", "ctypeslib"), ("import json\n", "json", "codecs"), ("import pandas as w\n", "w", "core"), ("import numpy\n", "numpy", "f2py"), ("import pandas.api as api\n", "api", "interchange"), ("from pandas import api\n", "api", "interchange"), ("import random\n", "random", "_os"), ("from numpy import lib\n", "lib", "npyio")):
        for form in RENAMED:
            refused(start + form.format(m=module, a=hidden), "module-internals", "module-value", "module-changed")


@rule("a module that a function imports for the whole program is known outside it, and one that it imports for itself is not")
def _(random):
    for statement in ("import json as q", "import json as p\n    q = p", "from numpy import lib as q", "import pandas as q"):
        hidden = {"json": "codecs", "numpy": "npyio", "pandas": "io"}[statement.split()[1]]
        refused("def f():\n    global q\n    %s\nq.%s" % (statement, hidden), "module-internals")
        refused("def g():\n    def f():\n        nonlocal q\n        %s\n    q = 1\n    q.%s" % (statement.replace("\n", "\n    "), hidden), "module-internals")
        accepted("def f():\n    %s\nq.%s" % (statement, {"codecs": "loads", "npyio": "size", "io": "size"}[hidden]))


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
    yield "for i, n in enumerate([%s], 1):\n    {use}" % joined
    yield "for i, n in enumerate((%s,), start=1):\n    {use}" % joined
    yield "for n in sorted({{%s}}, reverse=True):\n    {use}" % joined
    yield "for i, n in zip((1, 2), (%s,), strict=True):\n    {use}" % joined
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
    yield "names = ['mean']\n" + "".join("names.append(%s)\n" % one for one in texts) + "for n in names:\n    {use}"
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
        for program in spelled(random.choice([["mean", "median"], ["nunique"]])):
            accepted("import operator\n" + program.format(use=use))
        bad = random.choice(["__globals__", "_mgr", "gi_frame"])
        for program in spelled(random.choice([[bad], ["mean", bad]])):
            refused("import operator\n" + program.format(use=use), "dunder-attribute", "private-attribute", "frame-attribute")


@rule("names are followed as far as an analysis goes: so many other names, choices and parts are read, and a name past them is refused")
def _(random):
    def renamed(first, times, use):
        return first + "".join("a%d = a%d\n" % (at + 1, at) for at in range(times)) + use % times

    for first, use, most in (("a0 = ['mean', 'sum']\n", "for n in a%d: k.agg(n)", 5), ("a0 = {'a': 'mean'}\n", "for n in a%d.values(): k.agg(n)", 4), ("a0 = {'a': 'mean'}\n", "k.agg(a%d.get(c))", 5), ("a0 = 'mean'\n", "getattr(k, a%d)", 3), ("a0 = 'mean'\n", "k.agg(a%d)", 11)):
        accepted(renamed(first, most, use))
        refused(renamed(first, most + 1, use), "named-function", "computed-attribute")
    choice = "'mean'"
    for at in range(1, 41):
        choice = "('sum' if c else %s)" % choice
        for text in (choice, " + ".join(["'a'"] * (at + 1))):
            (accepted if at < 40 else refused)("getattr(k, %s)" % text)

    def texts(count, letter):
        return ", ".join(repr(letter + str(at)) for at in range(count))

    accepted("for a in [%s]:\n    for b in [%s]: getattr(k, a + b)" % (texts(8, "a"), texts(8, "b")))
    refused("for a in [%s]:\n    for b in [%s]: getattr(k, a + b)" % (texts(8, "a"), texts(9, "b")), "computed-attribute")
    accepted("for i, n in enumerate([%s]): getattr(k, n)" % texts(64, "a"))
    refused("for i, n in enumerate([%s]): getattr(k, n)" % texts(65, "a"), "computed-attribute")
    accepted("for n in [%s]: getattr(k, n)" % texts(32, "a"))
    refused("for n in [%s]: getattr(k, n)" % texts(33, "a"), "computed-attribute")


@rule("what a module hides is refused too where the module itself comes by getattr, and what is put into a dict from one that can't be read")
def _(random):
    for code in ("getattr(json, 'decoder').scanner", "d = getattr(json, 'decoder')\nd.scanner", "getattr(getattr(json, 'decoder'), 'scanner')", "f(getattr(json, 'decoder'))"):
        refused("import json.decoder\n" + code, "module-internals", "module-value")
    accepted("import json.decoder\ngetattr(json, 'decoder').JSONDecoder()")
    for put in ("h.update({**t})", "h.update({'b': 'sum', **t})", "h.update(**t)", "h.update({**{'b': t.lower()}})"):
        refused("h = {'a': 'mean'}\n%s\nk.agg(h)" % put, "named-function")
    accepted("h = {'a': 'mean'}\nh.update({'b': 'sum'}, c='max')\nk.agg(h)")


UNREADABLE_NAMES = r"""n = f()\n{use}|n = strategic_context['how']\n{use}|n = x.lower()\n{use}|n = 'a' + x\n{use}|n = f'{{x}}'\n{use}|n = f'{{1:>9}}'\n{use}|n = 'a' * 3\n{use}|n = '%s' % x\n{use}|for n in x:\n    {use}|for n in f():\n    {use}|for n in ('mean', *x):\n    {use}|for n in ['mean', x.lower()]:\n    {use}|for i, n in x.items():\n    {use}|for n in {{**x, 'mean': 1}}:\n    {use}|for n in sorted(['mean'], key=f):\n    {use}
def g(n):\n    {use}|def g(n='mean'):\n    {use}|for i, n in enumerate(x):\n    {use}|for i, n in zip((1, 2), x):\n    {use}|n = 'mean'\nn += x\n{use}|n = 'mean'\nfor n in x: pass\n{use}|n = 'mean'\nwith f() as n:\n    {use}|n = 'mean'\nn, m = x\n{use}|n = 'mean'\n[n, *m] = x\n{use}|import x as n\nn = 'mean'\n{use}|try: 1\nexcept A as n: pass\nn = 'mean'\n{use}|names = ['mean']\nnames.append(x.lower())\nfor n in names:\n    {use}|names = ['mean']\nnames.extend(x)\nfor n in names:\n    {use}
names = ['mean']\nnames[0] = x.lower()\nfor n in names:\n    {use}|names = ['mean']\nnames += x\nfor n in names:\n    {use}|names = ['mean']\nnames.insert(0, x.lower())\nfor n in names:\n    {use}|table = {{'mean': 1}}\ntable[x.lower()] = 2\nfor n in table:\n    {use}|table = {{1: 'mean'}}\ntable.update(x)\nfor n in table.values():\n    {use}|table = {{1: 'mean'}}\ntable.update(a=x.lower())\nfor n in table.values():\n    {use}|names = {{'mean'}}\nnames.add(x.lower())\nfor n in names:\n    {use}|match x:\n    case n: pass\n{use}|match x:\n    case [*n]: pass\n{use}|match x:\n    case {{**n}}: pass\n{use}
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")


@rule("a name that the source does not spell out is refused, by whatever way it comes")
def _(random):
    for use in ("getattr(k, n)", "k.agg(n)", "k.agg([n])", "k.agg(total=('b', n))"):
        for program in UNREADABLE_NAMES:
            refused(program.format(use=use))


QUERIES = ["k.query(n)", "k.eval(n)", "pd.eval(n)", "k.query(expr=n)"]


@rule("an expression for query and eval is judged as the code that it is, wherever it is spelled")
def _(random):
    for good in (["a > 1"], ["a > @limit", "b == 'x'"], ["`net revenue` > 0"], ["a > 1 and b in (1, 2)"], ["total = a + b"]):
        for program in list(spelled(good))[:-3]:
            accepted("limit = 3\n" + program.format(use=random.choice(QUERIES)))
    for bad in ("a.__class__ == 1", "@pd.io.common", "@k.to_pickle('f')", "@k.gi_frame", "k.plot()", "a._b > 1"):
        for options in ([bad], ["a > 1", bad]):
            for program in list(spelled(options))[:-3]:
                refused(program.format(use=random.choice(QUERIES)))
    for program in UNREADABLE_NAMES:
        refused(program.format(use="k.query(n)"))
    for call in ("k.query('a > 1', level=2)", "k.query('a > 1', **x)", "k.query(**x)", "k.query(f())", "pd.eval('a', 'pandas', 'numexpr', 1, {}, {}, 2)", "k.query('a >')", "k.query('net revenue > 1')"):
        refused(call, "query-computed", "query-unreadable")
    for call in ("k.query('a > 1', inplace=True)", "k.query('a > 1', engine='python')", "k.eval('c = a', inplace=False)", "query(t)", "k.query([1])", "k.query(3)", "pd.eval('a', 'pandas', 'numexpr', 1, {}, {})", "k.query()", "k.query('a > \\'x y\\'')"):
        accepted(call)


FORMULA_CALLS = ["smf.ols({f}, data=k)", "smf.logit(formula={f}, data=k)", "sm.formula.glm({f}, k)", "sm.OLS.from_formula({f}, k)", "patsy.dmatrix({f}, k)", "dmatrices(formula_like={f}, data=k)", "smf.mixedlm('y ~ x', k, groups=g, re_formula={f})"]


@rule("the terms of a formula are judged as the code that they are, where they can be read")
def _(random):
    start = "import patsy\nimport statsmodels.api as sm\nimport statsmodels.formula.api as smf\nfrom patsy import dmatrices\n"

    def verdict(text, call):
        return judged(start + call.format(f=repr(text)), SCIENCE)["violations"]

    for call in FORMULA_CALLS:
        for good in ("y ~ x", "~ x", "x", "y ~ C(a) + np.log(x) + I(b**2) + a:b", "y ~ 0 + x", "y ~ -1 + x", "y ~ (a + b) * c - a:b", "y ~ I(~flag)", "y ~ open + close", "y ~ C(g, Treatment(reference='a: b ~'))", "Q('net revenue') ~ x", "y ~ bs(x, df=4) / a", "y ~ own(x)", "1"):
            same(verdict(good, call), [], (good, call))
        for bad, wanted in (("y ~ open('f')", "builtin"), ("y ~ I(__import__('os').getpid())", "dunder-name"), ("y ~ I(().__class__ is x)", "dunder-attribute"), ("y ~ eval('1')", "builtin"), ("y ~ np.ctypeslib", "module-internals"), ("y ~ np.load('f')", "file-read"), ("y ~ x._y", "private-attribute"), ("y ~ x x", "query-unreadable")):
            holds(wanted in {one["rule"] for one in verdict(bad, call)}, (bad, call, verdict(bad, call)))
    for call in ("terms = 'y ~ ' + ' + '.join(k.columns)\nsmf.ols(terms, k)", "smf.ols(f'y ~ {name}', k)", "smf.ols(k, k)", "smf.ols(1)", "smf.ols(*x)", "smf.ols()"):
        same(judged(start + call, SCIENCE)["violations"], [], call)


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
        for again in ("b = 'f.csv'", "b = p", "for b in ps: pass", "with p as b: pass", "b, x = ps", "b += p", "(b := 'f.csv')", "def f(b): pass", "import json as b", "try: 1\nexcept A as b: pass", "[1 for b in ps]", "lambda b: 1", "def b(): pass", "match p:\n    case b: pass", "b: str = p"):
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
    accepted("class T:\n    def to_csv(self, path): return path\nt = T()\nf(t.to_csv)\nw = T().to_csv")
    refused("class T:\n    def to_csv(self, path): return path\nf(k.to_csv)", "file-write")
    refused("class T:\n    def to_csv(self, path): return path\nt = T()\nt = k\nt.to_csv('f')", "file-write")


@rule("numpy reads what stands in the code as lines, and no file")
def _(random):
    for good in ("['1 2']", "'1 2'.split()", "text.splitlines()", "io.StringIO('1')"):
        accepted("import io\nnp.loadtxt(%s)\nnp.genfromtxt(%s)" % (good, good))
    refused("class C:\n    def split(self): return 'f'\nnp.loadtxt(C().split())", "file-read")
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
    for code in ("import math", "import numpy.linalg", "import numpy.linalg as l", "from numpy import linalg", "from numpy.linalg import norm", "from pandas.tseries.offsets import BDay", "import json.decoder", "from math import *", "from itertools import *", "from strategic import roi", "import collections.abc", "import numpy.polynomial.chebyshev", "from numpy.polynomial import chebyshev", "from __future__ import annotations", "import statistics, math as m", "from io import StringIO, BytesIO", "from collections import abc", "from numpy import typing", "from pandas.api import types, typing"):
        accepted(code)
    for code in ("import os", "import os.path", "import sys as math", "from os import path", "import math, os", "from subprocess import run", "import js", "from . import math", "from .math import x", "from .. import x", "import numpy.core", "import numpy.linalg._umath_linalg", "from numpy import ctypeslib", "import pandas.io", "from pandas import io", "from pandas.io.common import get_handle", "import numpy.polynomial._x", "from io import open", "from io import FileIO", "from numpy import *", "from pandas import *", "from collections import *", "from json import codecs", "import json.scanner", "from types import FunctionType", "from typing import get_type_hints", "from string import Formatter", "from numpy.linalg import *", "import email", "import pandas.plotting", "from pandas import plotting"):
        refused(code, "import-not-allowed", "module-internals", "import-relative", "import-star", "dynamic-code")
    for code in ("import json.decoder\njson.codecs", "import json.decoder\nq = json\nq.codecs", "import json.decoder, math\nf(json)", "import json.decoder as d\nd.scanner"):
        refused(code, "module-internals", "module-value")
    for code in ("import json.decoder\njson.loads('1')", "import json.decoder\njson.decoder.JSONDecoder()", "import json.decoder as d\nd.JSONDecoder()"):
        accepted(code)
    few = ["math", "pandas"]
    same(found("import math\nimport json", few), [("import-not-for-persona", 2, 8)])
    same(found("import os, json, pandas", few), [("import-not-allowed", 1, 8), ("import-not-for-persona", 1, 12)])
    same(found("from json import loads", few), [("import-not-for-persona", 1, 1)])


#: Ways by which a name, written at {n}, may come to a method that takes names. What stands there is what may be called.
NAMES_GIVEN = r"""k.agg({n})|k.agg(func={n})|k.agg([{n}, 'mean'])|k.agg(('mean', {n}))|k.agg({{'a': 'mean', 'b': {n}}})|k.agg({{'a': ['mean', {n}]}})|k.agg(total=('a', {n}))|k.agg(**{{'total': ('a', 'sum')}}, other=('b', {n}))|k.agg('mean' if c else {n})|k.agg({n} if c else 'mean')|k.agg(c or {n})|k.agg(x and {n})|k.agg((h := {n}))|k.agg([{n} for c in y])|k.agg({{c: {n} for c in y}})
k.agg({{'a': {n}, 'b': 'mean'}}[c])|k.agg(['mean', {n}][c])|h = {{'a': 'mean', 'b': {n}}}\nk.agg(h[c])|h = ['mean', {n}]\nk.agg(h[0])|h = {{'a': {n}}}\nk.agg(h.get(c))|h = {{'a': 'mean'}}\nk.agg(h.get(c, {n}))|h = {{'a': 'mean'}}\nh['b'] = {n}\nk.agg(h)|h = {{'a': 'mean'}}\nh.update({{'b': {n}}})\nk.agg(h)|h = {{'a': 'mean'}}\nh.update(b={n})\nk.agg(h)|h = {{}}\nh.setdefault(c, {n})\nk.agg(h)|h = ['mean']\nh.append({n})\nk.agg(h)|h = ['mean']\nh.insert(0, {n})\nk.agg(h)|h = ['mean']\nh.extend(['max', {n}])\nk.agg(h)
h = dict(a={n})\nk.agg(h)|h = dict([('a', {n})])\nk.agg(h)|h = dict(zip(y, ['mean', {n}]))\nk.agg(h)|h = dict.fromkeys(y, {n})\nk.agg(h)|k.agg(list(('mean', {n})))|k.agg(sorted(['mean', {n}]))|k.agg(tuple(['mean', {n}]))|h = 'mean'\nh = {n}\nk.agg(h)|h = {n}\nh = 'mean'\nk.agg(h)|h = g = {n}\nk.agg(g)|for h in ['mean', {n}]: k.agg(h)|for a, h in [('x', 'mean'), ('y', {n})]: k.agg(h)|for a, h in {{'x': {n}}}.items(): k.agg(h)|for h in {{'x': {n}}}.values(): k.agg(h)|[k.agg(h) for h in ('mean', {n})]|[k.agg(h) for a, h in [('x', {n})]]
def f(how):\n    return k.agg(how)\nf({n})|def f(how):\n    return k.agg(how)\nf('mean')\nf(how={n})|def f(how={n}):\n    return k.agg(how)\nf()|def f(a, how='mean', *, more={n}):\n    return k.agg(more)\nf(1)|def f(a, how='mean'):\n    return k.agg(how)\nf(1, {n})|def f(a, *, how):\n    return k.agg(how)\nf(1, how={n})|def f(a, /, how):\n    return k.agg(how)\nf(1, {n})|def f(how):\n    return g(how)\ndef g(h):\n    return k.agg(h)\nf({n})|def f(how, n=3):\n    return f(how, n - 1) if n else k.agg(how)\nf({n})|def f(d, how):\n    return d.agg(how)\nk.pipe(f, {n})|def f(d, a, how='mean'):\n    return d.agg(how)\nk.pipe(f, 1, {n})
class C:\n    def m(self, how):\n        return k.agg(how)\nC().m({n})|class C:\n    def m(self, how='mean', more={n}):\n        return k.agg(more)\nC().m()|class C:\n    def __init__(self, how):\n        k.agg(how)\nC({n})|class C:\n    def __init__(self, how):\n        self.how = how\n    def m(self):\n        return k.agg(self.how)\nC({n}).m()|class C:\n    how = {n}\nk.agg(C.how)|class C:\n    how: str = {n}\nk.agg(C().how)|class C:\n    pass\nc = C()\nc.how = {n}\nk.agg(c.how)|class C:\n    how = 'mean'\nc = C()\nc.how = {n}\nk.agg(c.how)|class C:\n    @classmethod\n    def m(cls, how):\n        return k.agg(how)\nC.m({n})|class C:\n    @staticmethod\n    def m(how):\n        return k.agg(how)\nC.m({n})
class C:\n    how = 'mean'\nc = SimpleNamespace(how={n})\nk.agg(c.how)|class C:\n    how, more = 'mean', {n}\nc = C()\nc.more = {n}\nk.agg(c.more)|def f():\n    return {n}\nk.agg(f())|def f(c):\n    if c:\n        return {n}\n    return 'mean'\nk.agg(f(1))|def f(c):\n    for a in c:\n        if a: return {n}\nk.agg(f(1))|def f():\n    def g(): return t.lower()\n    return {n}\nk.agg(f())|k.agg(pd.NamedAgg('a', {n}))|k.agg(x=pd.NamedAgg('a', {n}))|k.agg(x=pd.NamedAgg(column='a', aggfunc={n}))|pd.pivot_table(k, 'a', 'b', 'c', {n})|k.pivot_table('a', 'b', 'c', {n})|k.pivot_table('a', aggfunc={n})|pd.crosstab(a, b, values=v, aggfunc={n})
k.apply({n})|k.transform({n})|k.aggregate({n})|k.groupby('a').agg({n})|k.rolling(3).apply({n})|pd.DataFrame.agg(k, {n})|pd.Series.apply(k, {n})|k.agg(*[{n}]) if c else 1|h = [*['mean'], {n}]\nk.agg([a for a in h])|k.agg({{'a': [*('mean', {n})]}})|k.agg([h for h in ['mean', {n}]])|k.resample('D').agg({{'a': 'sum', 'b': {n}}})|h = lambda: {n}\nk.agg({n})|def f():\n    h = {n}\n    return k.agg(h)|import io\nh = {n}\nwith io.StringIO() as s:\n    k.agg(h)|global h\nh = {n}\nk.agg(h)|def f():\n    global h\n    h = {n}\nk.agg(h)
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")
#: Of these, the ones in which not even a text that stands there can be followed: refused in any case.
NOT_FOLLOWED = {"k.agg(*[{n}]) if c else 1", "k.agg([a for a in h])"}


@rule("a name comes to a method that takes names by any road that can be read, is judged there, and is refused where it is not spelled out")
def _(random):
    for form in NAMES_GIVEN:
        if not any(form.endswith(end) for end in NOT_FOLLOWED):
            accepted(form.format(n="'sum'"))
            accepted(form.format(n="'n' 'unique'"))
        refused(form.format(n="'__globals__'"))
        refused(form.format(n="'to_pickle'"))
        refused(form.format(n="t.lower()"))
        refused(form.format(n=random.choice(["''.join(t)", "t[0].lower()", "'%s' % t", "'a' + t"])))


#: Objects `c` whose attributes are chosen while the program runs: any text may stand under the name of a method.
OPEN = r"""from types import SimpleNamespace\nc = SimpleNamespace(**t)|import types\nc = types.SimpleNamespace(t)|from types import SimpleNamespace as S\nc = S(**{'mean': t.lower()})|from types import SimpleNamespace\nmake = SimpleNamespace\nc = make(**t)|from types import SimpleNamespace\nc = list(map(SimpleNamespace, t))[0]
class C:\n    def __getattr__(self, name): return t.lower()\nc = C()|class B:\n    def __getattr__(self, name): return t.lower()\nclass C(B): pass\nc = C()|class D:\n    def __get__(self, of, kind): return t.lower()\nclass C:\n    mean = D()\nc = C()|from dataclasses import dataclass, replace\n@dataclass\nclass C:\n    mean: str = 'sum'\nc = replace(C(), **t)
from collections import namedtuple\nc = namedtuple('P', 'total mean')(1, t.lower())|from collections import namedtuple\nc = namedtuple('P', ['total', 'mean'])(1, t.lower())|import collections\nP = collections.namedtuple('P', t)\nc = P(1)|from collections import namedtuple\nc = namedtuple('P', field_names='total,mean')(1, t.lower())|from collections import namedtuple as n\nc = n(*t)(1)|from typing import NamedTuple\nc = NamedTuple('P', [('mean', str)])(t.lower())
for c in k.itertuples(): pass|c = next(k.itertuples())|rows = [r for r in k.itertuples()]\nc = rows[0]|c = max(map(f, k.itertuples()))
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")


@rule("a method of an object whose attributes are chosen at run time is no method for certain, and of any other object it is")
def _(random):
    for start in OPEN:
        for use in ("k.agg(c.mean)", "k.apply(c.mean)", "k.agg({'a': c.mean})", "k.agg(total=('a', c.mean))", "k.agg(['sum', c.mean])", "b = c\nk.agg(b.mean)", "h = [c]\nk.agg(h[0].mean)", "h = {'a': c}\nk.agg(h.get('a').mean)", "def f(o): return k.agg(o.mean)\nf(c)", "def f(): return c\nk.agg(f().mean)", "class X:\n    def __init__(self): self.c = c\n    def m(self): return k.agg(self.c.mean)", "class E:\n    how = 'sum'\nk.agg(c.how)", "class X:\n    def how(self): pass\nk.agg(c.how)", "pd.pivot_table(k, aggfunc=c.mean)", "if t: c = {}\nk.agg(c.get)"):
            refused(start + "\n" + use, "named-function")
        for use in ("k.agg(np.mean)", "k.apply(pd.Series.mean)", "h = {'a': 1}\nk.apply(h.get)", "k.apply({'a': 1}.get)", "h = dict(zip(x, y))\nk.apply(h.get)", "h = k.to_dict()\nk.apply(h.get)", "g = h = {}\nk.apply(g.get)", "k.apply(', '.join)", "k.apply(f'{t}'.join)", "k.apply(str.upper)", "import re\np = re.compile('a')\nk.apply(p.search)", "import collections\nk.apply(collections.Counter(t).get)", "k.apply(pd.Series(t).get)"):
            accepted(start + "\n" + use)
        if "__get__" in start:
            continue
        for use in ("class X:\n    def m(self, x): return 1\nk.apply(X().m)", "class X:\n    def m(self, x): return 1\n    def n(self): return k.apply(self.m)", "class X:\n    def __init__(self): self.table = {}\n    def n(self): return k.apply(self.table.get)", "class Y:\n    def m(self, x): return 1\nclass X(Y): pass\nmade = X()\nk.apply(made.m)", "import abc\nclass X(abc.ABC):\n    def m(self, x): return 1\nk.apply(X().m)"):
            accepted(start + "\n" + use)
    for closed in ("from types import SimpleNamespace\nc = SimpleNamespace(a=1, how='sum')", "from collections import namedtuple\nP = namedtuple('P', 'a b')\nc = P(1, 2)", "from collections import namedtuple\nc = namedtuple('P', ['a', 'b'], defaults=[1])(1)", "from collections import namedtuple\nc = namedtuple('mean', 'a b')(1, 2)", "from typing import NamedTuple\nclass P(NamedTuple):\n    a: int\nc = P(1)", "c = k.replace('a', 'b')", "c = k.rename(**t)", "for i, c in k.iterrows(): pass", "class C:\n    def __getitem__(self, name): return t.lower()\nc = C()"):
        for use in ("k.agg(c.mean)", "def f(o): return k.agg(o.mean)\nf(c)", "k.agg(f().mean)", "k.agg(t.x.mean)"):
            accepted(closed + "\n" + use)


@rule("what a dict is gone through by is its keys, and what is made of it holds its values")
def _(random):
    for keys in ("list({d})", "tuple({d})", "sorted({d})", "set({d})", "[*{d}]", "[n for n in {d}]", "['mean', *{d}]"):
        for form in random.sample(("k.agg(%s)" % keys, "h = {d}\nk.agg(%s)" % keys.replace("{d}", "h"), "h = {d}\ng = h\nk.agg(%s)" % keys.replace("{d}", "g"), "for n in %s: k.agg(n)" % keys, "def f(how):\n    return k.agg(how)\nf(%s)" % keys), 3):
            for given in ("{{{n}: 1}}", "{{'mean': 1, {n}: 'sum'}}", "{{{n}: 1 for c in y}}", "dict([({n}, 1)])", "dict.fromkeys([{n}])"):
                for bad in ("'to_pickle'", "t.lower()"):
                    refused(form.replace("{d}", given.format(n=bad)))
            refused(form.replace("{d}", "dict(to_pickle=1)"))
            for known in ("strategic_context", "datasets"):
                refused(form.replace("{d}", known))
        if "*" not in keys:
            accepted("h = {'mean': 1, 'sum': t.lower()}\nk.agg(%s)" % keys.replace("{d}", "h"))
    for made in ("dict({d})", "dict({d}, b='sum')", "{{**{d}}}", "{{'b': 'sum', **{d}}}", "dict(**{d})"):
        for form in ("k.agg(%s)" % made, "h = {d}\nk.agg(%s)" % made.replace("{d}", "h"), "h = %s\nk.agg(h)" % made):
            form = form.replace("{{", "{").replace("}}", "}")
            accepted(form.replace("{d}", "{'a': 'sum'}"))
            for bad in ("{'a': 'to_pickle'}", "{'a': t.lower()}", "f()", "strategic_context", "{'mean': t.lower(), 'a': 'sum'}"):
                refused(form.replace("{d}", bad))
    for other in ("dict(f(y, ['mean']))", "dict(zip(y, ['mean'], z))", "dict(zip(y))", "dict(y.items())", "strategic_context", "persona", "role", "[strategic_context]", "{'a': role}", "dict(a=role)", "(h := role)", "dict.fromkeys(y, role)", "x or strategic_context", "dict(['ab', t.lower()])", "dict([(1, 2, t.lower())])", "dict([f()])", "dict({'a': 'sum'}, **{'b': t.lower()})", "list(f())", "sorted(t.x)", "tuple(strategic_context['how'])", "[*strategic_context['hows']]"):
        refused("k.agg(%s)" % other)
    for code in ("h = ('sum', 'mean')\nk.agg(list(h))", "k.agg(list(n for n in ('sum',)))", "h = [n for n in ('sum', 'mean')]\nk.agg([*h])", "k.agg(dict([('a', 'sum'), ('b', np.max)]))", "h = [('a', 'sum')]\nk.agg(dict(h))", "k.agg(dict(zip(t.x, ['sum'])))", "from statistics import mean\nk.agg(mean)", "from statistics import mean as m, median\nk.agg([m, median])", "h = {c: 'sum' for c in y}\nk.agg(dict(h))", "k.agg(1 if c else None)"):
        accepted(code)
    accepted("k.agg(dict.fromkeys(t.lower(), 'sum'))")
    # A column's name is no function's.
    for code in ("k.agg(dict([('to_pickle', 'sum')]))", "h = [('to_pickle', 'sum'), ('a', 'max')]\nk.agg(dict(h))", "k.agg({'to_pickle': 'sum'})", "k.agg(total=('to_pickle', 'sum'))"):
        accepted(code)


SPECIAL = "getattr hasattr setattr delattr type isinstance enumerate zip dict list sorted map format print k.agg k.apply k.pivot_table k.crosstab k.pipe k.map k.query k.eval k.append k.update k.setdefault k.get k.items k.format k.to_csv k.read_csv k.plot k.resize k.set_codes k.dump k.set_option k.__setattr__ super().__setattr__ object.__setattr__ pd.NamedAgg pd.read_csv pd.eval np.ndarray np.loadtxt np.savetxt operator.attrgetter operator.methodcaller functools.wraps functools.partial dataclasses.make_dataclass enum.Enum io.StringIO dict.fromkeys str.format own C E D collections.namedtuple".split()


@rule("a verdict is given on every call, however few or odd its arguments")
def _(random):
    start = "import operator, functools, dataclasses, enum, io, collections\ndef own(a, b=1, *c, d, e=2, **f): return k.agg(a), k.agg(d), getattr(k, b)\nclass C:\n    def __init__(self, a): k.agg(a)\nclass E(enum.Enum): pass\n@dataclasses.dataclass\nclass D:\n    a: int\n    b: str = 'sum'\n"
    pieces = ["", "k", "1", "'a'", "*k", "*[]", "**k", "**{}", "a=1", "func='sum'", "()", "[]", "{}", "[()]", "[(1,)]", "{1: 2, **k}", "('a',)", "None", "lambda: 1", "(x := 1)", "f'{k}'", "-1", "names", "zip()", "enumerate([])", "enumerate()", "[].items()", "dict()", "{}.items()", "names[:]", "how=names", "expr='a'", "key=type"]
    for name in SPECIAL:
        for _ in range(4):
            chosen = [piece for piece in random.choices(pieces, k=random.randint(0, 4)) if piece]
            chosen.sort(key=lambda piece: 2 if piece.startswith("**") else "=" in piece and ":=" not in piece)
            call = "%s(%s)" % (name, ", ".join(dict.fromkeys(chosen)))
            try:
                ast.parse(call)
            except SyntaxError:
                continue
            for form in random.sample(("{c}", "x = {c}\nk.agg(x.b)\ngetattr(k, x)\nk.agg(x)", "for i, n in {c}:\n    getattr(k, n)\n    k.agg(n)", "names = []\n{c}\nk.agg(names)\nfor i, n in names: getattr(k, n)", "class F({c}): pass"), 1):
                same(judged(start + form.format(c=call))["parsed"], True, call)
    for pairs in ("[(1,)]", "[(1,), (2, 'mean')]", "[()]", "{}.items()", "[1]", "['ab']", "zip([1], [])", "enumerate('ab')"):
        for use in ("getattr(k, n)", "k.agg(n)"):
            refused("for i, n in %s: %s" % (pairs, use)) if pairs != "{}.items()" else judged("for i, n in %s: %s" % (pairs, use))


@rule("only what a method takes for a name is judged as one, and every road to it ends")
def _(random):
    for call in ("k.agg('sum', t.lower())", "pd.Series.agg(k, 'sum', t.lower())", "pd.Series.agg(t.lower(), 'sum')", "pd.pivot_table(k, 'a', 'b', 'c', 'sum', t.lower())", "pd.crosstab(a, b, v, [t.lower()], [t.lower()], 'sum', t.lower())", "pd.NamedAgg(t.lower(), 'sum')", "k.agg(total=(t.lower(), 'sum'))", "k.agg(total=[(t.lower(), 'sum')])", "k.agg(None, total=(t.lower(), 'sum'))", "k.agg('a' if c else np.mean)", "class C: join = t.lower()\nk.agg(', '.join)", "k.agg(', '.join)", "t = ['a', 'b']\nk.apply(t.index)", "k.apply([1, 2].index)", "t = {1: 2}\nk.apply(t.values)"):
        accepted(call)
    for call in ("pd.crosstab(a, b, v, r, c, t.lower())", "pd.NamedAgg('a', t.lower())", "k.agg((t.lower(), 'sum'))", "k.agg(total=('a', (t.lower(), 'sum')))", "k.agg(total=(t.lower(), 'sum', 'max'))", "k.agg(total=['sum', t.lower()])", "k.agg(None, total=('a', t.lower()))", "k.agg(None, t.lower(), total=('a', t.lower()))", "from string import ascii_letters as a\nk.agg(a)", "k.agg(t.columns)", "k.agg(t.index)", "k.agg(t.values)", "t = k\nt.apply(t.index)", "k.agg(f().index)", "k.agg(t.name)", "k.agg(t.dtype)", "def f(how): return k.agg(how)\nk.pipe(f)", "k.agg(np.mean if c else t.lower())"):
        refused(call, "named-function")
    for cycle in ("a = b\nb = a\n", "a = [a]\n", "a = {1: a}\na = a[1]\n", "a = list(a)\n", "a = sorted(a)\nb = a\n", "a = zip(a, a)\n", "a = list(zip(a, a))\n", "a = a.items()\n", "a = {1: a}\na = dict(a)\n", "a = a.values()\n", "a = enumerate(a)\n", "a = [*a]\n", "a = a if a else a\n", "a = {**a}\n", "a = type(a)\n", "a = (b := a)\n", "a = b = c\nc = (a, b)\n", "def a(): return a()\na = a()\n", "for a in b:\n    b = a\n"):
        got = found(cycle + "k.agg(a)\ngetattr(k, a)\nk.query(a)\npd.read_csv(a)\na('C', (), {})\na._x")
        holds({name for name, _, _ in got} & {"named-function"} and not {name for name, _, _ in got} & {"too-complex"}, (cycle, got))
    for count in (1, 3):
        chain = "a0 = {n}\n" + "".join("a%d = a%d\n" % (at + 1, at) for at in range(count)) + "k.agg(a%d)\ngetattr(k, a%d)" % (count, count)
        accepted(chain.format(n="'sum'"))
        refused(chain.format(n="'to_pickle'"), "pickle")
    refused("a0 = 'sum'\n" + "".join("a%d = a%d\n" % (at + 1, at) for at in range(40)) + "k.agg(a40)", "named-function")
    accepted("T = U\nU = T\nT(1, 2, 3)")


@rule("functions may be given where names may, of any making that is certainly a function")
def _(random):
    for function in ("len", "lambda x: x.max()", "np.mean", "np.linalg.norm", "pd.Series.mean", "str.upper", "'{}'.format", "np.std", "functools.partial(f, 1)", "operator.itemgetter(1)", "np.vectorize(f)", "own", "C", "C.m", "C().m", "sum", "max", "statistics.mean", "{{'a': np.max}}", "[np.max, 'min']", "table.get", "pattern.search"):
        accepted("import functools, operator\ndef own(x): return 1\nclass C:\n    def m(self, x): return 1\ntable = {}\nk.agg(%s)" % function.replace("{{", "{").replace("}}", "}"))
    for other in ("f()", "t.how", "strategic_context['how']", "strategic_context.get('how')", "string.ascii_letters", "C.name", "C().name", "own2()", "(yield)", "f'{t}'", "t.x.y", "str(t)", "own(t.lower())"):
        refused("import string\ndef own(x): return x\ndef own2(): return t.lower()\nclass C:\n    name = t.lower()\nk.agg(%s)" % other if other != "(yield)" else "def g(): k.agg((yield))", "named-function")


@rule("a parameter is followed only where every use of its function is a call that can be read")
def _(random):
    start = "def f(d, how):\n    return d.agg(how)\n"
    accepted(start + "f(k, 'sum')")
    for more in ("g = f", "f(k, *t)", "f(*t)", "f(k, **t)", "f(k)", "map(f, t)", "t.apply(f)", "f = g", "def f(d, how): pass", "x.f(k, t.lower())", "k.pipe(f, t.lower())", "k.pipe(f)", "k.pipe(f, *t)", "[f]"):
        refused(start + "f(k, 'sum')\n" + more, "named-function")
    refused(start, "named-function")
    refused("k.apply(lambda how: k.agg(how))", "named-function")
    refused("def f(*how):\n    return k.agg(how)\nf('sum')", "named-function")
    refused("def f(**how):\n    return k.agg(how)\nf(a='sum')", "named-function")
    refused("class C:\n    def m(self, how):\n        return k.agg(how)\nC().m('sum')\nC.m", "named-function")
    refused("class C:\n    def __init__(self, how):\n        k.agg(how)\nC('sum')\nD = C", "named-function")
    for call in ("k.agg(*t)", "k.apply(**t)", "k.pivot_table('a', *t)", "k.transform(*t, axis=1)"):
        refused(call, "named-function")
    for call in ("k.agg()", "k.agg(None)", "k.agg(axis=1)", "k.agg('sum', axis=t.lower())", "k.agg('sum', *t)", "k.agg('sum', **t)", "k.pivot_table('a')", "k.pivot_table('a', t.lower())", "pd.crosstab(t.lower(), b)", "agg(t.lower())", "class C:\n    def agg(self, x): return x\nC().agg(t.lower())"):
        accepted(call)


#: Ways in which a program gives an object of its own the attribute {a}.
MAKES = r"""class C:\n    def __init__(self):\n        self.{a} = 1|class C:\n    {a} = 1|class C:\n    {a}: int = 1|class C:\n    def {a}(self): pass|class C:\n    {a} = {a}2 = 1|class C:\n    def m(self, other):\n        other.{a} = 1|class C:\n    def m(self):\n        self.{a} += 1|class C:\n    def m(self):\n        for self.{a} in y: pass|class C:\n    def m(self):\n        with y as self.{a}: pass|class C:\n    def m(self):\n        self.{a}, x = y|C = namedtuple('C', 'x')\nC({a}=1)\nclass C: pass|class C: pass\nc = C()\nc.{a} = 1|class C:\n    {a}: int
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")
#: Ways to an object that may be the program's own.
OWN = r"""C().{a}|c = C()\nc.{a}|c = d = C()\nd.{a}|def f(c): return c.{a}|def f(c, d=1): return d.{a}|for c in cs: c.{a}|[c.{a} for c in cs]|cs = [C()]\ncs[0].{a}|cs = {{1: C()}}\ncs[1].{a}|cs = [C() for x in y]\ncs[0].{a}|cs = {{x: C() for x in y}}\ncs[0].{a}|C.{a}|def f():\n    return C()\nf().{a}|c = C() + C()\nc.{a}|max(C(), C()).{a}|cs = [C()]\nnext(cs, None).{a}|max([C()], key=f).{a}|(C() + 1).{a}|(1 + C()).{a}|C.make().{a}|c = 1 + C()\nc.{a}|c = C()\n(c + d).{a}|c = C()\n(d + c).{a}|max(k, C()).{a}|(C(),)[0].{a}|{{C()}}.{a}|min(C(), k).{a}|class D(C):\n    def m(self): return self.{a}|class D(C):\n    def m(self, other): return self.{a} + other.{a}|class D(C):\n    def m(self): return super().{a}|class D(C):\n    def m(self): return self.next.{a}|class D(C):\n    def m(self): return type(self).{a}|c = (C(), 1)\nc[0].{a}
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")
#: Objects that are certainly somebody else's.
FOREIGN = r"""pd.DataFrame().{a}|k.{a}|k.groupby('a').{a}|(1).{a}|'x'.{a}|f2(1).{a}|m = re.match('a', 'b')\nm.{a}|x = pd.concat(y)\nx.{a}|[1].{a}|(lambda: 1).{a}|json.dumps.{a}|import json as j\nj.loads(t).{a}|w = warnings.catch_warnings()\nw.{a}|x = 1\nx.{a}|max(1, 2).{a}|k['a'].{a}|k.mean().{a}|f2(1)(2).{a}|k.a.b().{a}|max(k, 1).{a}|(k + k).{a}|lambda: k.{a}|max().{a}|next(k).{a}
""".replace("\n", "|").replace("\\n", "\n").strip("|").split("|")


@rule("private attributes and the names that exceptions and modules use are free in the program's own classes, by whatever way they are made and reached")
def _(random):
    for makes in MAKES:
        for own in OWN:
            name = random.choice(["_total", "_mgr", "obj", "sys", "os", "name_from"])
            accepted(makes.format(a=name) + "\n" + own.format(a=name))


@rule("private attributes of what others made are refused, whatever the program calls its own")
def _(random):
    for name, rule_ in (("_mgr", "private-attribute"), ("_secret", "private-attribute")):
        for foreign in FOREIGN:
            refused(foreign.format(a=name), rule_)
            for makes in MAKES[:4]:
                if not any(part in foreign for part in ("k.", "k[")):
                    refused(makes.format(a=name) + "\n" + foreign.format(a=name), rule_)
    for name in ("_other", "obj"):
        refused("%s = 1\ndef f(%s): pass\nclass C: pass\nf2(1).%s" % (name, name, name))
    for own in OWN:
        refused("_other = 1\nclass C: pass\n" + own.format(a="_other"), "private-attribute")
    for public in ("_asdict", "_replace", "_fields", "_make", "_value_", "_name_"):
        accepted("k[0].%s" % public)
    for code in ("getattr(k, '_x')", "class T:\n    pass\nmatch k:\n    case T(_x=1): pass", "k.agg('_mgr')", "df.query('a._x > 1')"):
        refused(code, "private-attribute")
    accepted("class T:\n    def __init__(self): self._x = 1\nmatch k:\n    case T(_x=1): pass\ngetattr(k, '_x')")


@rule("what evaluates expressions that a library keeps is the program's own or nobody's")
def _(random):
    for name in ("evaluate_bound", "evaluate_constraints", "evaluate_default", "evaluate_value"):
        refused("k.%s()" % name, "dynamic-code")
        refused("class C:\n    def %s(self): return 1\nC().%s()" % (name, name), "dynamic-code")
    refused("k.evaluate()", "dynamic-code")
    accepted("class C:\n    def evaluate(self): return 1\nC().evaluate()")
    refused("import typing\nclass C:\n    def evaluate(self): return 1\ntyping.get_args(k)[0].evaluate()", "dynamic-code")


@rule("a name that only a text tells is judged without its receiver")
def _(random):
    for use in ("getattr(k, '%s')", "k.agg('%s')", "match k:\n    case T(%s=x): pass"):
        for name, wanted in (("_x", "private-attribute"), ("obj", "exception-object"), ("name_from", "exception-object"), ("os", "module-attribute"), ("sys", "module-attribute"), ("gi_frame", "frame-attribute")):
            refused(use % name, wanted)
            if name != "gi_frame":
                accepted("class T:\n    def __init__(self): self.%s = 1\n" % name + use % name)
        for name in ("mean", "array", "random", "_asdict", "x_"):
            accepted(use % name)


@rule("a module that a module keeps without naming it as its own is hidden, and what that module names is not")
def _(random):
    for code in ("import json\njson.decoder.scanner", "import json\njson.scanner", "import json.decoder as d\nd.scanner", "import statistics as s\ns.sys", "import collections\ncollections.abc._sys", "import dataclasses\ndataclasses.inspect", "import json\nfrom json.decoder import scanner"):
        refused(code, "module-internals")
    for code in ("import json\njson.decoder.JSONDecoder", "import collections\ncollections.abc.Mapping", "import numpy\nnumpy.linalg.norm", "np.random.default_rng(1)", "import decimal\ndecimal.Decimal(1)"):
        accepted(code)


@rule("a column may have a module's name where the receiver may be a table, and nowhere else")
def _(random):
    for table in ("datasets['a']", "pd.DataFrame(x)", "pd.read_csv(io.StringIO('a'))", "pd.concat([k, k])", "k.head()", "k.groupby('a')", "k[k.a > 1]", "k.a.b", "pd.merge(k, k).head().tail()", "w.DataFrame(x)", "concat([k])", "w.concat(y).head()"):
        for form in ("{t}.os", "d = {t}\nd.sys", "d = {t}\ne = d\ne.os.mean()", "d = {t}\nd = d.head()\nd.os", "d = {t}\nd.codecs"):
            accepted("import io, pandas as w\nfrom pandas import concat\n" + form.format(t=table))
    for start in ("from pandas import concat\ndef concat(x): return y\n", "from pandas import concat\nconcat = f()\n", "import pandas as w\nw = f()\nconcat = w.concat\n"):
        refused(start + "d = concat(k)\nd.os", "module-attribute")
    for form in ("def f(d): return d.os", "for d in tables: d.os", "[d.os for d in tables]", "class C:\n    os = 1\nf().os"):
        accepted(form)
    for other in ("f()", "(1, 2)", "'x'", "x.y() if c else z", "{}", "lambda: 1", "json.loads(t)", "re.compile('a')", "[1]"):
        for form in ("({t}).os", "d = {t}\nd.sys", "d = {t}\ne = d\ne.os", "d = datasets['a']\nd = {t}\nd.os"):
            refused("import json, re\n" + form.format(t=other), "module-attribute", "module-internals")
    for name in ("array", "code", "time", "random", "statistics", "string", "test", "json", "copy"):
        accepted("f().%s" % name)


@rule("the object behind an exception is nobody's, unless it is a column or one's own")
def _(random):
    for form in ("try: 1\nexcept A as e: e.obj", "try: 1\nexcept A as e: print(e.obj.x)", "box = []\nbox[0].obj", "f().obj", "try: 1\nexcept A as e:\n    d = e\n    d.obj", "match e:\n    case A(obj=o): pass", "getattr(e, 'obj')", "try: 1\nexcept A as e: e.name_from"):
        refused(form, "exception-object")
    for form in ("datasets['a'].obj", "try: 1\nexcept A as e: print(str(e), e.args, type(e).__name__)", "class N:\n    def __init__(self): self.obj = 1\n    def m(self): return self.obj"):
        accepted(form)


@rule("a verdict comes soon, however names refer to one another, and a program that would take long is too complex")
def _(random):
    def layers(line, use, count=14, width=12):
        return "".join(line % ("a%d" % at, ", ".join(["a%d" % (at + 1)] * width)) + "\n" for at in range(count)) + use

    for code in ("q = np\n" + "".join("q = q.a%d\n" % at for at in range(12)) + "q.x", layers("%s = [%s]", "k.agg(a0)"), "".join(("a%d = a%d.x\n" % (at, at + 1)) * 30 for at in range(7)) + "a0.os", "".join(("a%d = a%d\n" % (at, at + 1)) * 30 for at in range(12)) + "a12 = 'x'\ngetattr(k, a0)"):
        started = time.process_time()
        same(found(code), [("too-complex", 1, 1)], code[:80])
        holds(time.process_time() - started < 5, (code[:80], time.process_time() - started))
    for code in (layers("%s = [%s]", "k.agg(1)", 200, 1), "".join("x%d = df.mean()\nk.agg('sum')\n" % at for at in range(300)), "names = ['mean', 'sum']\n" + "for n in names: getattr(k, n)\n" * 300, "q = np\nq = q.linalg\nq = 3\n" + "q.norm\n" * 100):
        same([one for one in found(code) if one[0] == "too-complex"], [], code[:80])


@rule("nesting is refused exactly beyond eight hundred links of one expression, and anything shorter is only long")
def _(random):
    for link, close in (("-", ""), ("not ", ""), ("(", ")"), ("[", "]"), ("x + ", ""), ("x * ", ""), ("x if y else ", ""), ("x and not ", ""), ("lambda: ", ""), ("{", "}"), ("x < ", ""), ("x.", "")):
        for count, deep in ((799, False), (800, False), (801, True), (5000, True)):
            code = "y = 1\nx = " + link * count + "x" + close * count
            if deep:
                same(found(code), [("too-complex", 1, 1)], (link, count))
            else:
                same(is_too_deep(code), False, (link, count))
    for code in ("x = [%s]" % ("-1, " * 5000), "-x\n" * 5000, "-x;" * 5000, "f(%s)" % ("-x,\n" * 5000), "'%s'" % ("-" * 5000), '"""%s"""' % ("(\n" * 5000), "# %s" % ("(" * 5000), "'\\'%s'" % ("(" * 3000), "x = 1.5\n" * 3000, "f(1)[2].g(3)\n" * 2000, "(1)\n" * 3000, "r'%s'\n" % ("-" * 3000), "f'%s'\n" % ("-" * 3000), "(1)(2)\n" * 2000, "if x: pass\n" * 3000, "if x: pass\nelif y: pass\n" * 700):
        same(is_too_deep(code), False, code[:40])
    for code in ("(\n" * 801, "f(%s)" % ("-\n" * 801), "x = (%s1)" % ("1 +\n" * 801), "if x: pass\n" + "elif y: pass\n" * 801, "(" * 400 + "-" * 801, "x[%s" % ("(" * 801), "f(1, %s1)" % ("-" * 801)):
        same(is_too_deep(code), True, code[:40])
    # What is behind, in brackets closed or before a comma or a line's end, counts no more and no less than nothing.
    for behind in ("f(-x, -(-x))\n", "(-1)(-1);", "[-1, {-2: (3, -4)}]\n", ")\n", "x)\n", "-x\n", "f(\n-x\n)\n", "(-\n1)\n", "{1: -1,\n 2: -2}\n", "((-1))\n", "x[-1] = -1\n"):
        for link, close in [random.choice((("-", ""), ("(", ")"), ("- (", ")")))]:
            width = link.count("-") + link.count("(")
            for count in (300,):
                code = behind * count
                same(is_too_deep(code + link * (800 // width) + "x" + close * (800 // width) + " " * 800), False, (behind, link))
                same(is_too_deep(code + link * (800 // width) + "-x" + close * (800 // width)), True, (behind, link))
                same(is_too_deep(code + "f(%sx, %sx)" % ("-" * 799, "-" * 799)), False, (behind, link))
                same(is_too_deep(code + "f(%sx, %sx)" % ("-" * 799, "-" * 800)), True, (behind, link))
                same(is_too_deep(code + "f(%sx)%sx" % ("-" * 700, "-" * 700)), False, (behind, link))
    same(is_too_deep("if x: pass\n" + "elif y: pass\n" * 800), False)
    same(is_too_deep("-" * 799), False)


@rule("a class comes from a class statement: nothing else that makes one is called, named or handed on")
def _(random):
    for code in ("type('C', (), {})", "T = type\nT('C', (), {})", "type(int)('C', (), {})", "type(int)(*x)", "type(*x)", "type(x, **k)", "type(name='C')", "class C(type): pass", "class C(metaclass=M): pass", "class C(A, **k): pass", "class C(type(int)): pass", "import abc\nabc.ABCMeta('C', (), {})", "import enum\nenum.EnumMeta('C', (), {})", "import enum\nenum.EnumType", "f(type)", "[type]", "map(type, a, b, c)", "functools.partial(type, 'C')", "type.mro(int)", "type.__call__(type, 'C', (), {})", "def f(t=type): return t('C', (), {})", "(t := type)('C', (), {})", "T = type(int)\nT('C', (), {})", "from abc import ABCMeta as A\nA('C', (), {})", "class C(metaclass=type): pass", "class M(type(int)): pass"):
        refused("import functools\n" + code, "dynamic-class")
    for code in ("type(x)", "type(x).__name__", "type(x) is int", "isinstance(x, type)", "issubclass(type(x), int)", "{type(x) for x in y}", "class C: pass", "class C(A, B): pass", "import abc\nclass C(abc.ABC): pass", "import abc\nclass C(metaclass=abc.ABCMeta): pass", "class C(int, flag=True): pass", "map(type, y)", "k.map(type)", "k.apply(type)", "sorted(y, key=type)", "def f(type): return type('a', 1, 2)", "class C:\n    def m(self): return type(self)(1, 2, 3)", "x: type = int", "def f(x: type) -> type: pass", "print(type(x).__qualname__)", "x == type", "type(x)(1)"):
        accepted(code)
    refused("class C:\n    def __new__(cls): return type(cls)('C', (), {})", "dynamic-class")
    for asks in ("print({t})", "print(1, 2, {t})", "isinstance(x, {t})", "issubclass({t}, int)", "map({t}, y)", "cast({t}, x)", "sorted(y, key={t})", "k.map({t})", "k.apply({t})", "k.sort_values('a', key={t})", "str({t})", "max(y, key={t})", "itertools.groupby(y, key={t})"):
        accepted("import itertools\nfrom typing import cast\n" + asks.format(t="type"))
        name = asks[: asks.index("(")].rpartition(".")[2]
        for own in ("def %s(*a, key=1): return 1", "%s = f", "class %s:\n    pass", "for %s in y: pass"):
            if not asks.startswith(("k.", "itertools")):
                refused(own % name + "\n" + asks.format(t="type"), "dynamic-class")
        for own in ("class K:\n    def %s(self, *a, key=1): return 1", "class K:\n    %s = f", "k.%s = f"):
            if asks.startswith(("k.", "itertools")):
                refused("import itertools\n" + own % name + "\n" + asks.format(t="type"), "dynamic-class")
    for hands in ("getattr(x, 'a', type)", "setattr(x, 'a', type)", "C(1, key=type)", "f(key=type)", "k.f(key=type)", "getattr(x, 'a', type)('C', (), {})", "k.map(type, 1)", "k.apply(type, a=1)", "map(type, a, b)", "print(1, file=type)", "x.y = type", "d = {1: type}", "return_(type)"):
        refused(hands, "dynamic-class")
    refused("getattr(x, 'a', pd).io", "module-value")
    refused("setattr(x, 'a', pd)", "module-value")
    for count in (1, 4, 5, 6, 30):
        refused("t0 = type\n" + "".join("t%d = t%d\n" % (at + 1, at) for at in range(count)) + "t%d('C', (), {})" % count, "dynamic-class")
    for code in ("d[type]", "d[type] = 1", "d[int, type]", "d[type, 1:2]", "d.get(type(x))", "d[type(x)](1, 2)"):
        accepted(code)
    refused("class C:\n    @classmethod\n    def m(cls): return type(cls)('C', (), {})", "dynamic-class")


@rule("fields and members of made classes stand in the source, and none of them reaches into the interpreter")
def _(random):
    start = "from dataclasses import make_dataclass\nfrom enum import Enum, IntEnum\nimport functools\n"
    for code in ("make_dataclass('P', ['a', 'b'])", "make_dataclass('P', [('a', int), ('b', float, 1)])", "make_dataclass('P', fields=['a'])", "names = ['a', 'b']\nmake_dataclass('P', names)", "make_dataclass('P', ['a'], namespace={'total': f})", "make_dataclass('P', ['a'], namespace={'__len__': f})", "make_dataclass('P', ['a'], frozen=True)", "Enum('P', 'a b')", "Enum('P', ['a', 'b'])", "Enum('P', {'a': 1})", "Enum('P', names='a, b')", "IntEnum('P', [('a', 1)])", "class E(Enum):\n    A = 1\nE(1)", "functools.wraps(f)", "@functools.wraps(f)\ndef g(): pass", "functools.wraps(wrapped=f)", "make_dataclass('P', ['a'], bases=(A,))", "make_dataclass('P', bases=(A,), fields=['a'])", "make_dataclass('P', ['__len__'])", "class B: pass\nclass E(B): pass\nE('P', t.lower())", "class B: pass\nB('P', t.lower(), module='json')", "Enum('P', [('a', 1), ['b', 2]])", "Enum('P', names=['a'])", "functools.update_wrapper(f, g)", "Enum('P', 'a', type=int)", "make_dataclass('P', (), frozen=True)", "def f(E): E('P', t.lower())"):
        accepted(start + code)
    for code in ("make_dataclass('P', names)", "make_dataclass('P', f())", "make_dataclass('P', [x.lower()])", "make_dataclass('P', ['__globals__'])", "make_dataclass('P', [('__dict__', int)])", "make_dataclass('P', ['a'], namespace={'__globals__': 1})", "make_dataclass('P', ['a'], namespace=f())", "make_dataclass('P', ['a'], **x)", "make_dataclass(*x)", "make_dataclass('P')", "make_dataclass('P', ['a'], module='json')", "make_dataclass('P', [('a', 'f()')])", "m = make_dataclass\nm('P', x)", "f(make_dataclass)", "Enum('P', names)", "Enum('P', f())", "Enum('P', '__globals__')", "Enum('P', 'a __dict__')", "Enum('P', {'__match_args__': ()})", "Enum('P', 'a', module='json')", "Enum(*x)", "Enum('P', **x)", "class E(Enum): pass\nE('P', names.lower())", "class E(Enum): pass\nE('P', 'a', module='json')", "functools.wraps(f, ['__globals__'])", "functools.wraps(f, assigned=x)", "functools.wraps(*x)", "w = functools.wraps\nw(*x)", "functools.update_wrapper(f, g, ['a'])", "IntEnum('P', [('__globals__', 1)])", "Enum(value='P', names=t.lower())", "Enum('P', names='__globals__')", "Enum('P', names=['a', t.lower()])", "Enum('P', ['a', ('__dict__', 1)])", "Enum('P', t.lower(), names='a')", "make_dataclass('P', t.lower(), namespace={})", "make_dataclass('P', fields=['a', t.lower()])", "make_dataclass('P', ['a', ('b', int, t), ('__dict__',)])", "make_dataclass('P', ['a'], namespace={t.lower(): 1})", "make_dataclass('P', ['a'], bases=(A,), namespace={'a': 1, '__dict__': 1})", "from enum import Enum as N\nclass E(N): pass\nE('P', t.lower())", "class E(int, Enum): pass\nE('P', t.lower())", "functools.update_wrapper(f, g, assigned=x)", "functools.wraps(f, updated=())", "functools.wraps(**x)"):
        refused(start + code, "computed-attribute", "dunder-attribute", "dynamic-class", "dynamic-code")


@rule("an annotation is judged as the code that it may become")
def _(random):
    for place in ("x: {a} = 1", "def f(x: {a}): pass", "def f() -> {a}: pass", "def f(*, x: {a} = 1): pass", "class C:\n    x: {a}", "def f(*x: {a}): pass", "import typing\ny = typing.Optional[{a}]", "import typing\ny = typing.List[int, {a}]"):
        for good in ("int", "'int'", "'C'", "'list[int]'", "list[int]", "'not valid python'", "int | None"):
            accepted(place.format(a=good))
        for bad in ("'f()'", "'k.__globals__'", "'lambda: 1'", "'(x := 1)'", "'pd.io.common'", "'[f() for x in y]'"):
            refused(place.format(a=bad))
    for bad in ("'a' + 'b'", "f'{x}'", "f()"):
        refused("import typing\ny = typing.Optional[%s]" % bad, "dynamic-code")
    accepted("import typing\ny = typing.Literal['f()']")


@rule("nothing lays an array over memory or tells compiled code not to look")
def _(random):
    for code in ("np.ndarray((2,), 'O', b)", "np.ndarray((2,), buffer=b)", "np.ndarray((2,), strides=(1,))", "np.ndarray((2,), offset=3)", "np.ndarray(*x)", "np.ndarray((2,), **x)", "np.recarray((2,), buf=b)", "np.memmap('f')", "np.char.chararray((2,), buffer=b)", "k.resize(2, refcheck=False)", "k.resize(2, refcheck=x)", "pd.Categorical.from_codes(c, k, validate=False)", "pd.MultiIndex(l, c, verify_integrity=False)", "k.set_codes(c, verify_integrity=x)", "k.set_levels(c, verify_integrity=False)", "k.strides = (1,)", "k[0].strides = (1,)", "class C:\n    def m(self, a): a.strides = 1"):
        refused(code, "raw-memory", "file-read")
    same(found("np.ndarray((2,), 'O', b)"), [("raw-memory", 1, 4)])
    same(found("from numpy import ndarray\nndarray((2,), 'O', b)"), [("raw-memory", 2, 1)])
    same(found("from numpy import ndarray as xndarray\nxndarray((2,), 'O', b)"), [("raw-memory", 2, 1)])
    same(found("f(1).strides = 1\nk.resize(2, refcheck=0)"), [("raw-memory", 1, 6), ("raw-memory", 2, 22)])
    for code in ("np.ndarray((2,))", "np.ndarray((2,), 'f8')", "np.ndarray((2,), dtype='f8', order='C')", "k.resize(2)", "k.resize(2, refcheck=True)", "pd.Categorical.from_codes(c, k, validate=True)", "k.strides", "class C:\n    def m(self): self.strides = 1", "f(refcheck=False)", "k.set_codes(c, verify_integrity=True)", "k.merge(x, validate='1:1')"):
        accepted(code)


@rule("an attribute that the interpreter keeps is refused in every spelling, and a class may define the usual methods only")
def _(random):
    for name in ("__class__", "__dict__", "__globals__", "__builtins__", "__subclasses__", "__mro__", "__code__", "__closure__", "__self__", "__func__", "__wrapped__", "__reduce__"):
        for form in ("k.{a}", "k.{a} = 1", "del k.{a}", "getattr(k, '{a}')", "setattr(k, '{a}', 1)", "hasattr(k, '{a}')", "delattr(k, '{a}')", "match k:\n    case T({a}=x): pass", "k.x.{a}.y", "k().{a}", "'{{0.{a}}}'.format(k)", "k.agg('{a}')", "operator.attrgetter('{a}')(k)", "operator.attrgetter('x.{a}')(k)", "operator.methodcaller('{a}')(k)", "k.map('{a}')", "k.pipe('{a}')", "str.format('{{0.{a}}}', k)", "'{{x.{a}:>9}}'.format_map(k)", "'{{0:{{1.{a}}}}}'.format(a, b)"):
            refused("import operator\n" + form.format(a=name))
    for name in ("__init__", "__repr__", "__len__", "__add__", "__enter__", "__iter__", "__post_init__", "__lt__", "__getitem__"):
        accepted("class C:\n    def %s(self, *a): return 1" % name)
        refused("def %s(): pass" % name)
        refused("%s = 1" % name)
    for name in ("__del__", "__reduce__", "__getattribute__", "__class_getitem__", "__class__"):
        refused("class C:\n    def %s(self): pass" % name)
        refused("class C:\n    %s = f" % name)
    for code in ("k.__name__", "k.__doc__", "__name__", "__all__ = []", "class C:\n    __slots__ = ('a',)", "type(k).__name__", "k.__class__.__name__", "super().__init__()", "super().__setattr__('x', 1)", "object.__setattr__(self, 'x', 1)", "k.__len__()", "class P:\n    __match_args__ = ('x', 'y')", "____ = 1", "if __name__ == '__main__': pass", "match k:\n    case T(__len__=x): pass", "import operator\noperator.attrgetter('__len__')", "import operator\noperator.attrgetter('a.b', 'c')", "import operator\noperator.methodcaller('mean', '__globals__')", "k.pipe(f, '_total')", "def f(getattr): x = getattr", "def f(hasattr): return [hasattr]", "getattr(k, '__len__')", "hasattr(k, '__len__')"):
        accepted(code)
    for code in ("import operator\noperator.attrgetter('mean', '__globals__')", "import operator\noperator.attrgetter('a.b', 'c.__dict__')", "import operator\noperator.attrgetter(*x)", "x = getattr", "f(hasattr)", "setattr(k, '__len__', 1)", "delattr(k, '__len__')", "class C:\n    async def __del__(self): pass", "k.__len__ = 1"):
        refused(code)
    for code in ("_____ = 1", "__x__ = 1", "print(__file__)", "import math as __builtins__", "def f(__class__): pass", "k.__setattr__('x', 1)", "object.__setattr__(self, name, 1)", "super().__setattr__('__class__', 1)", "super().__setattr__(name, 1)", "class P:\n    __match_args__ = ('__globals__',)", "class P:\n    __match_args__ = names", "class P:\n    __match_args__ = ('__len__',)", "class P:\n    __match_args__ = ('x', t.lower())", "class P:\n    __match_args__ = x.y", "class P:\n    __match_args__ = ('gi_frame',)", "k.__class__.__name__.x.__class__", "k.__class__", "global __x__\n__x__ = 1", "class C:\n    def f(self): return __class__"):
        refused(code)


@rule("nothing has to be waited for, and nothing is drawn but charts")
def _(random):
    for code in ("async def f(): pass", "async def f():\n    async for x in y: pass", "async def f():\n    async with x: pass", "async def f(): await x", "[x async for x in y]", "{x async for x in y}", "{x: 1 async for x in y}", "list(x async for x in y)"):
        refused(code, "async")
    for inner in ("async for x in y: pass", "async with x: pass", "await x", "x = [z async for z in y]", "async def g(): pass"):
        got = [(name, line) for name, line, _ in found("async def f():\n    " + inner)]
        same(got, [("async", 1), ("async", 2)], inner)
    for code in ("k.plot()", "k.plot(kind='bar')", "k.plot.line()", "k.groupby('a').plot.bar(x='a')", "k['a'].plot.hist()", "pd.set_option('plotting.backend', 'x')"):
        refused(code, "plotting")
    for code in ("pd.set_option('display.width', 100)", "plot()", "class C:\n    def plot(self): return 1\nC().plot()", "pd.set_option(name, 1)"):
        accepted(code)


@rule("a text put together from parts is judged in every combination, as long as sixty-four of them can be read")
def _(random):
    def program(first, second, joined):
        return "for a in %r:\n    for b in %r:\n        getattr(k, %s)" % (tuple(first), tuple(second), joined)

    for joined in ("a + b", "f'{a}{b}'", "a + '' + b", "f'{a}' + b"):
        accepted(program(["me", "su"], ["an", "m"], joined))
        for first, second in ((["__glo", "x"], ["y", "bals__"]), (["x", "__glo"], ["bals__", "y"]), (["__glo", "x"], ["bals__", "y"])):
            refused(program(first, second, joined), "dunder-attribute")
        accepted(program(["a%d" % at for at in range(8)], ["b%d" % at for at in range(8)], joined))
        refused(program(["a%d" % at for at in range(9)], ["b%d" % at for at in range(8)], joined), "computed-attribute")


@rule("what one list is given says nothing of another that stands in the source")
def _(random):
    for other in ("other = []\nother.append(t.lower())", "other = [1]\nother[0] = t.lower()", "other = {}\nother.update(a=t.lower())", "other = list(t)\nother.append(t.lower())"):
        for own in ("names = ['mean', 'sum']", "names = ('mean', 'sum')", "names = {'mean': 1}"):
            accepted("%s\n%s\nfor n in names:\n    getattr(k, n)" % (other, own))
            refused("%s\n%s\nfor n in names:\n    getattr(k, n)" % (other, own.replace("'mean'", "'__dict__'")), "dunder-attribute")
    refused("names = ['mean']\nother = names\nother.append(t.lower())\nfor n in names:\n    getattr(k, n)", "computed-attribute")
    for zipped in ("zip((1, 2, 3), ('mean', 'sum', {n}))", "zip((1, 2, 3), ({n}, 'mean', 'sum'))", "zip(t, ('mean', {n}, 'sum'))", "zip((1,), ('mean', {n}))"):
        accepted("for i, n in %s:\n    getattr(k, n)" % zipped.format(n="'max'"))
        refused("for i, n in %s:\n    getattr(k, n)" % zipped.format(n="'__dict__'"), "dunder-attribute")


#: Ways to bind the name {m} to what {v} is, for certain or on some path.
BINDS = r"""{m} = {v}|{m}, x = {v}, 1|{m}, x = ({v},), 1\n{m} = {m}[0]|[x, {m}] = 1, {v}|for {m} in [{v}]: pass|for {m} in t2: pass|for x, {m} in t2: pass|({m} := {v})|with f() as {m}: pass|{m}: object = {v}|try: 1\nexcept A as {m}: pass|match t2:\n    case {m}: pass|{m} += {v}|{m}, x = t2
""".replace("\\n", "\n").strip().split("|")


@rule("a module's name that the program also gives to something else vouches for nothing")
def _(random):
    for start, name in (("import math\n", "math"), ("import json as j\n", "j"), ("", "np"), ("from numpy import linalg\n", "linalg"), ("import json\n", "json")):
        for bind in BINDS:
            for value in ("c", "t.lower()"):
                bound = start + "class C: pass\nc = C()\nc.how = t.lower()\n" + bind.format(m=name, v=value) + "\n"
                uses = ["k.agg({m}.how)", "{m}.dump('f')", "{m}.dumps()"]
                if value == "c" and "in t2" not in bind:  # what is in a table may be a table
                    uses.append("{m}.obj.x")
                for use in uses if value == "c" else [*uses, "k.agg({m})"]:
                    refused(bound + use.format(m=name))


@rule("what a function of the program gives back is read only where nothing stands between it and the caller")
def _(random):
    for decorators, fine in (("", True), ("@functools.cache\n", True), ("@functools.lru_cache\n", True), ("@functools.lru_cache(maxsize=3)\n", True), ("@d\n", False), ("@d(1)\n", False), ("@functools.cache\n@d\n", False), ("@x.y\n", False)):
        code = "import functools\ndef d(g): return lambda: t.lower()\n" + decorators + "def f(): return 'sum'\nk.agg(f())"
        (accepted if fine else refused)(code)
        refused(code.replace("'sum'", "'to_pickle'"))
    for head, fine in (("C", True), ("C(B)", True), ("C(abc.ABC)", True), ("C(str)", False), ("C(D)", False), ("C(s)", False), ("C(B, str)", False), ("C(typing.Generic[T])", True), ("C(G[T])", True), ("C(dict)", True), ("C(list, B)", True), ("C(E)", True), ("C(E2)", False), ("C(f())", False), ("C(x.y)", False), ("C(collections.UserDict)", True), ("C(enum.StrEnum)", False), ("C(str, enum.Enum)", False)):
        code = "import abc, enum, typing, collections\nfrom typing import Generic as G\nclass E2(D): pass\nclass E(B): pass\ns = str\nclass B: pass\nclass D(str): pass\nclass %s:\n    def __call__(self, x): return 1\nk.agg(C(t.lower()))" % head
        (accepted if fine else refused)(code)
        refused(code.replace("__call__(self", "__new__(cls"))
    for decorator in ("property", "functools.cached_property", "d"):
        for wanted, value in ((accepted, "'sum'"), (refused, "t.lower()"), (refused, "'to_pickle'")):
            (refused if decorator == "d" else wanted)("import functools\nclass C:\n    @%s\n    def how(self): return %s\nk.agg(C().how)" % (decorator, value))
    for decorator in ("staticmethod", "classmethod"):
        accepted("class C:\n    @%s\n    def how(x): return t.lower()\nk.agg(C.how)" % decorator)


@rule("an object's attribute may hold what any of its makers was given")
def _(random):
    for head in ("import dataclasses\n@dataclasses.dataclass\nclass C", "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C", "from typing import NamedTuple\nclass C(NamedTuple)"):
        for call in ("C(1, {n})", "C(1, how={n})", "C(a=1, how={n})", "c = C(1, 'mean')\nsetattr(c, 'how', {n})", "[C(1, {n}) for x in y]", "class D(C): pass\nD(1, {n})", "class D(C):\n    last: int = 1\nD(1, {n}, 1)", "class E(D): pass\nclass D(C): pass\nE(1, {n})", "class D(E, C): pass\nclass E(D): pass\nD(1, {n})", "o = object.__setattr__(c, 'how', {n})", "for a in ('b', 'how'): setattr(c, a, {n})", "C(2)\nC(1, {n}, 3)"):
            code = head + ":\n    a: int\n    how: str = 'sum'\n    more: int = 1\n" + call + "\nk.agg(x.how)"
            accepted(code.format(n="'sum'"))
            for bad in ("t.lower()", "'__globals__'", "'to_pickle'"):
                refused(code.format(n=bad))
        for call in ("C(*t)", "C(1, *t)", "C(**t)", "C(1, **t)"):
            refused(head + ":\n    a: int\n    how: str = 'sum'\n" + call + "\nk.agg(x.how)")
    accepted("class C:\n    how: str = 'sum'\n    def __init__(self, a): self.a = a\nC(t.lower())\nk.agg(C.how)")


@rule("a list that is written over, or grown under another name, is no longer the one that stands in the source")
def _(random):
    for change in ("h[:] = {n}", "h[1:] = {n}", "h[0:1] = {n}", "h += {n}", "g = h\ng += {n}", "h = h + {n}", "h.extend({n})", "g = h\ng.extend({n})", "g = h\ng[:] = {n}"):
        for start in ("h = ['sum']\n", "h = []\nh.append('sum')\n"):
            for use in ("k.agg(h)", "for n in h:\n    getattr(k, n)", "k.agg(h[0])"):
                for bad in random.sample(("t", "f()", "[t.lower()]", "['to_pickle']", "x.split()"), 3):
                    refused(start + change.format(n=bad) + "\n" + use)
    for change in ("h[:] = {n}", "h[1:] = {n}", "h.extend({n})", "g = h\ng.extend({n})", "n = 1\nn += {n}", "g = [1]\ng += {n}", "n = 1\nn += t", "n = t\nn += t", "g = [1]\ng += t"):
        accepted("h = ['sum']\n" + change.format(n="['mean', 'max']") + "\nk.agg(h)")


@rule("what is put into a list or dict inside another may be found in that one, and says nothing of others")
def _(random):
    for start, use in (("h = {'a': ['sum']}\n", "k.agg(h)"), ("h = {'a': ['sum']}\n", "for a, b in h.items(): k.agg(b)"), ("h = {'a': ['sum']}\n", "for b in h.values(): k.agg(b)"), ("h = [['sum']]\n", "k.agg(h[0])"), ("h = [['sum']]\n", "for b in h: k.agg(b)"), ("h = [['sum']]\n", "[k.agg(b) for b in h]"), ("h = {}\nh['a'] = ['sum']\n", "k.agg(h)"), ("h = [['sum']]\ng = h\n", "k.agg(g)")):
        for change in random.sample(("h['a'].append({n})", "h['a'].extend([{n}])", "h['a'].insert(0, {n})", "h['a'][0] = {n}", "h['a'][:] = [{n}]", "h[0][1].append({n})", "h.get('a').append({n})", "h.setdefault('a', []).append({n})", "h['a'].update(b={n})", "h['a'] += [{n}]", "h['a'] = [{n}]"), 6):
            if "setdefault" in change and "[[" in start:
                continue
            if "+=" not in change:
                accepted(start + change.format(n="'max'") + "\n" + use)
            for bad in ("t.lower()", "'to_pickle'"):
                refused(start + change.format(n=bad) + "\n" + use)
                refused(start + "q = h\n" + change.replace("h", "q", 1).format(n=bad) + "\n" + use)
            accepted("other = {'a': []}\n" + change.replace("h", "other", 1).format(n="t.lower()") + "\n" + start + use)
    accepted("h = {'a': []}\nh['a'].append(t.lower())\nfor b in h: k.agg(b)\nfor b, c in h.items(): getattr(k, b)")


@rule("a method is the program's own only on an object of the class that defines it")
def _(random):
    start = "class T:\n    def to_csv(self, path): return path\n"
    for own in ("    def m(self): self.to_csv('f')", "    def m(self, x):\n        return self.to_csv('f')", "    @property\n    def m(self): return self.to_csv('f')", "    @classmethod\n    def m(cls): return cls.to_csv(cls, 'f')", "    def m(me, /): return me.to_csv('f')"):
        accepted(start + own)
    for other in ("    @staticmethod\n    def m(self): self.to_csv('f')", "    def m(self):\n        self = k\n        self.to_csv('f')", "    def m(self, other): other.to_csv('f')", "    def m(self): self.x.to_csv('f')", "    m = lambda self: self.to_csv('f')", "    def m(): self.to_csv('f')", "    def m(self):\n        def g(self): self.to_csv('f')", "    def m(self):\n        for self in y: self.to_csv('f')", "    def __new__(cls): return k\nT().to_csv('f')", "def m(self): self.to_csv('f')", "class U:\n    def m(self): self.to_csv('f')"):
        refused(start + other, "file-write")


@rule("a violation names what it is about as the source or the documentation writes it")
def _(random):
    for code, name in (("import os.path as p", "os"), ("import json.scanner", "json.scanner"), ("from json import codecs", "json.codecs"), ("from ..a.b import c", "..a.b"), ("from . import c", "."), ("from pandas import *", "pandas"), ("k.__dict__", "__dict__"), ("eval('1')", "eval"), ("import abc\nf(abc.ABCMeta)", "abc.ABCMeta"), ("import enum\nf(enum.EnumType)", "enum.EnumType"), ("import functools\nfunctools.update_wrapper(*x)", "update_wrapper"), ("import functools\nfunctools.wraps(f, x)", "wraps"), ("f(type)", "type"), ("type.mro(int)", "type.mro"), ("class C(**x): pass", "**"), ("class C(metaclass=M): pass", "metaclass"), ("class C(type): pass", "type"), ("import functools\nw = functools.wraps\nf(functools.wraps)", "wraps"), ("from dataclasses import make_dataclass\nf(make_dataclass)", "make_dataclass"), ("import enum\nenum.Enum('P', 'a', module='json')", "module="), ("import json\njson.loads = 1", "json.loads"), ("f(np)", "numpy"), ("import json as j\nf(j)", "json"), ("k.resize(2, refcheck=0)", "refcheck="), ("np.ndarray(*x)", "ndarray"), ("k.strides = 1", "strides"), ("'{0.__x__:>9}'.format(k)", "0.__x__"), ("k.plot.line()", "line"), ("k.query(f())", "query"), ("k.agg(f())", "agg"), ("getattr(k, f())", "getattr"), ("x: 'f()' = 1", "string annotation"), ("async def f(): pass", "async def"), ("class C:\n    def __del__(self): pass", "__del__"), ("def f(__x__): pass", "__x__"), ("k.to_csv('f')", "to_csv"), ("np.load('f')", "load"), ("k.dumps()", "dumps"), ("f().obj", "obj"), ("f().os", "os"), ("k._x", "_x")):
        holds(name in {one["name"] for one in judged(code)["violations"]}, (code, judged(code)["violations"]))


@rule("type is the built-in unless a function binds the name, and makes a class only with three arguments or as many as can't be told")
def _(random):
    for start in ("", "T = type\n", "from abc import ABCMeta\n"):
        for call, fine in (("type(x)", True), ("type(x)(1)", True), ("type(x)(1, 2)", True), ("type(x)(1, 2, 3)", False), ("type(x)(1, 2, 3, 4)", True), ("type(x)(*y)", False), ("type(x)(1, **y)", False), ("type(x)(a=1)", True), ("type(x, y)", False), ("type(*x)", False), ("type(**x)", False), ("type(x).mro()", False), ("(t := type(x))(1, 2, 3)", False), ("T2 = type(x)\nT2(1, 2, 3)", False), ("T2 = type(x)\nT2(1)", True), ("T2 = type(x)\nT2.__name__", True), ("T2 = type(x)\nT2.__name__()", True), ("T2 = type(x)\nT2.mro()", False), ("def f(t=type(x)): t(1, 2, 3)", False), ("for t in (type(x), 1): t(1, 2, 3)", False)):
            (accepted if fine else refused)(start + call)
    for first, decorators, name, fine in (("self", "", "m", True), ("self", "@classmethod\n    ", "m", False), ("self", "@staticmethod\n    ", "m", False), ("self", "", "__new__", False), ("self", "", "__init_subclass__", False), ("this", "", "m", True), ("self", "@property\n    ", "m", False)):
        code = "class C:\n    %sdef %s(%s, other): return type(%%s)(1, 2, 3)" % (decorators, name, first)
        (accepted if fine else refused)(code % first)
        refused(code % "other", "dynamic-class")
        refused((code % first).replace("class C", "def C()"), "dynamic-class")
    accepted("class C:\n    def m(self, /, other): return type(self)(1, 2, 3)")
    refused("class C:\n    def m(self, other, /): return type(other)(1, 2, 3)", "dynamic-class")
    refused("class C:\n    m = lambda self: type(self)(1, 2, 3)", "dynamic-class")
    refused("class C:\n    def m(self):\n        self = x\n        return type(self)(1, 2, 3)", "dynamic-class")
    refused("import abc\nabc = x\nclass C(metaclass=abc.ABCMeta): pass", "dynamic-class")


@rule("what analysts write with the libraries of science is within the scope, and what stores, fetches or leads outside is not")
def _(random):
    def science(code):
        return [one["rule"] for one in judge(code, SCIENCE, DATA)["violations"]]

    for code in ("from scipy import stats\nstats.ttest_ind(a, b).pvalue", "from scipy.stats import norm, pearsonr", "import scipy.stats as st\nst.zscore(x)", "import scipy\nscipy.signal.find_peaks(x)", "from scipy import signal\nsignal.detrend(x)", "from scipy.signal.windows import hann", "from scipy.optimize import minimize\nminimize(lambda v: v[0] ** 2, [1.0], method='Nelder-Mead').x",
                 "from sklearn.linear_model import LinearRegression\nm = LinearRegression().fit(X, y)\nm.coef_, m.score(X, y)", "from sklearn.model_selection import train_test_split, GridSearchCV", "from sklearn.pipeline import make_pipeline", "from sklearn import metrics, tree\nmetrics.r2_score(a, b)", "from sklearn.datasets import load_iris\nload_iris().data", "from sklearn.feature_extraction.text import TfidfVectorizer", "from joblib import Parallel, delayed",
                 "import statsmodels.api as sm\nsm.OLS(y, sm.add_constant(X)).fit().summary()", "import statsmodels.formula.api as smf\nsmf.ols('y ~ x', data=df).fit().params", "from statsmodels.tsa.seasonal import seasonal_decompose", "from statsmodels.stats.multicomp import pairwise_tukeyhsd",
                 "import matplotlib.pyplot as plt\nplt.plot(x)\nplt.savefig('a.png')\nplt.show()", "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot(x, y)\nax.bar(x, y)\nfig.tight_layout()", "import matplotlib\nmatplotlib.use('Agg')", "import matplotlib.dates as mdates\nimport matplotlib.ticker as mticker", "import seaborn as sns\nsns.set_theme()\nsns.heatmap(df.corr(), annot=True)", "df.plot(kind='bar')", "df['a'].plot.hist()", "df.hist()", "df.boxplot(column='a')"):
        same(science(code), [], code)
    for code in ("import scipy.io", "from scipy import LowLevelCallable", "import scipy\nscipy.LowLevelCallable(f)", "import scipy._lib", "import scipy.stats._stats_py", "from sklearn.datasets import fetch_openml", "import sklearn.datasets as d\nd.load_files('/')", "from joblib import dump", "import joblib\njoblib.load('f')", "import joblib\njoblib.Memory('/tmp')", "import seaborn as sns\nsns.load_dataset('tips')", "import matplotlib.animation", "from matplotlib import animation", "import matplotlib.pyplot as plt\nplt.imread('f')",
                 "import statsmodels.api as sm\nsm.load('f')", "from statsmodels.datasets import get_rdataset", "from sklearn import *", "import scipy\nf(scipy)", "import scipy\nscipy.stats = 1", "import sklearn.externals"):
        holds(science(code) != [], code)
    same([judge(code, SCIENCE, DATA)["imports"] for code in ("df.plot()", "df.hist()", "from scipy import stats", "plot()")], [["matplotlib"], ["matplotlib"], ["scipy"], []])


@rule("an import of a library that is not here stops nothing where its names are never used, and everything else about it stands")
def _(random):
    for code in ("import plotly.express as px", "import xgboost as xgb, math\nmath.pi", "from tqdm import tqdm", "try:\n    import torch\nexcept ImportError:\n    pass", "def f():\n    import sympy"):
        same(found(code), [], code)
        same(set(judged(code)["imports"]) - {"math"}, set(), code)
    for code in ("import plotly.express as px\npx.bar(k)", "import tqdm\nfor _ in tqdm.tqdm(k): pass", "from tqdm import *", "import plotly\nk.query('@plotly')", "import plotly as os\nos"):
        refused(code, "import-not-allowed", "query-computed")
    for code in ("import os", "import requests", "import sys as x", "from subprocess import run", "import js", "import pickle"):
        refused(code, "import-not-allowed")


SK = "from sklearn.preprocessing import StandardScaler, FunctionTransformer\nfrom sklearn.decomposition import PCA\nfrom sklearn.pipeline import Pipeline, make_pipeline\nimport sklearn.impute\nfrom sklearn.model_selection import GridSearchCV\nfrom sklearn.compose import ColumnTransformer\nfrom sklearn.utils import Bunch, shuffle\nfrom sklearn.tree import DecisionTreeRegressor\nb = t.upper()\n"


def judged_science(code):
    return [(one["rule"], one["line"]) for one in judge(SK + code, SCIENCE, DATA)["violations"]]


@rule("a scaler's transform takes a table that nobody can follow; what may be a table's takes a name that must stand there")
def _(random):
    line = SK.count("\n")
    for code in (
        "s = StandardScaler()\ns.fit(a)\ns.transform(b)", "StandardScaler().fit(a).transform(b)", "s = StandardScaler().set_output(transform='pandas').fit(a)\ns.transform(b)", "s = make_pipeline(StandardScaler(), PCA(2)).fit(a)\ns.transform(b)",
        "sklearn.impute.SimpleImputer().fit(a).transform(b)", "s = StandardScaler()\ns = s.fit(a)\ns.transform(b)", "g = GridSearchCV(Pipeline([]), {}).fit(a)\ng.best_estimator_.transform(b)",
        "c = ColumnTransformer([]).fit(a)\nc.named_transformers_['x'].transform(b)", "t = DecisionTreeRegressor().fit(a, b)\nt.apply(c)", "def f(q):\n    s = PCA(2).fit(q)\n    return s.transform(q)",
    ):
        same(judged_science(code), [], code)
    for code in (
        "k.transform(b)", "s = s.fit(k)\ns.transform(b)", "s = u\nu = s\ns.transform(b)", "s = StandardScaler()\ns = k\ns.transform(b)", "def f(s):\n    return s.transform(b)\nf(StandardScaler())", "for s in k:\n    s.transform(b)", "StandardScaler = k\nStandardScaler().transform(b)", "Bunch(transform=k).transform(b)", "shuffle(k).transform(b)",
        "s = shuffle(k)\ns.transform(b)", "Pipeline([('a', k)])[0].transform(b)", "Pipeline([('a', k)]).named_steps['a'].transform(b)", "s = StandardScaler()\ns.agg(b)", "k.fit(a).transform(b)", "s = StandardScaler()\n(s or k).transform(b)", "s = [StandardScaler(), k][1]\ns.transform(b)",
        "s = StandardScaler()\ndel s\nwith k as s:\n    s.transform(b)", "s: object = StandardScaler()\ns += k\ns.transform(b)", "try:\n    pass\nexcept E as s:\n    s.transform(b)",
    ):
        holds(any(name == "named-function" and at > line for name, at in judged_science(code)), (code, judged_science(code)))


@rule("a density is evaluated; anything else of that name may evaluate text")
def _(random):
    start = "from scipy import stats\nfrom scipy.stats import gaussian_kde\n"
    for code in ("gaussian_kde(a).evaluate(b)", "d = stats.gaussian_kde(a)\nd.evaluate(b)", "e = stats.ecdf(a)\ne.cdf.evaluate(b)", "stats.ecdf(a).sf.evaluate(b)"):
        same([one["rule"] for one in judge(start + code, SCIENCE, DATA)["violations"]], [], code)
    for code in ("k.evaluate()", "d = stats.gaussian_kde(a)\nd = k\nd.evaluate(b)", "stats.norm(a).evaluate(b)", "e = stats.ecdf(a)\ne.other.evaluate(b)", "gaussian_kde = k\ngaussian_kde(a).evaluate(b)"):
        holds("dynamic-code" in [one["rule"] for one in judge(start + code, SCIENCE, DATA)["violations"]], code)
    same(found("from bisect import bisect, bisect_left\nbisect([1], 1)"), [])
