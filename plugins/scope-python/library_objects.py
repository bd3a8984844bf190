"""Objects that are certainly of a library's own class: a scaler's `transform` takes a table, where a table's takes a name.

Part of the scope checker, which is one program of several files (rules.ts).
"""
import ast

# They give back the estimator that they are called on.
RETURN_ITSELF = ("fit", "partial_fit", "set_params", "set_output")
# Functions of sklearn that make one; what else is written small may give back what it was given.
MAKE_ESTIMATORS = ("make_pipeline", "make_union", "make_column_transformer")
# A dict whose attributes are whatever was put into it.
NO_ESTIMATORS = ("Bunch",)
# Made by `fit` from clones, which only estimators can be.
FITTED = ("best_estimator_",)
FITTED_BY_NAME = ("named_transformers_",)
# Whose `evaluate` computes a density or a distribution.
DISTRIBUTIONS = ("scipy.stats.gaussian_kde", "scipy.stats.ecdf")


class LibraryObjects:
    def is_estimator(self, node, scope):
        return self.certainly(node, scope, self.makes_estimator) is True

    def is_distribution(self, node, scope):
        if isinstance(node, ast.Attribute) and node.attr in ("cdf", "sf"):
            node = node.value
        return self.certainly(node, scope, lambda call, scope, names: self.calls(call, scope, lambda path: path in DISTRIBUTIONS)) is True

    def certainly(self, node, scope, made, names=frozenset()):
        """Whether every value that the expression can have was made so. What can't be followed was not. `names`: those that are being
        followed, which add no value of their own, and are None: s = s.fit(x)."""
        self.program.spend()
        if isinstance(node, ast.NamedExpr):
            return self.certainly(node.value, scope, made, names)
        if isinstance(node, ast.Call):
            return made(node, scope, names)
        if isinstance(node, ast.Attribute) and node.attr in FITTED:
            return self.certainly(node.value, scope, made, names)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr in FITTED_BY_NAME:
            return self.certainly(node.value.value, scope, made, names)
        if isinstance(node, ast.Name):
            values = self.program.values.get(node.id)
            inside = names | {node.id}
            if node.id in names or not values:
                return None if node.id in names else False
            found = [isinstance(value, ast.AST) and self.certainly(value, scope, made, inside) for value in values]
            return False if False in found else True if True in found else None
        return False

    def makes_estimator(self, call, scope, names):
        function = call.func
        if isinstance(function, ast.Attribute) and function.attr in RETURN_ITSELF and not self.program.chain(function, scope):
            return self.certainly(function.value, scope, self.makes_estimator, names)
        return self.calls(call, scope, is_estimator_path)

    def calls(self, call, scope, of):
        paths = self.program.chain(call.func, scope)
        return bool(paths) and all(of(path) for path in paths) and not self.program.may_be_other(call.func, scope)


def is_estimator_path(path):
    name = path.rpartition(".")[2]
    return path.startswith("sklearn.") and (name in MAKE_ESTIMATORS or name[:1].isupper() and name not in NO_ESTIMATORS)
