"""Judges whether a program stays within strategic analysis: CPython's own syntax tree, never its text.

Runs in the interpreter that will run the program, before it: `input` is JSON {code, roots, brought}, `output` becomes
JSON {parsed, lines, imports, violations}. What is allowed stands in rules.json and imports.json, which are `data`.
The program is several files (rules.ts), one after the other; this is the last.
This is policy, the outermost layer: it follows names and literals, not values at run time. What gets past it
meets the jail. The walk keeps its own stack, so that deep trees can't exhaust Python's.
"""
import ast
import json
import re
import string
import sys
import types

MOST = 50
# Whose functions take a formula: "y ~ x".
FORMULAS = ("patsy.", "statsmodels.formula.", "statsmodels.api.formula.")
QUOTED = r"('[^'\n]*'|\"[^\"\n]*\")"
PANDAS_DRAWS = ("plot", "hist", "boxplot")


class Checker(ByName, LibraryObjects, OpenObjects, MadeClasses, Memory, Private):
    def __init__(self, code, roots, data, program, place=None):
        self.rules, self.table, self.roots, self.program, self.place = data["rules"], data["imports"], set(roots), program, place
        self.lines = re.split("\r\n|\r|\n", code)
        self.violations, self.imports = {}, set()
        self.resolving = set()
        self.called, self.continued, self.named, self.literal_match_args = set(), set(), set(), set()
        # Bound to a name of a function or the module, an alias is followed; as a class attribute it is not.
        self.followed = {id(value) for scope, _, value, _ in program.candidates if scope.kind != "class"}
        self.whole = set(self.table["roots"]) | {name for name in self.table["submodules"] if not name.endswith("*")} | set(self.table["members"])
        allowed = set(self.table["roots"]) | set(self.table["notModules"])
        self.modules = (set(sys.stdlib_module_names) - allowed) | set(self.table["alsoModules"])
        self.looks_like_module = (set(sys.stdlib_module_names) | set(self.table["alsoModules"])) - set(self.table["alsoWords"])
        definitions = set(self.rules["dunderDefinitions"])
        self.attributes = set(self.rules["dunderAttributes"]) | (definitions - set(self.rules["refusedOnInstances"]))
        self.definitions = definitions | set(self.rules["dunderNames"])

    def refuse(self, rule, node, name, attribute=None):
        line, column = self.place or self.position(node, attribute)
        self.violations.setdefault((line, column, rule), {"rule": rule, "line": line, "column": column, "name": name})

    def position(self, node, attribute):
        line, offset = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        if attribute is not None and node.end_lineno <= len(self.lines):
            end = self.lines[node.end_lineno - 1].encode("utf-8", "surrogatepass")[: node.end_col_offset]
            if end.endswith(attribute.encode()):
                line, offset = node.end_lineno, node.end_col_offset - len(attribute.encode())
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return line, len(text.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "replace")) + 1

    # The walk. `bound`: sensitive names certainly assigned, at module level and in the class around.

    def walk(self, tree, scope):
        stack = [(tree, scope, (frozenset(), frozenset()))]
        while stack and len(self.violations) < MOST:
            node, scope, bound = stack.pop()
            judge = getattr(self, "on_" + type(node).__name__, None)
            if judge is not None:
                judge(node, scope, bound)
            self.identifiers(node, scope)
            stack.extend(reversed(self.following(node, scope, bound)))

    def following(self, node, scope, bound):
        inner = self.program.scopes.get(id(node))
        if isinstance(node, COMPREHENSIONS) and inner is not None:
            first = node.generators[0]
            rest = [child for child in ast.iter_child_nodes(node) if child is not first]
            return [(first.iter, scope, bound)] + [(child, inner, bound) for child in [first.target, *first.ifs, *rest]]
        items = []
        for field, value in ast.iter_fields(node):
            inside = inner is not None and field in ("body", "type_params") and not isinstance(node, ast.Module)
            where = inner if inside else scope
            start = bound
            if inside:
                # Functions look past the class around them, to the module.
                start = (bound[0], frozenset())
            elif field == "body" and scope.kind != "function":
                start = self.with_targets(node, scope, bound)
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                for statement in value:
                    items.append((statement, where, start))
                    start = self.extended(where, start, self.binds(statement))
            elif isinstance(value, list):
                items.extend((child, where, start) for child in value if isinstance(child, ast.AST))
            elif isinstance(value, ast.AST):
                items.append((value, where, start))
        return items

    def with_targets(self, node, scope, bound):
        names = set()
        if isinstance(node, (ast.For, ast.AsyncFor)):
            names = {x.id for x in ast.walk(node.target) if isinstance(x, ast.Name) and isinstance(x.ctx, ast.Store)}
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            names = {item.optional_vars.id for item in node.items if isinstance(item.optional_vars, ast.Name)}
        return self.extended(scope, bound, names)

    def extended(self, scope, bound, names):
        names = {name for name in names if name in self.rules["builtins"] and name not in self.program.deleted}
        if not names or scope.kind not in ("module", "class"):
            return bound
        return (bound[0] | names, bound[1]) if scope.kind == "module" else (bound[0], bound[1] | names)

    def binds(self, statement, depth=0):
        """Names that are certainly bound once the statement has run; a name bound on one branch only is not."""
        if isinstance(statement, ast.Assign):
            targets = [
                x for target in statement.targets for x in (target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target])
            ]
            return {target.id for target in targets if isinstance(target, ast.Name)}
        if isinstance(statement, ast.AnnAssign) and statement.value is not None and isinstance(statement.target, ast.Name):
            return {statement.target.id}
        if isinstance(statement, (*FUNCTIONS[:2], ast.ClassDef)):
            return {statement.name}
        if depth < 3 and isinstance(statement, ast.If):
            return self.binds_all(statement.body, depth) & self.binds_all(statement.orelse, depth)
        if depth < 3 and isinstance(statement, ast.Try):
            names = self.binds_all(statement.body, depth) | self.binds_all(statement.orelse, depth)
            for handler in statement.handlers:
                names &= self.binds_all(handler.body, depth)
            return names | self.binds_all(statement.finalbody, depth)
        return set()

    def binds_all(self, statements, depth):
        return set().union(*[self.binds(statement, depth + 1) for statement in statements])

    # Names

    def identifiers(self, node, scope):
        if isinstance(node, (ast.Name, ast.Attribute, ast.ImportFrom)):
            return
        for field, value in ast.iter_fields(node):
            if isinstance(node, ast.Constant) or field in ("type_comment", "kind"):
                continue
            for name in value if isinstance(value, list) else [value]:
                if not isinstance(name, str):
                    continue
                if isinstance(node, ast.MatchClass):
                    self.attribute_name(node, name, True)
                elif isinstance(node, (*FUNCTIONS[:2], ast.ClassDef)):
                    if is_dunder(name) and not (scope.kind == "class" and name in self.rules["dunderDefinitions"]):
                        self.refuse("dunder-definition", node, name)
                elif name == "__match_args__" or is_dunder(name) and name not in self.rules["dunderNames"] and not (isinstance(node, ast.alias) and field == "name"):
                    self.refuse("dunder-name", node, name)

    def on_Name(self, node, scope, bound):
        name = node.id
        if name == "__match_args__":
            if id(node) not in self.literal_match_args:
                self.refuse("dunder-attribute", node, name)
            return
        if is_dunder(name):
            if name not in self.rules["dunderNames"] and not (scope.kind == "class" and name in self.definitions):
                self.refuse("dunder-name" if scope.kind != "class" or isinstance(node.ctx, ast.Load) else "dunder-definition", node, name)
            return
        if not isinstance(node.ctx, ast.Load):
            return
        # In a text it may be a column, until it is called.
        if name in self.rules["builtins"] and (self.place is None or id(node) in self.called) and self.is_builtin(name, scope, bound):
            self.refuse("builtin", node, name)
        elif name in ("getattr", "setattr", "delattr", "hasattr") and id(node) not in self.called:
            if self.program.is_outermost(name, scope):
                self.refuse("computed-attribute", node, name)
        elif id(node) not in self.called:
            self.class_value(node, scope)
            self.whole_module(node, name, self.program.chain(node, scope), scope)
            for path in sorted(self.program.chain(node, scope)):
                if "." in path:
                    self.reference(node, path.rpartition(".")[2], {path}, None, scope)

    def is_builtin(self, name, scope, bound):
        owner = self.program.owner(name, scope)
        if owner.kind in ("function", "comprehension"):
            return False
        return name not in (bound[1] if owner.kind == "class" else ()) and name not in bound[0]

    # Attributes

    def on_Attribute(self, node, scope, bound):
        name, value = node.attr, node.value
        self.continued.add(id(value))
        if name in ("__name__", "__qualname__"):
            self.named.add(id(value))
        paths = self.program.chain(node, scope)
        setter = name == "__setattr__" and id(node) in self.called and isinstance(node.ctx, ast.Load) and self.is_base(value)
        if not setter and not (name == "__class__" and id(node) in self.named):
            self.attribute_name(node, name, isinstance(node.ctx, ast.Load))
        self.unknown_receiver(node, name, value, paths, scope)
        self.stored_strides(node, scope)
        for path in sorted(paths):
            self.member(path.rpartition(".")[0], name, node, name)
            self.changed(path.rpartition(".")[0], name, node, name)
        self.whole_module(node, None, paths, scope)
        self.class_value(node, scope)
        if name in ("format", "format_map"):
            self.format_text(value, node)
        if id(node) not in self.called and isinstance(node.ctx, ast.Load):
            self.reference(node, name, paths, value, scope)

    def whole_module(self, node, name, paths, scope):
        """A module in a list or an argument can't be followed from there on. A name that the code also binds to
        something else (`import time … time = df["time"]`) is taken for that."""
        if id(node) in self.continued or id(node) in self.followed:
            return
        modules = {path for path in paths if path in self.whole or isinstance(self.loaded(path), types.ModuleType)}
        if modules and name not in self.program.owner(name, scope).rebound:
            self.refuse("module-value", node, min(modules))

    def is_base(self, node):
        plain = isinstance(node, ast.Name) and node.id == "object"
        return plain or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super")

    def attribute_name(self, node, name, load):
        """One attribute name, wherever it is written: after a dot, in getattr, in a pattern, in a literal."""
        where = name if isinstance(node, ast.Attribute) else None
        if is_dunder(name):
            if not (name in self.rules["dunderAttributes"] or (load and name in self.attributes)):
                self.refuse("dunder-attribute", node, name, where)
        elif where is None and self.foreign_name(name) is not None:
            self.refuse(self.foreign_name(name), node, name)
        elif name in self.rules["frameAttributes"]:
            self.refuse("frame-attribute", node, name, where)
        elif name in self.rules["anyReceiver"]:
            self.refuse(self.rules["anyReceiver"][name], node, name, where)

    def member(self, base, name, node, where=None):
        """`base.name`, where base is a module path."""
        if is_dunder(name) and name in self.rules["dunderAttributes"]:
            return
        table = self.table
        listed = table["members"].get(base)
        hidden = name.startswith("_") or name in self.modules or name in table["refusedMembers"].get(base, ()) or self.is_hidden_module(base, name)
        if name in self.rules["moduleOnlyCode"] and not (listed and name in listed):
            self.refuse("dynamic-code", node, name, where)
        elif (listed is not None and name not in listed) or (hidden and not (listed and name in listed)):
            self.refuse("module-internals", node, f"{base}.{name}", where)

    def changed(self, base, name, node, where=None):
        """json.loads = …: what library code finds under its own names is not for the program to choose."""
        stored = isinstance(node, ast.Call) or not isinstance(node.ctx, ast.Load)
        if stored and (base in self.whole or isinstance(self.loaded(base), types.ModuleType)):
            self.refuse("module-changed", node, f"{base}.{name}", where)

    def literal_attribute(self, node, name, load=True):
        """A literal that pandas or getattr turns into an attribute."""
        for part in name.split("."):
            self.attribute_name(node, part, load)
            self.reference(node, part, set(), None, self.program.module)

    def reference(self, node, name, paths, value, scope):
        """A function that is named, not called here: who calls it later, and with what, can't be seen."""
        rules, where = self.rules, name if isinstance(node, ast.Attribute) else None
        numpy = any(path.startswith("numpy.") for path in paths)
        own = value is not None and not paths and self.program.is_own(value, name, scope)
        if own or id(node) in self.continued:
            return
        if name in ("query", "eval"):
            self.refuse("query-computed", node, name, where)
        elif name in ("agg", "aggregate", "transform") and (value is not None or paths):
            self.refuse("named-function", node, name, where)
        elif name in ("attrgetter", "methodcaller") and paths:
            self.refuse("computed-attribute", node, name, where)
        elif name in rules["readers"] or (numpy and name in rules["numpyReaders"]):
            self.refuse("file-read", node, name, where)
        elif name in rules["writers"] or (numpy and name in rules["numpyWriters"]):
            self.refuse("file-write", node, name, where)
        else:
            self.never(node, name, numpy, where)

    def never(self, node, name, numpy, where):
        rules = self.rules
        if name in rules["pickles"]:
            self.refuse("pickle", node, name, where)
        elif name in rules["neverReaders"] or (numpy and name in rules["numpyNeverReaders"]):
            self.refuse("file-read", node, name, where)
        elif name in rules["neverWriters"] or (numpy and name in rules["numpyNeverWriters"]):
            self.refuse("file-write", node, name, where)

    # Calls

    def on_Compare(self, node, scope, bound):
        self.followed.update(id(part) for part in [node.left, *node.comparators])

    def on_Call(self, node, scope, bound):
        function = node.func
        self.called.add(id(function))
        if isinstance(function, ast.Name) and function.id in ("getattr", "hasattr", "setattr", "print", "type", "dir", "str", "repr", "help") and self.is_given(function):
            # What setattr stores and getattr gives where there is nothing is handed on.
            asked = node.args[:2] if function.id in ("getattr", "setattr") else node.args
            self.followed.update(id(argument) for argument in asked)
        self.follow_types(node, scope)
        self.class_call(node, scope)
        if isinstance(function, ast.Name):
            self.call_name(node, function.id, scope)
            for path in sorted(self.program.chain(function, scope)):
                self.call_member(node, path.rpartition(".")[2], {path}, None, scope)
        elif isinstance(function, ast.Attribute):
            if function.attr == "__setattr__" and self.is_base(function.value):
                place = 0 if isinstance(function.value, ast.Call) else 1
                self.attribute_argument(node, node.args[place : place + 1], "__setattr__", False)
            self.call_member(node, function.attr, self.program.chain(function, scope), function.value, scope)

    def call_name(self, node, name, scope):
        if name in ("getattr", "setattr", "delattr", "hasattr") and self.program.is_outermost(name, scope):
            self.whole_module(node, None, self.program.chain(node, scope), scope)
            arguments = node.args[1:2] if not any(isinstance(x, ast.Starred) for x in node.args) else []
            for text in self.attribute_argument(node, arguments, name, name in ("getattr", "hasattr")):
                for base in sorted(self.program.chain(node.args[0], scope)):
                    self.member(base, text, node)
                    if name in ("setattr", "delattr"):
                        self.changed(base, text, node)

    def attribute_argument(self, node, arguments, name, load):
        found = self.program.union(arguments, 0) if arguments else None
        if found is None:
            self.refuse("computed-attribute", node, name)
        for text in found or ():
            self.literal_attribute(node, text, load)
        return found or ()

    def call_member(self, node, name, paths, value, scope):
        rules, function = self.rules, node.func
        where = name if isinstance(function, ast.Attribute) else None
        numpy, own = any(path.startswith("numpy.") for path in paths), False
        if value is not None and not paths:
            own = self.program.is_own(value, name, scope)
        if own:
            return
        self.memory_call(node, name, paths)
        if name == "from_formula" or any(path.startswith(FORMULAS) for path in paths):
            self.formula(node, name, scope)
        if name in ("transform", "apply") and value is not None and not paths and self.is_estimator(value, scope):
            return
        if name in NAME_TAKERS and (value is not None or paths):
            self.named_functions(node, name, paths, scope)
        elif name in ("attrgetter", "methodcaller") and paths:
            self.attribute_argument(node, node.args if name == "attrgetter" else node.args[:1], name, True)
        elif name in rules["readers"] or (numpy and name in rules["numpyReaders"]):
            if not self.reads_memory(node, numpy, scope):
                self.refuse("file-read", function, name, where)
        elif name in rules["writers"] or (numpy and name in rules["numpyWriters"]):
            if not self.writes_memory(node, rules["writers"].get(name), scope):
                self.refuse("file-write", function, name, where)
        elif name in rules["dumps"] and value is not None and (self.program.may_be_other(function, scope) or not any(path.startswith("json.") for path in paths)):
            self.refuse("pickle", function, name, where)
        elif name in ("query", "eval") and (value is not None or paths):
            self.query(node, name, scope, where)
        elif value is not None and (name in PANDAS_DRAWS or (isinstance(value, ast.Attribute) and value.attr == "plot")) and not paths:
            self.draws(function, name, where)
        elif name == "set_option" and any("plotting" in text for text in self.program.union(node.args[:1], 0) or ()):
            self.draws(function, name, where)
        elif name == "format" and isinstance(value, ast.Name) and value.id == "str" and node.args:
            self.format_text(node.args[0], node)
        elif name in rules["stringMethods"] and value is not None:
            self.literal_names_of_methods(node)
        else:
            self.never(function, name, numpy, where)

    def draws(self, node, name, where):
        """Pandas draws with matplotlib, which it imports itself."""
        if "matplotlib" in self.roots:
            self.imports.add("matplotlib")
        else:
            self.refuse("plotting", node, name, where)

    def literal_names_of_methods(self, node):
        """df.map and df.pipe look nothing up, but what is named there is meant to be called."""
        for argument in [*node.args[:1], *[k.value for k in node.keywords if k.arg == "func"]]:
            for text in (self.program.texts(argument) if not isinstance(argument, ast.Constant) or isinstance(argument.value, str) else None) or ():
                self.literal_attribute(argument, text)

    def reads_memory(self, node, numpy, scope):
        source = [k.value for k in node.keywords if k.arg in ("filepath_or_buffer", "path_or_buf", "fname", "file")]
        source = node.args[0] if node.args else (source[0] if source else None)
        method = getattr(source.func, "attr", "") if isinstance(source, ast.Call) else None
        in_lines = isinstance(source, ast.List) or method in ("splitlines", "split") and method not in self.program.attributes
        return self.program.is_buffer(source, scope) or (numpy and in_lines)

    def writes_memory(self, node, keyword, scope):
        named = {k.arg: k.value for k in node.keywords}
        target = node.args[0] if node.args else named.get(keyword or "fname")
        if target is None:
            return None not in named
        return (isinstance(target, ast.Constant) and target.value is None) or self.program.is_buffer(target, scope)

    def query(self, node, name, scope, where):
        """The expression that pandas evaluates is code: parsed, and judged by the same rules."""
        source = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == "expr"), None)
        if source is None and not any(k.arg is None for k in node.keywords):
            return
        for keyword in node.keywords:
            # Other frames' names, where pandas' own modules lie.
            if keyword.arg is None or keyword.arg == "level":
                self.refuse("query-computed", node.func, name, where)
        if len(node.args) > 6:
            self.refuse("query-computed", node.func, name, where)
        if isinstance(source, (ast.Dict, ast.List, ast.Set, ast.Lambda)) or (isinstance(source, ast.Constant) and not isinstance(source.value, str)):
            return
        found = None if source is None else self.program.texts(source)
        if found is None:
            self.refuse("query-computed", node.func, name, where)
        for text in found or ():
            self.expression(re.sub(QUOTED + "|`[^`\\n]*`|@", lambda match: match[1] or ("column" if match[0] != "@" else " "), text), source, name, scope)

    def formula(self, node, name, scope):
        """The terms of "y ~ np.log(x) + a:b" are code. One that is put together at run time, as of columns in a list, can't be
        read here; the guest runtime checks what it then holds."""
        for source in [*node.args[:1], *[k.value for k in node.keywords if k.arg in ("formula", "formula_like", "re_formula")]]:
            for text in self.program.texts(source) or ():
                self.expression(re.sub(QUOTED + "|[~:]", lambda match: match[1] or "+", text), source, name, scope)

    def expression(self, plain, source, name, scope):
        try:
            tree = ast.parse(plain.strip(), mode="exec")
        except (SyntaxError, ValueError):
            self.refuse("query-unreadable", source, name)
            return
        self.judge_inside(tree, source, scope)

    def judge_inside(self, tree, source, scope):
        """Code that stands in a text, by the same rules; what is found stands where the text does."""
        inner = Checker("", self.roots, {"rules": self.rules, "imports": self.table}, self.program, self.position(source, None))
        inner.walk(tree, scope)
        self.violations.update({key: found for key, found in inner.violations.items() if key not in self.violations})

    def format_text(self, value, node):
        """Only templates that can be read off the source are judged. A template made at run time can only turn
        attributes into text, never hand out an object, and refusing every `template.format(…)` would cost more
        right programs than it stops wrong ones; what such text may hold is the jail's concern."""
        for text in self.program.texts(value) or ():
            pending = [text]
            while pending:
                try:
                    fields = list(string.Formatter().parse(pending.pop()))
                except ValueError:
                    continue
                for _, field, spec, _ in fields:
                    pending.extend([spec] if spec and "{" in spec else [])
                    parts = re.findall(r"[.\[]\s*(\w+)", field or "")
                    if any(part.startswith("_") or part in self.rules["frameAttributes"] for part in parts):
                        self.refuse("format-field", node, field)

    # Imports

    def root(self, name, node):
        root = name.split(".")[0]
        self.imports.add(root)
        if root not in self.table["roots"]:
            self.refuse("import-not-allowed", node, root)
        elif root not in self.roots:
            self.refuse("import-not-for-persona", node, root)
        elif "." in name and not self.is_submodule(name):
            self.refuse("module-internals", node, name)
        else:
            return True
        return False

    def is_submodule(self, name):
        parts, listed = name.split("."), self.table["submodules"]
        hidden = any(part.startswith("_") or part in self.modules for part in parts)
        refused = any(part in self.table["refusedMembers"].get(".".join(parts[:at]), ()) for at, part in enumerate(parts))
        parent = ".".join(parts[:-1])
        return not hidden and not refused and (name in listed or f"{parent}.*" in listed or f"{parts[0]}.**" in listed)

    def on_Import(self, node, scope, bound):
        for alias in node.names:
            if not self.passed_over(alias.name, [alias]):
                self.root(alias.name, alias)

    def passed_over(self, module, aliases):
        """A library that analyses import, that is not here, and whose names the code never mentions: the run leaves the import out."""
        root = module.partition(".")[0]
        names = {(alias.asname or alias.name).partition(".")[0] for alias in aliases}
        return root in self.table["unused"] and root not in self.roots and "*" not in names and not names & self.program.mentioned

    def on_ImportFrom(self, node, scope, bound):
        if node.level:
            self.refuse("import-relative", node, "." * node.level + (node.module or ""))
        elif not self.passed_over(node.module, node.names) and self.root(node.module, node):
            for alias in node.names:
                if alias.name == "*":
                    if node.module not in self.table["star"]:
                        self.refuse("import-star", alias, node.module)
                elif not self.is_submodule(f"{node.module}.{alias.name}"):
                    self.member(node.module, alias.name, alias)
                    self.attribute_name(alias, alias.name, True)

    # Waiting

    def on_AsyncFunctionDef(self, node, scope, bound):
        self.refuse("async", node, "async def")

    def on_AsyncFor(self, node, scope, bound):
        self.refuse("async", node, "async for")

    def on_AsyncWith(self, node, scope, bound):
        self.refuse("async", node, "async with")

    def on_Await(self, node, scope, bound):
        self.refuse("async", node, "await")

    def on_ListComp(self, node, scope, bound):
        if any(generator.is_async for generator in node.generators):
            self.refuse("async", node, "async for")

    on_SetComp = on_DictComp = on_GeneratorExp = on_ListComp


def mentioned(tree):
    """Names that the code uses, also in texts that may be code."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.update(re.findall(r"\w+", node.value))
    return names


def with_modules(data, brought):
    """The table with what plugins bring, never in place of a module of Python's own."""
    brought = [name for name in brought if name.partition(".")[0] not in sys.stdlib_module_names]
    if not brought:
        return data
    table = data["imports"]
    roots = dict.fromkeys([*table["roots"], *(name.partition(".")[0] for name in brought)])
    return {**data, "imports": {**table, "roots": list(roots), "submodules": [*table["submodules"], *(name for name in brought if "." in name)]}}


def judge(code, roots, data):
    lines = len(re.split("\r\n|\r|\n", code)) - (1 if code.endswith(("\n", "\r")) else 0)
    answer = {"parsed": True, "lines": max(lines, 0), "imports": [], "violations": []}
    too_complex = {"rule": "too-complex", "line": 1, "column": 1, "name": ""}
    if is_too_deep(code):
        return {**answer, "violations": [too_complex]}
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        # Not ours to report: the run says so, with line and hint. It can't run, or it would have parsed here.
        return {**answer, "parsed": False}
    except (RecursionError, MemoryError):
        return {**answer, "violations": [too_complex]}
    try:
        program = Program(tree, data["imports"]["given"])
        program.mentioned = mentioned(tree)
        checker = Checker(code, roots, data, program)
        checker.walk(tree, program.module)
    except (RecursionError, MemoryError, TooComplex):
        return {**answer, "violations": [too_complex]}
    answer["imports"] = sorted(checker.imports)
    answer["violations"] = sorted(checker.violations.values(), key=lambda found: (found["line"], found["column"], found["rule"]))
    return answer


_asked = json.loads(input)
output = json.dumps(judge(_asked["code"], _asked["roots"], with_modules(data, _asked.get("brought", []))))
