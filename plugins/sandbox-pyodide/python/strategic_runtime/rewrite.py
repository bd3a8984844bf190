"""Reads every mention of numpy's functions for positions and counts through `integers.widened`.

Line and column of every node stay those of the guest's text.
"""
import ast
import builtins

from strategic_runtime import integers

# No source can spell these names. They lie in the builtins, so that every namespace finds them and none lists them.
_WIDENED, _WHOLE, _BY_NAME, _CALLED_BY_NAME, _GROUPS = "widened ", "whole ", "by name ", "called by name ", "groups "
# On a 64-bit machine these are one type. Compiled code needs the narrow ones, so only the guest's text is changed.
_TYPES = {"intp": "int64", "uintp": "uint64", "long": "int64", "ulong": "uint64"}
_TYPE_CODES = {**_TYPES, "p": "int64", "P": "uint64", "l": "int64", "L": "uint64"}
_TEXT_MODULES = ("char", "strings")
# These take the name of a method as text.
_NAMED_IN_TEXT = ("agg", "aggregate", "apply", "transform")


for _name, _function in {
    _WIDENED: integers.widened,
    _WHOLE: integers.whole,
    _BY_NAME: integers.by_name,
    _CALLED_BY_NAME: integers.called_by_name,
    _GROUPS: integers.groups,
}.items():
    setattr(builtins, _name, _function)


def rewrite(tree, tail):
    """The program and its last expression, which is compiled apart."""
    rewriter = _Rewrite(tree)
    tree = rewriter.visit(tree)
    rewriter.imported = set()
    return tree, rewriter.visit(tail) if tail is not None else None


class _Rewrite(ast.NodeTransformer):
    def __init__(self, tree):
        self.numpy = {"np", "numpy"}
        self.imported = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                self.numpy.update(alias.asname for alias in node.names if alias.name == "numpy" and alias.asname)
        for node in tree.body:
            self._import_names(node)

    def _import_names(self, statement):
        # Those of the module's own scope, also under `if` and `try`.
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            self.imported.update((alias.asname or alias.name).partition(".")[0] for alias in statement.names)
        elif not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            for child in ast.iter_child_nodes(statement):
                if isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
                    self._import_names(child)

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            return node
        if self._is_numpy(node.value) and node.attr in _TYPES:
            node.attr = _TYPES[node.attr]
        elif node.attr == "indices":
            place = ast.copy_location(ast.Name(_GROUPS, ast.Load()), node)
            return _at_name(ast.copy_location(ast.Call(place, [node.value], []), node), node)
        elif node.attr in integers.PARTS and node.attr not in integers.ONLY_WITH or self._is_text_function(node):
            return _through(_WIDENED, node)
        return node

    def visit_Call(self, node):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)
        if isinstance(function, ast.Attribute) and name in integers.NUMPYS_OWN:
            function.value = self.visit(function.value)
            node.args, node.keywords = self._visit_all(node.args), self._visit_all(node.keywords)
            return _through(_WHOLE, node)
        self.generic_visit(node)
        if name == "getattr" and len(node.args) > 1:
            self._type_name(node)
            return _through(_WIDENED, node)
        self._type_codes(node, name)
        if isinstance(function, ast.Attribute):
            if name in integers.ONLY_WITH and any(keyword.arg == integers.ONLY_WITH[name] for keyword in node.keywords):
                node.func = _through(_WIDENED, node.func)
            if node.func is not function:
                self._keep_place(node, function)
        if name == "methodcaller" and _names_one(node.args[:1]):
            return _through(_CALLED_BY_NAME, node)
        if name in _NAMED_IN_TEXT and _names_one(node.args[:1] + [k.value for k in node.keywords]):
            return _through(_BY_NAME, node)
        return node

    def visit_ImportFrom(self, node):
        if node.level or not node.module or node.module.partition(".")[0] not in ("numpy", "pandas"):
            return node
        after = []
        for alias in node.names:
            name = alias.asname or alias.name
            if node.module == "numpy" and alias.name in _TYPES:
                alias.asname, alias.name = name, _TYPES[alias.name]
            elif alias.name in integers.PARTS or alias.name in integers.TEXT_NAMES:
                value = _through(_WIDENED, ast.copy_location(ast.Name(name, ast.Load()), node))
                after.append(ast.copy_location(ast.Assign([ast.copy_location(ast.Name(name, ast.Store()), node)], value), node))
        return [node, *after] if after else node

    def visit_match_case(self, node):
        # A pattern may hold names and literals only.
        node.guard = self.visit(node.guard) if node.guard is not None else None
        node.body = self._visit_all(node.body)
        return node

    def visit_AnnAssign(self, node):
        node.target = self.visit(node.target)
        node.value = self.visit(node.value) if node.value is not None else None
        return node

    def visit_arg(self, node):
        return node

    def visit_FunctionDef(self, node):
        # Annotations are read as text by some; they compute nothing.
        returns, node.returns = node.returns, None
        self.generic_visit(node)
        node.returns = returns
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_TypeAlias(self, node):
        return node

    def _visit_all(self, nodes):
        out = []
        for node in nodes:
            found = self.visit(node)
            out.extend(found if isinstance(found, list) else [found])
        return out

    def _is_numpy(self, node):
        return isinstance(node, ast.Name) and node.id in self.numpy

    def _is_text_function(self, node):
        owner = node.value
        return node.attr in integers.TEXT_NAMES and isinstance(owner, ast.Attribute) and owner.attr in _TEXT_MODULES and self._is_numpy(owner.value)

    def _type_name(self, node):
        literal = node.args[1]
        if self._is_numpy(node.args[0]) and isinstance(literal, ast.Constant) and literal.value in _TYPES:
            literal.value = _TYPES[literal.value]

    def _type_codes(self, node, name):
        found = [keyword.value for keyword in node.keywords if keyword.arg == "dtype"]
        if name in ("astype", "dtype") and node.args:
            found.append(node.args[0])
        for value in found:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                value.value = _TYPE_CODES.get(value.value, value.value)

    def _keep_place(self, call, function):
        """CPython gives a method call that spans lines the place of the method's name; a call of another expression would lose it."""
        if isinstance(function.value, ast.Name) and function.value.id in self.imported:
            return
        if any(isinstance(value, ast.Starred) for value in call.args) or any(keyword.arg is None for keyword in call.keywords):
            return
        _at_name(call, function)


def _at_name(node, attribute):
    if attribute.lineno != attribute.end_lineno:
        node.lineno, node.col_offset = attribute.end_lineno, attribute.end_col_offset - len(attribute.attr)
    return node


def _through(name, node):
    return ast.copy_location(ast.Call(ast.copy_location(ast.Name(name, ast.Load()), node), [node], []), node)


def _names_one(values):
    """A listed function is named, alone or in a list or dict."""
    for value in values:
        if isinstance(value, ast.Constant):
            if isinstance(value.value, str) and value.value in integers.PARTS:
                return True
        elif isinstance(value, (ast.List, ast.Tuple)) and _names_one(value.elts) or isinstance(value, ast.Dict) and _names_one(value.values):
            return True
    return False
