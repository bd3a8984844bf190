"""Objects whose attributes are chosen while the program runs: SimpleNamespace(**t), rows of itertuples, classes with __getattr__.

Part of the scope checker, which is one program of several files (rules.ts).
Where a program makes none of them, x.mean is a method. Where it does, x.mean may be any text, unless x can be seen to be something else.
"""
import ast

# Methods that answer for an attribute, and functions whose objects have those they were given.
ANSWERING = {"__getattr__", "__get__"}
OPENING = ("SimpleNamespace", "replace", "namedtuple", "NamedTuple", "itertuples")
# Makers of objects that are none of these.
CLOSED_CLASSES = ("dict", "list", "set", "frozenset", "tuple", "str", "bytes", "int", "float")
CLOSED_MODULES = ("pandas.", "numpy.", "re.", "collections.")


class OpenObjects:
    def makes_open_objects(self):
        program = self.program
        if program.opened is None:
            names = [(maker, name) for name, values in program.values.items() for value in values if isinstance(value, ast.alias) for maker in OPENING if value.name == maker]
            program.opened = any(methods & ANSWERING for methods in program.classes.values()) or any(
                self.opens(maker, use) for maker, name in [*zip(OPENING, OPENING), *names] for use in program.uses.get(name, ())
            )
        return program.opened

    def opens(self, maker, use):
        """Whether this use may take names of attributes from what is no text of the source, or the name of a method."""
        if use is None or maker == "itertuples":
            return maker in ("SimpleNamespace", "namedtuple", "itertuples")
        call, arguments = use
        if maker in ("namedtuple", "NamedTuple"):
            named = [keyword.value for keyword in call.keywords if keyword.arg in (None, "field_names")]
            fields = arguments if any(isinstance(argument, ast.Starred) for argument in arguments) else arguments[1:2]
            return not all(self.are_plain_fields(part) for part in fields + named)
        return any(keyword.arg is None for keyword in call.keywords) or maker == "SimpleNamespace" and len(arguments) > 0

    def are_plain_fields(self, node):
        parts = self.program.elements(node)
        texts = self.program.texts(node) if parts is None else self.program.union(parts, 0)
        return texts is not None and not self.well_known_methods() & {name for text in texts for name in text.replace(",", " ").split()}

    def is_closed(self, node, scope, depth=0):
        """Whether the attributes of what a node stands for are those of its class, and what the program stores under their names."""
        self.program.spend()
        if depth > 8:
            return False
        if isinstance(node, (ast.Constant, ast.JoinedStr, ast.alias, *DISPLAYS)) or self.is_own_class(node):
            return True
        if isinstance(node, ast.Name):
            if self.is_instance(node.id, scope):
                return self.is_own_class(self.program.owner(node.id, scope).parent.node)
            return all(self.is_closed(value, scope, depth + 1) for value in self.program.values.get(node.id, ()))
        if isinstance(node, ast.Attribute):
            stored = self.program.stored.get(node.attr)
            return bool(stored) and all(self.is_closed(value, scope, depth + 1) for value in stored)
        if not isinstance(node, ast.Call):
            return False
        function = node.func
        paths = self.program.chain(function, scope)
        if paths:
            return all(path.startswith(CLOSED_MODULES) and path != "collections.namedtuple" for path in paths)
        if isinstance(function, ast.Attribute):
            return function.attr == "to_dict" and function.attr not in self.program.attributes
        values = self.program.values.get(function.id, ()) if isinstance(function, ast.Name) else [None]
        return all(self.is_own_class(value) for value in values) if values else function.id in CLOSED_CLASSES

    def is_own_class(self, node, depth=0):
        """A class of this program that answers for no attribute but its own."""
        if not isinstance(node, ast.ClassDef) or depth > 8 or any("__get__" in methods for methods in self.program.classes.values()):
            return False
        bases = [value for base in node.bases if isinstance(base, ast.Name) for value in self.program.values.get(base.id, ())]
        own = [base for base in bases if not isinstance(base, ast.alias)]
        return "__getattr__" not in self.program.classes[node.name] and all(self.is_own_class(base, depth + 1) for base in own)
