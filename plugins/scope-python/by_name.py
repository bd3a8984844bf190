"""Functions that are named in text: df.agg("sum"). pandas looks the name up on the object, whatever it is.

Part of the scope checker, which is one program of several files (rules.ts).
A name has to stand in the source, where it is judged as if it were written after a dot. So does everything that may be a name: this
follows variables, loops, dicts, and parameters to the calls of their function. What is certainly a function needs no name.
"""
import ast
import re
import sys

# Where such a name is given: position among the arguments, and keywords.
NAME_TAKERS = {
    **{method: (0, ("func",)) for method in ("agg", "aggregate", "apply", "transform")},
    "pivot_table": (3, ("aggfunc",)),
    "crosstab": (5, ("aggfunc",)),
    "NamedAgg": (1, ("aggfunc",)),
}
NAMED_AGGREGATION = ("agg", "aggregate")
# Classes whose methods are given as functions: s.map(mapping.get), s.apply(pattern.search), df.apply(rng.choice).
METHODS_OF = (str, bytes, dict, list, set, frozenset, tuple, int, float, complex, type(re.compile("")))
MORE_METHODS_OF = {
    "pandas": ("DataFrame", "Series", "Index", "Timestamp", "Timedelta"),
    "numpy": ("ndarray", "poly1d"),
    "numpy.random": ("Generator", "RandomState"),
    "statistics": ("NormalDist",),
    "decimal": ("Decimal", "Context"),
    "datetime": ("datetime", "date", "time", "timedelta"),
}
MAKERS = frozenset(
    """functools.partial functools.cache functools.lru_cache functools.wraps numpy.vectorize numpy.frompyfunc numpy.poly1d numpy.polynomial.Polynomial
    operator.itemgetter operator.attrgetter operator.methodcaller pandas.NamedAgg""".split()
)
# Defined by classes above those, or where pandas is not loaded.
FRAME_METHODS = frozenset("mean sum min max median std var count nunique first last size head tail round abs quantile fillna rank get predict".split())
# Decorators whose function gives back what the one below them gives.
BINDERS = ("staticmethod", "classmethod", "property")
TRANSPARENT = frozenset("functools.cache functools.lru_cache functools.cached_property".split())
CLASS_DECORATORS = frozenset("dataclasses.dataclass functools.total_ordering".split())
# Methods of lists and dicts, and of tables the data that they hold.
ALSO_DATA = ("index", "values")
FROM_OUTSIDE = ("strategic_context", "datasets", "persona", "role")
NOT_TEXT = (ast.Lambda, ast.Compare, ast.FunctionDef, ast.ClassDef)


def own_returns(function):
    """What a function gives back, not those inside it."""
    found, stack = [], list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Return) and node.value is not None:
            found.append(node.value)
        elif not isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            stack.extend(ast.iter_child_nodes(node))
    return found


class ByName:
    def named_functions(self, node, name, paths, scope):
        place, keywords = NAME_TAKERS[name]
        if name in ("pivot_table",) and paths or name in NAMED_AGGREGATION + ("apply", "transform") and paths:
            place += 1  # pd.pivot_table(df, …), pd.Series.agg(s, …)
        if any(isinstance(argument, ast.Starred) for argument in node.args[: place + 1]):
            return self.refuse("named-function", node, name)
        given = node.args[place : place + 1] + [keyword.value for keyword in node.keywords if keyword.arg in keywords]
        given = [part for part in given if not (isinstance(part, ast.Constant) and part.value is None)]
        if given:
            for part in given:
                self.name_given(part, name, scope)
        elif name in NAMED_AGGREGATION:
            for keyword in node.keywords:
                if keyword.arg not in ("axis", "engine", "engine_kwargs"):
                    self.name_given(keyword.value, name, scope, column=True)
        elif any(keyword.arg is None for keyword in node.keywords):
            self.refuse("named-function", node, name)

    def name_given(self, part, name, scope, column=False):
        """Judges what is given to a method that takes names. `column`: a tuple is (column, function)."""
        found = self.possible(part, scope, column)
        if found is None:
            self.refuse("named-function", part if hasattr(part, "lineno") else None, name)
        for text, place in found or ():
            self.literal_attribute(place if hasattr(place, "lineno") else part, text)

    def possible(self, node, scope, column=False, depth=0):
        """Every name that may be looked up, with the node it stands in; None when there may be others."""
        self.program.spend()
        if depth > 12 or node is None:
            return None

        def every(parts, column=column):
            found = [self.possible(part, scope, column, depth + 1) for part in parts]
            return None if None in found else [one for names in found for one in names]

        if isinstance(node, ast.Constant):
            return [(node.value, node)] if isinstance(node.value, str) else []
        if isinstance(node, NOT_TEXT):
            return []
        if isinstance(node, ast.Dict):
            return every([value for key, value in zip(node.keys, node.values)])
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            is_pair = column and isinstance(node, ast.Tuple) and len(node.elts) == 2
            return every(node.elts[1:] if is_pair else node.elts, column and not is_pair)
        if isinstance(node, ast.Starred):
            return self.iterated(node.value, every)
        if isinstance(node, ast.DictComp):
            return every([node.value])
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            return every([node.elt])
        if isinstance(node, ast.IfExp):
            return every([node.body, node.orelse])
        if isinstance(node, ast.BoolOp):
            return every(node.values)
        if isinstance(node, ast.NamedExpr):
            return every([node.value])
        if isinstance(node, ast.Subscript):
            tables = self.program.tables(node.value)
            parts = self.program.elements(node.value) if tables is None else [value for table in tables for value in table.values]
            return None if parts is None else every(parts)
        if isinstance(node, Each):
            parts = self.program.each(node)
            return None if parts is None else every(parts)
        if isinstance(node, ast.arg):
            return self.possible_argument(node, every)
        if isinstance(node, ast.Name):
            return self.possible_name(node, scope, every)
        if isinstance(node, ast.Attribute):
            return self.possible_attribute(node, scope, every)
        if isinstance(node, ast.Call):
            return self.possible_call(node, scope, every)
        texts = self.program.texts(node)
        return None if texts is None else [(text, node) for text in texts]

    def possible_name(self, node, scope, every):
        values = self.program.values.get(node.id)
        owner = self.program.owner(node.id, scope)
        if owner.aliases.get(node.id) or node.id in self.program.given:
            if any(isinstance(self.loaded(path), (str, tuple, list, dict)) for path in owner.aliases.get(node.id, ())):
                return None
            return every([value for value in owner.bound.get(node.id, ()) if not isinstance(value, ast.alias)])
        later = [value for _, value in self.program.put_into(node.id)] if any(isinstance(value, DISPLAYS) or isinstance(value, ast.Call) for value in values or ()) else []
        values = [*values, *later] if values else values
        # Not bound anywhere: a built-in function, or what the run is given.
        return every(values) if values else None if node.id in FROM_OUTSIDE else []

    def possible_argument(self, node, every):
        """A parameter: what the calls of its function give it, when all its uses are calls."""
        if id(node) in self.resolving:
            return []  # a function that hands its own parameter on: nothing new comes that way
        self.resolving.add(id(node))
        try:
            return self.given_arguments(node, every)
        finally:
            self.resolving.discard(id(node))

    def given_arguments(self, node, every):
        function = self.program.parameters[id(node)]
        name = getattr(function, "name", None)
        made = name == "__init__"
        if made:
            name = self.program.class_of.get(id(function))
        uses = self.program.uses.get(name)
        if not uses or None in uses or len(self.program.values.get(name) or ()) > 1:
            return None
        positional = function.args.posonlyargs + function.args.args
        defaults = dict(zip([argument.arg for argument in positional][len(positional) - len(function.args.defaults) :], function.args.defaults))
        defaults.update({argument.arg: value for argument, value in zip(function.args.kwonlyargs, function.args.kw_defaults) if value is not None})
        parts = []
        for call, arguments in uses:
            # A method's first parameter is before the dot.
            is_method = positional and positional[0].arg in ("self", "cls") and (made or isinstance(call.func, ast.Attribute))
            place = positional.index(node) - bool(is_method) if node in positional else None
            keyword = [k.value for k in call.keywords if k.arg == node.arg]
            if any(isinstance(argument, ast.Starred) for argument in arguments) or any(k.arg is None for k in call.keywords):
                return None
            if keyword:
                parts.append(keyword[0])
            elif place is not None and place < len(arguments):
                parts.append(arguments[place])
            elif node.arg in defaults:
                parts.append(defaults[node.arg])
            else:
                return None
        return every(parts)

    def possible_call(self, node, scope, every):
        function = node.func
        paths = self.program.chain(function, scope)
        if paths & MAKERS and not self.program.may_be_other(function, scope):
            return []  # what pd.NamedAgg is given is judged where it is called
        if isinstance(function, ast.Name):
            values = self.program.values.get(function.id)
            if function.id == "dict" and not values:
                return self.paired(node.args, [k.value for k in node.keywords], every)
            if function.id in ("list", "tuple", "set", "sorted") and not values and len(node.args) == 1:
                return self.iterated(node.args[0], every)
            made = values[0] if values and len(values) == 1 else None
            if isinstance(made, ast.FunctionDef):
                return every(own_returns(made)) if self.hands_through(made, scope) else None
            return [] if isinstance(made, ast.ClassDef) and self.makes_no_text(made, scope) else None
        if isinstance(function, ast.Attribute) and function.attr == "fromkeys" and isinstance(function.value, ast.Name) and function.value.id == "dict":
            return every(node.args[1:])
        if isinstance(function, ast.Attribute) and function.attr == "get" and self.program.tables(function.value) is not None:
            return every([value for table in self.program.tables(function.value) for value in table.values] + node.args[1:])
        return None

    def iterated(self, node, every):
        """What a loop over a node goes through: of a dict its keys."""
        parts = self.program.elements(node)
        if parts is not None:
            return every(parts)
        values = self.program.values.get(node.id, ()) if isinstance(node, ast.Name) else [node]
        return every([node]) if all(isinstance(value, (*DISPLAYS, ast.GeneratorExp)) and not isinstance(value, (ast.Dict, ast.DictComp)) for value in values) else None

    def paired(self, arguments, more, every):
        """The values of dict(arguments, **more)."""
        for argument in arguments:
            tables = self.program.tables(argument)
            if tables is not None:
                more = more + [value for table in tables for value in table.values]
            elif isinstance(argument, ast.Call):
                is_zip = isinstance(argument.func, ast.Name) and argument.func.id == "zip" and len(argument.args) == 2
                more = more + [argument.args[1] if is_zip else None]
            else:
                pairs = self.program.elements(argument)
                more = more + ([argument] if pairs is None else [part.elts[1] if isinstance(part, ast.Tuple) and len(part.elts) == 2 else part for part in pairs])
        return every(more)

    def possible_attribute(self, node, scope, every):
        """x.method is no text: a module's function, a method that the program defines, or one of a well-known class. What the program
        itself stores under that name is followed."""
        paths = self.program.chain(node, scope)
        if paths and any(isinstance(self.loaded(path), (str, tuple, list, dict)) for path in paths):
            return None
        if paths and not (node.attr in self.program.attributes and self.program.may_be_other(node, scope)):
            return []
        if isinstance(node.value, (ast.Constant, ast.JoinedStr)):
            return []
        if self.makes_open_objects() and not self.is_closed(node.value, scope):
            return None
        is_method = any(node.attr in methods for methods in self.program.classes.values())
        stored = self.program.stored.get(node.attr)
        if stored:
            return every(stored)
        if is_method and stored is None:
            decorated = self.program.computed.get(node.attr, ())
            read = [part for method in decorated if self.is_read(method, scope) for part in own_returns(method)]
            return every(read) if all(self.hands_through(method, scope) for method in decorated) else None
        if node.attr in ALSO_DATA:
            values = self.program.values.get(node.value.id) or [None] if isinstance(node.value, ast.Name) else [node.value]
            return [] if all(isinstance(value, DISPLAYS) for value in values) else None
        return [] if node.attr not in self.program.attributes and node.attr in self.well_known_methods() else None

    def hands_through(self, function, scope):
        """Whether its caller gets what stands after its `return`, whatever its decorators do besides."""
        return all(isinstance(one, ast.Name) and one.id in BINDERS or self.is_one_of(TRANSPARENT, one, scope) for one in function.decorator_list)

    def is_read(self, method, scope):
        """A property: what it computes stands for it."""
        return any(isinstance(one, ast.Name) and one.id == "property" or self.is_one_of({"functools.cached_property"}, one, scope) for one in method.decorator_list)

    def is_one_of(self, known, node, scope):
        node = node.func if isinstance(node, ast.Call) else node
        return bool(self.program.chain(node, scope) & known) and not self.program.may_be_other(node, scope)

    def makes_no_text(self, made, scope, depth=0):
        """Whether a call of this class gives an object that pandas takes for no name."""

        def plain(base):
            if isinstance(base, ast.Subscript):
                return plain(base.value)  # Generic[T]
            values = self.program.values.get(base.id) if isinstance(base, ast.Name) else None
            if self.program.chain(base, scope):
                return not self.is_one_of({"enum.StrEnum"}, base, scope) and not self.program.may_be_other(base, scope)
            if values is None:
                return isinstance(base, ast.Name) and base.id != "str"
            return depth < 8 and all(isinstance(value, ast.ClassDef) and self.makes_no_text(value, scope, depth + 1) for value in values)

        decorated = all(self.is_one_of(CLASS_DECORATORS, one, scope) for one in made.decorator_list)
        return decorated and "__new__" not in self.program.classes[made.name] and all(plain(base) for base in made.bases)

    def well_known_methods(self):
        classes = [*METHODS_OF, *(getattr(sys.modules.get(module), name, None) for module, names in MORE_METHODS_OF.items() for name in names)]
        return {name for made in classes if made is not None for name, value in vars(made).items() if callable(value)} | FRAME_METHODS

    def loaded(self, path):
        """What a path stands for in this interpreter, as far as it is loaded."""
        module, *rest = path.split(".")
        value = sys.modules.get(module)
        for name in rest:
            value = vars(value).get(name) if isinstance(value, (type(sys), type)) else None
        return value
