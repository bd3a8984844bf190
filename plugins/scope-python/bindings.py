"""Which name stands for what: scopes, modules and their aliases, and strings that can be read off the source.

Part of the scope checker, which is one program of several files (rules.ts).
"""
import ast
import itertools

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def is_dunder(name):
    return len(name) > 4 and name.startswith("__") and name.endswith("__")


UNREADABLE = ast.Tuple([ast.Yield()], ast.Load())  # stands for a value that can't be told: no rule takes a yield for a name
DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.Tuple, ast.ListComp, ast.DictComp, ast.SetComp)
PUTTERS = ("append", "insert", "extend", "add", "update", "setdefault", "__setitem__", "appendleft")


MOST_STEPS = 40_000  # ordinary programs take some hundred


class TooComplex(Exception):
    """Following what refers to what would take too long."""


def root_of(node):
    """The name before a chain of dots, brackets and calls; None where there is none."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


class Each:
    """What a loop binds to a name: each element of `iterable`, or the part of it at `place`."""

    def __init__(self, iterable, place):
        self.iterable, self.place = iterable, place


class Scope:
    """`names`: bound here. `rebound`: other than by import. `aliases`: name -> module paths it may stand for. `bound`: name -> to what."""

    def __init__(self, kind, parent, node):
        self.kind, self.parent, self.node = kind, parent, node
        self.names, self.outer, self.aliases, self.methods = set(), set(), {}, set()
        self.rebound, self.bound = set(), {}

    def binder(self):
        """A walrus inside a comprehension binds around it."""
        scope = self
        while scope.kind == "comprehension":
            scope = scope.parent
        return scope


class Program:
    """Who binds what: gathered before judging, because a name may be used above the line that binds it."""

    def __init__(self, tree, given):
        self.steps = 0
        self.given = given  # name -> module it stands for before the code begins
        self.module = Scope("module", None, tree)
        self.scopes = {id(tree): self.module}
        self.values = {}  # name -> nodes it is bound to, None for anything unknown; all scopes together
        self.deleted = set()
        self.classes = {}  # class name -> names of its methods
        self.defaults = {}  # id of a parameter -> what it stands for when nothing is given
        self.parameters = {}  # id of a parameter -> the function that it belongs to
        self.uses = {}  # name of a function or method -> calls of it, None for a use that is no call
        self.attributes = set()  # names of attributes that the program itself gives its objects
        self.stored = {}  # of these, those it assigns, with what: None for anything unknown
        self.keywords = []  # (name, value): SimpleNamespace(how="sum") assigns it too
        self.put = []  # what is put into containers later on: (name, key, value); only dicts have keys
        self.inside = []  # (name, value): what is put into a container that another holds, by the name of the outermost
        self.class_of = {}  # id of a method -> name of its class
        self.computed = {}  # name of a method -> those that a decorator stands before
        self.fields = {}  # class name -> (names of its bases, names that a decorator or a base may take from its arguments, in order)
        self.set_by_name = []  # (name, value) of setattr(x, "how", "sum")
        self.grown = []  # (name, value) of names += value
        self.candidates = []
        self.opened = None  # whether it makes objects whose attributes are chosen at run time, once that was asked
        self.called = set()
        self.gather(tree)
        for name, value in self.keywords:
            if name in self.stored:
                self.stored[name].append(value)
        self.store_fields()
        for name, value in self.set_by_name:
            for text in self.texts(name) or ():
                self.stored.setdefault(text, []).append(value)
        for scope in self.scopes.values():
            for name in scope.outer & scope.aliases.keys():
                self.alias(self.owner(name, scope), name, scope.aliases[name])
            for name in scope.outer & scope.bound.keys():
                self.owner(name, scope).bound.setdefault(name, []).extend(scope.bound[name])
        for _ in range(4):
            if not any([self.follow(*candidate) for candidate in self.candidates]):
                break

    def spend(self, steps=1):
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise TooComplex

    def gather(self, tree):
        stack = [(tree, self.module)]
        while stack:
            node, scope = stack.pop()
            stack.extend(self.children(node, scope))

    def children(self, node, scope):
        """Children with the scope they are evaluated in; binds what the node binds."""
        if isinstance(node, FUNCTIONS) or isinstance(node, ast.ClassDef):
            return self.enter_definition(node, scope)
        if isinstance(node, COMPREHENSIONS):
            return self.enter_comprehension(node, scope)
        self.bind_from(node, scope)
        self.note_use(node)
        return [(child, scope) for child in ast.iter_child_nodes(node)]

    def note_use(self, node):
        if isinstance(node, ast.Call):
            self.note_call(node)
        elif isinstance(node, (ast.Name, ast.Attribute)):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if isinstance(node.ctx, ast.Store):
                if isinstance(node, ast.Attribute):
                    self.stored.setdefault(name, [])
                    self.attributes.add(name)
            elif id(node) not in self.called:
                self.uses.setdefault(name, []).append(None)

    def note_call(self, node):
        function = node.func
        # SimpleNamespace(total=1) has a total.
        for keyword in node.keywords:
            if keyword.arg is not None:
                self.attributes.add(keyword.arg)
                self.keywords.append((keyword.arg, keyword.value))
        setter = isinstance(function, ast.Name) and function.id == "setattr" or isinstance(function, ast.Attribute) and function.attr == "__setattr__"
        if setter and len(node.args) > 1:
            self.set_by_name.append(node.args[-2:])
        if isinstance(function, ast.Attribute) and function.attr in PUTTERS:
            parts = self.parts_put(function.attr, node)
            if isinstance(function.value, ast.Name):
                self.put.extend((function.value.id, key, value) for key, value in parts)
            else:
                self.inside.extend((root_of(function.value), value) for _, value in parts)
        if isinstance(function, (ast.Name, ast.Attribute)):
            self.called.add(id(function))
            name = function.id if isinstance(function, ast.Name) else function.attr
            self.uses.setdefault(name, []).append((node, node.args))
            # df.pipe(f, "sum") calls f(df, "sum").
            if name == "pipe" and node.args and isinstance(node.args[0], ast.Name):
                self.called.add(id(node.args[0]))
                self.uses.setdefault(node.args[0].id, []).append((node, [None, *node.args[1:]]))

    def enter_definition(self, node, scope):
        if isinstance(node, ast.ClassDef):
            inner = Scope("class", scope, node)
            inner.methods = {child.name for child in node.body if isinstance(child, FUNCTIONS[:2])}
            self.attributes |= inner.methods
            for child in node.body:
                if isinstance(child, FUNCTIONS[:2]) and child.decorator_list:
                    self.computed.setdefault(child.name, []).append(child)
            taken = [child.target.id for child in node.body if isinstance(child, ast.AnnAssign) and isinstance(child.target, ast.Name)]
            self.fields[node.name] = [base.id for base in node.bases if isinstance(base, ast.Name)], taken if node.decorator_list or node.bases else []
            for child in node.body:
                targets = getattr(child, "targets", [getattr(child, "target", None)])
                names = {target.id for target in targets if isinstance(target, ast.Name)}
                self.attributes |= names
                for name in names:
                    self.stored.setdefault(name, []).append(getattr(child, "value", None))
            self.classes.setdefault(node.name, set()).update(inner.methods)
            outside = node.decorator_list + node.bases + node.keywords
            inside = node.body
        else:
            inner = Scope("function", scope, node)
            arguments = node.args
            positional = arguments.posonlyargs + arguments.args
            defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
            pairs = list(zip(positional, defaults)) + list(zip(arguments.kwonlyargs, arguments.kw_defaults))
            for argument, default in pairs + [(arguments.vararg, None), (arguments.kwarg, None)]:
                if argument is not None:
                    self.bind(argument.arg, inner, argument)
                    self.parameters[id(argument)] = node
                    if default is not None:
                        self.defaults[id(argument)] = default
                        self.candidates.append((inner, argument.arg, default, scope))
            outside = [arguments, *getattr(node, "decorator_list", []), *([node.returns] if getattr(node, "returns", None) else [])]
            inside = node.body if isinstance(node.body, list) else [node.body]
        if not isinstance(node, ast.Lambda):
            self.bind(node.name, scope, node)
        self.scopes[id(node)] = inner
        if isinstance(scope.node, ast.ClassDef):
            self.class_of[id(node)] = scope.node.name
        parameters = getattr(node, "type_params", [])
        return [(child, scope) for child in outside] + [(child, inner) for child in [*parameters, *inside]]

    def enter_comprehension(self, node, scope):
        inner = Scope("comprehension", scope, node)
        self.scopes[id(node)] = inner
        for generator in node.generators:
            self.bind_each(generator.target, generator.iter, inner)
        first = node.generators[0]
        rest = [child for child in ast.iter_child_nodes(node) if child is not first]
        # The first iterable is evaluated outside: `[open for open in open(path)]` calls the built-in.
        return [(first.iter, scope), (first.target, inner), *[(test, inner) for test in first.ifs], *[(child, inner) for child in rest]]

    def bind_from(self, node, scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self.bind_target(target, node.value, scope)
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None:
                self.bind_target(node.target, node.value, scope)
            elif isinstance(node.target, ast.Name):
                scope.names.add(node.target.id)
        elif isinstance(node, ast.AugAssign):
            self.bind_target(node.target, None, scope)
            if isinstance(node.target, ast.Name):
                self.grown.append((node.target.id, node.value))
        elif isinstance(node, ast.NamedExpr):
            self.bind_target(node.target, node.value, scope.binder())
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            self.bind_each(node.target, node.iter, scope)
        elif isinstance(node, ast.withitem):
            self.bind_target(node.optional_vars, node.context_expr, scope)
        elif isinstance(node, ast.Delete):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            self.deleted |= names
            # Deleting binds too: in a class, a name deleted on any path is looked up there, then among the built-ins.
            scope.names |= names
        elif isinstance(node, ast.ExceptHandler):
            if node.name:
                self.bind(node.name, scope, None)
                self.deleted.add(node.name)
        elif isinstance(node, (ast.MatchAs, ast.MatchStar)):
            if node.name:
                self.bind(node.name, scope, None)
        elif isinstance(node, ast.MatchMapping):
            if node.rest:
                self.bind(node.rest, scope, None)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            scope.outer.update(node.names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                self.bind(name, scope, alias)
                self.alias(scope, name, {alias.name if alias.asname else name})
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                self.bind(alias.asname or alias.name, scope, alias)
                self.alias(scope, alias.asname or alias.name, {f"{node.module}.{alias.name}"})

    def bind(self, name, scope, value):
        scope.names.add(name)
        if not isinstance(value, (ast.alias, ast.Name, ast.Attribute)):
            scope.rebound.add(name)
        scope.bound.setdefault(name, []).append(value)
        self.values.setdefault(name, []).append(value)
        if value is not None:
            self.candidates.append((scope, name, value, scope))

    def parts_put(self, method, call):
        """What names.append(x), table.update({…}) and the like put into a container: (key, value)."""
        unreadable = (UNREADABLE, UNREADABLE)
        if method not in ("extend", "update"):
            return [(call.args[0], call.args[-1])] if call.args and not call.keywords else [unreadable]
        parts = []
        for one in call.args:
            if isinstance(one, ast.Dict):
                parts += [unreadable if key is None else (key, value) for key, value in zip(one.keys, one.values)]
            else:
                parts += [(UNREADABLE, part) for part in getattr(one, "elts", [UNREADABLE])]
        return parts + [unreadable if keyword.arg is None else (ast.Constant(keyword.arg), keyword.value) for keyword in call.keywords]

    def put_into(self, name):
        """What may be put into the container that a name stands for, by this name or by one that may be another for it."""

        def makes_its_own(other):
            values = self.values.get(other) or [None]
            return all(isinstance(value, (*DISPLAYS, ast.Constant)) or isinstance(value, ast.Call) and isinstance(value.func, ast.Name) for value in values)

        put = [(key, value) for other, key, value in self.put if other == name or not makes_its_own(other)]

        def is_twin(other):
            return any(isinstance(value, ast.Name) and value.id == name for value in self.values.get(other, ()))

        # g = h; g += more
        put += [(UNREADABLE, part) for other, value in self.grown if is_twin(other) for part in getattr(value, "elts", [UNREADABLE])]
        return put + [(ast.Constant(""), value) for other, value in self.inside if other == name or is_twin(other)]

    def store_fields(self):
        """C(1, "sum"), where a decorator or a base makes the constructor, stores what it is given under its fields' names."""
        for name in self.fields:
            fields = self.fields_of(name)
            for call, arguments in [use for use in self.uses.get(name, ()) if use is not None]:
                unreadable = any(isinstance(argument, ast.Starred) for argument in arguments) or any(keyword.arg is None for keyword in call.keywords)
                for field, value in zip(fields, [None] * len(fields) if unreadable else arguments):
                    self.stored[field].append(value)

    def fields_of(self, name, depth=0):
        bases, own = self.fields.get(name, ((), [])) if depth < 8 else ((), [])
        return [field for base in bases for field in self.fields_of(base, depth + 1)] + own

    def bind_target(self, target, value, scope):
        if isinstance(target, ast.Attribute):
            self.stored.setdefault(target.attr, []).append(value)
        elif isinstance(target, ast.Subscript):
            over = isinstance(target.slice, ast.Slice)
            parts = getattr(value, "elts", [UNREADABLE]) if over else [value if value is not None else UNREADABLE]
            if isinstance(target.value, ast.Name):
                self.put.extend((target.value.id, UNREADABLE if over else target.slice, part) for part in parts)
            else:
                self.inside.extend((root_of(target.value), part) for part in parts)
        if isinstance(target, ast.Name):
            self.bind(target.id, scope, value)
        elif isinstance(target, ast.Starred):
            self.bind_target(target.value, None, scope)
        elif isinstance(target, (ast.Tuple, ast.List)):
            parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
            plain = len(parts) == len(target.elts) and not any(isinstance(x, ast.Starred) for x in [*parts, *target.elts])
            for place, part in enumerate(target.elts):
                self.bind_target(part, parts[place] if plain else None, scope)

    def bind_each(self, target, iterable, scope):
        if isinstance(target, ast.Name) and isinstance(iterable, (ast.Tuple, ast.List, ast.Set)):
            for element in iterable.elts or [None]:
                self.bind(target.id, scope, None if isinstance(element, ast.Starred) else element)
        elif isinstance(target, ast.Name):
            self.bind(target.id, scope, Each(iterable, ()))
        elif isinstance(target, (ast.Tuple, ast.List)) and all(isinstance(part, ast.Name) for part in target.elts):
            for place, part in enumerate(target.elts):
                self.bind(part.id, scope, Each(iterable, (place,)))
        else:
            self.bind_target(target, None, scope)

    def elements(self, node, depth=0):
        """The nodes that a loop over `node` goes through, when they stand in the source; None when they don't."""
        self.spend()
        if depth > 6:
            return None
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            return node.elts
        if isinstance(node, ast.Dict):
            return node.keys
        if isinstance(node, ast.Name):
            values = self.values.get(node.id) or [None]
            found = [self.elements(value, depth + 1) for value in values]
            later = [key if is_table else part for key, part in self.put_into(node.id) for is_table in {isinstance(value, ast.Dict) for value in values}]
            return None if None in found else [part for parts in found for part in parts] + later
        if not isinstance(node, ast.Call) or any(keyword.arg not in ("start", "reverse", "strict") for keyword in node.keywords):
            return None
        function, arguments = node.func, node.args
        if isinstance(function, ast.Name) and function.id in ("list", "tuple", "sorted", "set", "reversed", "enumerate") and len(arguments) in (1, 2):
            found = self.elements(arguments[0], depth + 1)
            return [ast.Tuple([ast.Constant(0), part]) for part in found] if found is not None and function.id == "enumerate" else found
        if isinstance(function, ast.Name) and function.id == "zip" and arguments:
            found = [self.elements(argument, depth + 1) for argument in arguments]
            # One that can't be read hides its own place only.
            rows = max((len(parts) for parts in found if parts is not None), default=0)
            return [ast.Tuple([parts[min(row, len(parts) - 1)] if parts else UNREADABLE for parts in found]) for row in range(rows)] or None
        if isinstance(function, ast.Attribute) and function.attr in ("items", "keys", "values") and not arguments:
            tables = self.tables(function.value, depth + 1)
            if tables is None:
                return None
            pairs = [pair for table in tables for pair in zip(table.keys, table.values)]
            return [{"items": ast.Tuple([key, value]), "keys": key, "values": value}[function.attr] for key, value in pairs]
        return None

    def tables(self, node, depth=0):
        """The dict displays that a node may be; None when it may be anything else."""
        self.spend()
        if isinstance(node, ast.Dict):
            return None if None in node.keys else [node]
        values = self.values.get(node.id) if isinstance(node, ast.Name) and depth < 6 else None
        found = [self.tables(value, depth + 1) for value in values or [None]] if values else [None]
        later = [ast.Dict([key], [value]) for key, value in (self.put_into(node.id) if values else ())]
        return None if None in found else [table for tables in found for table in tables] + later

    def each(self, value, depth=0):
        """What a loop's name stands for."""
        found = self.elements(value.iterable, depth)
        for place in value.place if found is not None else ():
            found = [part.elts[place] if isinstance(part, (ast.Tuple, ast.List)) and place < len(part.elts) else UNREADABLE for part in found]
        return found

    def alias(self, scope, name, paths):
        known = scope.aliases.setdefault(name, set())
        grown = not paths <= known
        known |= paths
        return grown

    def follow(self, scope, name, value, seen_from):
        paths = self.chain(value, seen_from)
        scope = self.owner(name, scope)
        return bool(paths) and self.alias(scope, name, {path for path in paths if path.count(".") < 8})

    def owner(self, name, scope):
        """The scope whose binding `name` means when it stands in `scope`."""
        start = scope
        while scope is not None and scope.kind != "module":
            if name in scope.outer:
                if scope.kind == "class" or any(isinstance(x, ast.Global) and name in x.names for x in ast.walk(scope.node)):
                    return self.module
            elif name in scope.names and (scope.kind != "class" or scope is start):
                return scope
            scope = scope.parent
        return self.module

    def is_outermost(self, name, scope):
        """Not a local of a function: it may be the built-in, whatever the module binds on some path."""
        return self.owner(name, scope).kind in ("module", "class")

    def may_be_other(self, node, scope, depth=0):
        """Whether the name that begins a dotted expression is also bound to what is no module: then its paths vouch for nothing."""
        self.spend()
        while isinstance(node, (ast.Attribute, ast.NamedExpr)):
            node = node.value
        bound = self.owner(node.id, scope).bound.get(node.id, ()) if isinstance(node, ast.Name) else ()
        values = [value for value in bound if not isinstance(value, (ast.alias, ast.Constant))]
        return depth > 6 or any(not self.chain(value, scope) or self.may_be_other(value, scope, depth + 1) for value in values)

    def chain(self, node, scope):
        """Module paths that a dotted expression may mean: `pd.io` -> {"pandas.io"}."""
        parts = []
        while True:
            if isinstance(node, ast.Attribute):
                parts.append(node.attr)
                node = node.value
            elif isinstance(node, ast.NamedExpr):
                node = node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr" and len(node.args) > 1:
                literal = node.args[1]
                if not (isinstance(literal, ast.Constant) and isinstance(literal.value, str)):
                    return set()
                parts.append(literal.value)
                node = node.args[0]
            else:
                break
        if not isinstance(node, ast.Name):
            return set()
        owner = self.owner(node.id, scope)
        paths = set(owner.aliases.get(node.id, ()))
        if owner is self.module:
            # A preamble may have imported these before the code.
            paths |= {self.given[node.id]} if node.id in self.given else set()
        self.spend(len(paths))
        return {".".join([path, *reversed(parts)]) for path in paths}

    def texts(self, node, depth=0):
        """Every string a node can be, when that can be read off the source; None when it can't."""
        self.spend()
        if depth > 40:
            return None
        if isinstance(node, ast.Constant):
            return {str(node.value)} if isinstance(node.value, (str, int, float)) else None
        if isinstance(node, ast.IfExp):
            return self.union([node.body, node.orelse], depth)
        if isinstance(node, Each):
            found = self.each(node, depth // 8)
            return self.union(found, depth) if found is not None and 0 < len(found) <= 64 else None
        if isinstance(node, ast.Name):
            values = self.values.get(node.id)
            return self.union(values, depth + 8) if values and None not in values and len(values) <= 32 else None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.product([node.left, node.right], depth)
        if isinstance(node, ast.JoinedStr):
            return self.product(node.values, depth)
        if isinstance(node, ast.FormattedValue) and node.format_spec is None:
            return self.texts(node.value, depth + 1)
        return None

    def union(self, nodes, depth):
        found = [self.texts(node, depth + 1) for node in nodes]
        return None if None in found else set().union(*found)

    def product(self, nodes, depth):
        found = [self.texts(node, depth + 1) for node in nodes]
        if None in found:
            return None
        size = 1
        for options in found:
            size *= len(options)
        return {"".join(parts) for parts in itertools.product(*found)} if size <= 64 else None

    def is_buffer(self, node, scope, depth=0):
        """io.StringIO(…) or io.BytesIO(…), or a name that is only ever bound to one."""
        self.spend()
        if isinstance(node, ast.Call):
            return bool(self.chain(node.func, scope) & {"io.StringIO", "io.BytesIO"}) and not self.may_be_other(node.func, scope)
        if isinstance(node, ast.NamedExpr):
            return self.is_buffer(node.value, scope, depth)
        values = self.values.get(node.id) if isinstance(node, ast.Name) and depth < 4 else None
        return bool(values) and all(value is not None and self.is_buffer(value, scope, depth + 1) for value in values)

    def stays_given(self, name):
        """Never bound but as a parameter."""
        return all(isinstance(value, ast.arg) for value in self.values[name])

    def is_own(self, node, method, scope):
        """The receiver is an object of a class of this program that defines `method` itself."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            methods = self.classes.get(node.func.id, ())
            return method in methods and "__new__" not in methods and len(self.values[node.func.id]) == 1
        if not isinstance(node, ast.Name):
            return False
        owner = self.owner(node.id, scope)
        if owner.kind == "function" and owner.parent.kind == "class" and not isinstance(owner.node, ast.Lambda):
            given = [argument.arg for argument in owner.node.args.posonlyargs + owner.node.args.args]
            if given[:1] == [node.id]:
                static = any(isinstance(decorator, ast.Name) and decorator.id == "staticmethod" for decorator in owner.node.decorator_list)
                return method in owner.parent.methods and not static and self.stays_given(node.id)
        values = self.values.get(node.id)
        return bool(values) and all(isinstance(value, ast.Call) and self.is_own(value, method, scope) for value in values)
