"""Imports that code carries along and never uses: where the library is not here, they are left out and stop nothing."""
import ast
import importlib.util
import re
import sys


def left_out(tree):
    """Takes them out of the tree; returns the roots of what was taken out."""
    dropper = _Dropper(_mentioned(tree))
    dropper.visit(tree)
    return sorted(dropper.roots)


def _mentioned(tree):
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.update(re.findall(r"\w+", node.value))
    return names


class _Dropper(ast.NodeTransformer):
    def __init__(self, mentioned):
        self.mentioned = mentioned
        self.roots = set()

    def visit_Import(self, node):
        node.names = [alias for alias in node.names if not self._drops(alias.name, [alias])]
        return node if node.names else ast.copy_location(ast.Pass(), node)

    def visit_ImportFrom(self, node):
        if node.level == 0 and self._drops(node.module, node.names):
            return ast.copy_location(ast.Pass(), node)
        return node

    def _drops(self, module, aliases):
        root = module.partition(".")[0]
        names = {(alias.asname or alias.name).partition(".")[0] for alias in aliases}
        if "*" in names or names & self.mentioned or not _is_missing(root):
            return False
        self.roots.add(root)
        return True


def _is_missing(root):
    if root in sys.modules or root in ("numpy", "pandas"):
        return False  # without these two a machine is not set up, and is told so
    try:
        return importlib.util.find_spec(root) is None
    except (ImportError, ValueError):
        return False  # what may not be imported says so
