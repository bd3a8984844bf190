"""Calls that lay an array over memory, or tell compiled code not to look where its memory ends.

Part of the scope checker, which is one program of several files (rules.ts). The image's numpy and pandas refuse all of these too.
"""
import ast

ARRAYS = frozenset("numpy.ndarray numpy.recarray numpy.memmap numpy.char.chararray numpy.rec.recarray".split())
OVER_MEMORY = ("buffer", "buf", "offset", "strides")
# Method -> the argument that switches a check off.
UNCHECKED = {"resize": "refcheck", "from_codes": "validate", "MultiIndex": "verify_integrity", "set_codes": "verify_integrity", "set_levels": "verify_integrity"}


class Memory:
    def memory_call(self, node, name, paths):
        if paths & ARRAYS and (len(node.args) > 2 or any(k.arg in OVER_MEMORY or k.arg is None for k in node.keywords) or any(isinstance(x, ast.Starred) for x in node.args)):
            self.refuse("raw-memory", node.func, name, name if isinstance(node.func, ast.Attribute) else None)
        for keyword in node.keywords:
            is_switch = keyword.arg == UNCHECKED.get(name) and keyword.arg is not None
            if is_switch and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is True):
                self.refuse("raw-memory", keyword.value, f"{keyword.arg}=")

    def stored_strides(self, node, scope):
        mine = isinstance(node.value, ast.Name) and self.is_instance(node.value.id, scope)
        if node.attr == "strides" and isinstance(node.ctx, ast.Store) and not mine:
            self.refuse("raw-memory", node, "strides", "strides")
