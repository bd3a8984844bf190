"""Classes made or steered by calls, fields and annotations that are data: each could carry a name that reaches into the interpreter.

Part of the scope checker, which is one program of several files (rules.ts).
"""
import ast

METACLASSES = frozenset("abc.ABCMeta enum.EnumMeta enum.EnumType".split())
ENUMS = frozenset("enum.Enum enum.IntEnum enum.StrEnum enum.Flag enum.IntFlag".split())
SORTERS = frozenset("sorted sort min max groupby sort_values sort_index nlargest nsmallest merge bisect bisect_left bisect_right insort".split())
WRAPPERS = {"functools.update_wrapper": 2, "functools.wraps": 1}


class MadeClasses:
    # Class statements

    def on_ClassDef(self, node, scope, bound):
        for keyword in node.keywords:
            if keyword.arg is None:
                self.refuse("dynamic-class", keyword.value, "**")
            elif keyword.arg == "metaclass":
                self.followed.add(id(keyword.value))
                if "abc.ABCMeta" not in self.program.chain(keyword.value, scope) or self.program.may_be_other(keyword.value, scope):
                    self.refuse("dynamic-class", keyword, "metaclass")
        for base in node.bases:
            if self.makes_classes(base, scope):
                self.refuse("dynamic-class", base, "type")

    def on_Assign(self, node, scope, bound):
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id == "__match_args__":
                self.literal_match_args.add(id(target))
                names = [x.value if isinstance(x, ast.Constant) else None for x in getattr(node.value, "elts", [None])]
                if all(isinstance(name, str) for name in names):
                    for name in names:
                        if is_dunder(name):
                            self.refuse("dunder-attribute", target, "__match_args__")
                        else:
                            self.attribute_name(target, name, True)
                else:
                    self.refuse("dunder-attribute", target, "__match_args__")

    # Calls

    def makes_classes(self, node, scope, seen=()):
        """`type`, `type(C)`, ABCMeta, or a name for one of them: what makes a class when it is called."""
        self.program.spend()
        if isinstance(node, ast.Name) and node.id == "type" and self.program.is_outermost("type", scope):
            return True
        if self.program.chain(node, scope) & METACLASSES:
            return True
        if isinstance(node, ast.Call):
            plain = len(node.args) == 1 and isinstance(node.args[0], ast.Name) and self.is_instance(node.args[0].id, scope)
            return not plain and isinstance(node.func, ast.Name) and node.func.id == "type" and len(node.args) == 1
        if isinstance(node, ast.NamedExpr):
            return self.makes_classes(node.value, scope, seen)
        if not isinstance(node, ast.Name) or node.id in seen:
            return False
        values = self.program.values.get(node.id) or ()
        values = [self.program.defaults.get(id(value), value) for value in values]
        return any(isinstance(value, ast.AST) and self.makes_classes(value, scope, (*seen, node.id)) for value in values)

    def is_instance(self, name, scope):
        """`self` of an ordinary method: type(self)(…) makes another of its kind."""
        owner = self.program.owner(name, scope)
        if owner.kind != "function" or owner.parent.kind != "class" or isinstance(owner.node, ast.Lambda):
            return False
        given = [argument.arg for argument in owner.node.args.posonlyargs + owner.node.args.args]
        ordinary = owner.node.name not in ("__new__", "__init_subclass__", "__class_getitem__") and not owner.node.decorator_list
        return ordinary and given[:1] == [name] and self.program.stays_given(name)

    def class_call(self, node, scope):
        function = node.func
        if self.makes_classes(function, scope):
            plain = isinstance(function, ast.Name) and function.id == "type"
            shape = len(node.args) > 1 or node.keywords or any(isinstance(x, ast.Starred) for x in node.args)
            # type(x)(a) makes an x; three arguments, or how many can't be told, make a class.
            starred = any(isinstance(x, ast.Starred) for x in node.args) or any(k.arg is None for k in node.keywords)
            if self.program.chain(function, scope) & METACLASSES or (shape if plain else len(node.args) == 3 or starred):
                self.refuse("dynamic-class", node, "type(name, bases, namespace)")
        if isinstance(function, ast.Attribute) and self.makes_classes(function.value, scope) and function.attr not in ("__name__", "__qualname__", "__doc__"):
            self.refuse("dynamic-class", node, f"type.{function.attr}")
        paths = self.program.chain(function, scope)
        if "dataclasses.make_dataclass" in paths:
            self.made_dataclass(node)
        elif paths & ENUMS or self.is_own_enum(function, scope):
            self.made_enum(node)
        for keyword in node.keywords:
            # Code is made in that module's namespace, and names are put there.
            if keyword.arg == "module" and (paths & ENUMS or "dataclasses.make_dataclass" in paths or self.is_own_enum(function, scope)):
                self.refuse("dynamic-class", keyword.value, "module=")
        for path, most in WRAPPERS.items():
            if path in paths and (len(node.args) > most or any(isinstance(x, ast.Starred) for x in node.args) or any(k.arg != "wrapped" for k in node.keywords)):
                self.refuse("computed-attribute", node, path.rpartition(".")[2])

    def made_dataclass(self, node):
        fields = node.args[1:] + [k.value for k in node.keywords if k.arg == "fields"]
        parts = self.program.elements(fields[0]) if fields else None
        if parts is None or any(k.arg is None for k in node.keywords) or any(isinstance(x, ast.Starred) for x in node.args):
            return self.refuse("computed-attribute", node, "make_dataclass")
        for part in parts:
            name = part.elts[0] if isinstance(part, (ast.Tuple, ast.List)) and part.elts else part
            texts = self.program.texts(name)
            if texts is None:
                self.refuse("computed-attribute", node, "make_dataclass")
            for text in texts or ():
                self.attribute_name(name if hasattr(name, "lineno") else node, text, True)
            if isinstance(part, (ast.Tuple, ast.List)) and len(part.elts) > 1:
                self.annotation(part.elts[1])
        for keyword in node.keywords:
            if keyword.arg == "namespace":
                self.literal_names(node, keyword.value, "make_dataclass")

    def made_enum(self, node):
        names = node.args[1:] + [k.value for k in node.keywords if k.arg == "names"]
        if any(isinstance(x, ast.Starred) for x in node.args) or any(k.arg is None for k in node.keywords):
            self.refuse("computed-attribute", node, "Enum")
        elif names:
            self.literal_names(node, names[0], "Enum")

    def literal_names(self, node, value, name):
        """Names that become attributes of a class: they stand in the source, and none reaches into the interpreter."""
        parts = self.program.elements(value)
        if parts is None:
            parts = [value]
        for part in parts:
            part = part.elts[0] if isinstance(part, (ast.Tuple, ast.List)) and part.elts else part
            texts = self.program.texts(part)
            if texts is None:
                self.refuse("computed-attribute", node, name)
            for text in texts or ():
                for word in text.replace(",", " ").split():
                    if not (is_dunder(word) and word in self.rules["dunderDefinitions"]):
                        self.attribute_name(part if hasattr(part, "lineno") else node, word, False)

    def is_own_enum(self, node, scope):
        made = self.program.values.get(node.id) if isinstance(node, ast.Name) else None
        return any(isinstance(value, ast.ClassDef) and any(self.program.chain(base, scope) & ENUMS for base in value.bases) for value in made or ())

    # `type` and the like as values: who calls them later, and with what, can't be seen.

    def class_value(self, node, scope):
        is_type = isinstance(node, ast.Name) and node.id == "type" and self.program.is_outermost("type", scope)
        paths = self.program.chain(node, scope)
        if id(node) in self.called or id(node) in self.followed or id(node) in self.continued:
            return
        if is_type or paths & METACLASSES:
            self.refuse("dynamic-class", node, "type" if is_type else min(paths & METACLASSES))
        elif paths & set(WRAPPERS) | paths & {"dataclasses.make_dataclass"}:
            self.refuse("computed-attribute", node, min(paths).rpartition(".")[2])

    def follow_types(self, node, scope):
        """Where `type` can only be asked for the type of one thing."""
        function, name = node.func, getattr(node.func, "attr", getattr(node.func, "id", None))
        if not self.is_given(function):
            return
        asked = name in ("isinstance", "issubclass", "cast") or (name in ("apply", "map", "transform") and len(node.args) == 1 and not node.keywords and isinstance(function, ast.Attribute))
        asked = asked or (name == "map" and isinstance(function, ast.Name) and len(node.args) == 2)
        if asked:
            for argument in node.args:
                self.followed.update(id(part) for part in [argument, *getattr(argument, "elts", [])])
        if name in SORTERS:
            self.followed.update(id(keyword.value) for keyword in node.keywords if keyword.arg == "key")

    def is_given(self, function):
        """Not one that the program defines under that name."""
        if isinstance(function, ast.Name):
            return all(isinstance(value, ast.alias) for value in self.program.values.get(function.id, ()))
        return getattr(function, "attr", None) not in self.program.attributes

    # Annotations

    def on_AnnAssign(self, node, scope, bound):
        self.annotation(node.annotation)

    def on_arg(self, node, scope, bound):
        self.annotation(node.annotation)

    def on_FunctionDef(self, node, scope, bound):
        self.annotation(node.returns)

    def on_Subscript(self, node, scope, bound):
        self.followed.update(id(part) for part in [node.slice, *getattr(node.slice, "elts", [])])
        if any(path.startswith("typing.") and path != "typing.Literal" for path in self.program.chain(node.value, scope)):
            for part in getattr(node.slice, "elts", [node.slice]):
                if not isinstance(part, ast.Constant) and isinstance(part, (ast.BinOp, ast.JoinedStr, ast.Call)) and not self.is_type_expression(part):
                    self.refuse("dynamic-code", part, "computed annotation")
            self.annotation(node.slice)

    def is_type_expression(self, node):
        return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)

    def annotation(self, node):
        """functools.singledispatch and others evaluate annotations written as text: judged as the code that it is."""
        for part in ast.walk(node) if node is not None else ():
            self.followed.add(id(part))
            if not (isinstance(part, ast.Constant) and isinstance(part.value, str)):
                continue
            try:
                tree = ast.parse(part.value.strip(), mode="eval")
            except (SyntaxError, ValueError):
                continue
            if any(isinstance(x, (ast.Call, ast.Lambda, ast.NamedExpr, ast.Await)) for x in ast.walk(tree)):
                self.refuse("dynamic-code", part, "string annotation")
            self.judge_inside(tree, part, self.program.module)
