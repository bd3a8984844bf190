"""Attributes of objects that the program did not make: private ones, modules that libraries keep, what an exception holds.

Part of the scope checker, which is one program of several files (rules.ts).
"""
import ast
import sys
import types

# Private by their look, public by their documentation.
PUBLIC = frozenset("_asdict _replace _make _fields _field_defaults _value_ _name_ _missing_ _generate_next_value_ _ignore_ _order_ _numeric_repr_".split())
EXCEPTION = ("obj", "name_from")


class Private:
    def unknown_receiver(self, node, name, value, paths, scope):
        if is_dunder(name) or paths and not self.program.may_be_other(value, scope):
            return
        if name.startswith("_"):
            if not (name in PUBLIC or self.is_own_name(name) and self.may_be_own(value, scope)):
                self.refuse("private-attribute", node, name, name)
        elif name in EXCEPTION:
            if not (self.is_own_name(name) and self.may_be_own(value, scope) or self.is_table(value, scope)):
                self.refuse("exception-object", node, name, name)
        elif name in self.looks_like_module and not (self.is_own_name(name) or self.is_table(value, scope)):
            self.refuse("module-attribute", node, name, name)
        elif name in ("evaluate", "evaluate_bound", "evaluate_constraints", "evaluate_default", "evaluate_value"):
            if name == "evaluate" and self.is_distribution(value, scope):
                return
            if not self.is_own_name(name) or name != "evaluate" or "get_args" in self.program.uses:
                self.refuse("dynamic-code", node, name, name)

    def foreign_name(self, name):
        """The rule that an attribute breaks where no receiver can be seen: in getattr, in a pattern, in a literal."""
        if self.is_own_name(name):
            return None
        if name.startswith("_"):
            return "private-attribute"
        return "exception-object" if name in EXCEPTION else "module-attribute" if name in self.looks_like_module else None

    def is_own_name(self, name):
        return name in PUBLIC or name in self.program.attributes

    def may_be_own(self, node, scope):
        """Not certainly somebody else's: `self`, an object of a class of this program, or a parameter, whatever is given for it."""
        if isinstance(node, ast.Name):
            values = self.program.values.get(node.id) or [None]
            return self.is_instance(node.id, scope) or any(isinstance(value, (ast.arg, Each, ast.ClassDef)) or self.made_here(value) for value in values)
        if isinstance(node, ast.BinOp):
            return self.may_be_own(node.left, scope) or self.may_be_own(node.right, scope)
        if isinstance(node, (ast.Attribute, ast.Subscript)):
            return self.may_be_own(node.value, scope)  # self.parent._children, nodes[0]._children
        called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
        picked = node.args if called in ("max", "min", "next", "sorted") else []
        return called in ("super", "type") or self.made_here(node) or any(self.may_be_own(part, scope) for part in picked)

    def is_table(self, node, scope, seen=()):
        """df.os is a column: of a dataset, of what pandas made, of what their methods gave, or of a parameter."""
        self.program.spend()
        if isinstance(node, ast.Name):
            if node.id in seen:
                return True  # df = df.head(): nothing new comes that way
            values = self.program.values.get(node.id, ())
            return all(isinstance(value, (ast.arg, Each)) or value is not None and self.is_table(value, scope, (*seen, node.id)) for value in values)
        if isinstance(node, ast.Call):
            of_pandas = any(path.startswith("pandas.") for path in self.program.chain(node.func, scope)) and not self.program.may_be_other(node.func, scope)
            return of_pandas or isinstance(node.func, ast.Attribute) and self.is_table(node.func.value, scope, seen)
        return isinstance(node, (ast.Subscript, ast.Attribute)) and self.is_table(node.value, scope, seen)

    def made_here(self, node):
        """A call of a class or a function of this program, or of a method, which may be one; or a sum of such."""
        if isinstance(node, ast.BinOp):
            return self.made_here(node.left) or self.made_here(node.right)
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            return self.made_here(node.elt)
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return any(self.made_here(part) for part in node.elts)
        if isinstance(node, (ast.Dict, ast.DictComp)):
            return any(self.made_here(part) for part in (node.values if isinstance(node, ast.Dict) else [node.value]))
        if not isinstance(node, ast.Call):
            return False
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.value.id if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) else None
        return any(isinstance(value, (ast.ClassDef, ast.FunctionDef)) for value in self.program.values.get(name) or ())

    def is_hidden_module(self, base, name):
        """`json.decoder.scanner`: a module that a module keeps and does not name as its own, told by looking, as far as it is loaded."""
        held = sys.modules.get(base)
        if not isinstance(held, types.ModuleType) or not isinstance(vars(held).get(name), types.ModuleType):
            return False
        return name not in vars(held).get("__all__", ()) and not self.is_submodule(f"{base}.{name}")
