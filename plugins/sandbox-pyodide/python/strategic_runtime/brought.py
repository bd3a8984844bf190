"""Modules that plugins bring and the image was made without: found by their names, and by no others, for one run."""
import importlib.machinery
import sys


class _Finder:
    """After all others: what Python or a library calls the same stays theirs."""

    def __init__(self, sources):
        self.sources = sources
        parents = {name.rpartition(".")[0] for name in sources}
        while parents - {""} - set(self.sources):
            # A package that nobody wrote is an empty one.
            self.sources = {**{parent: "" for parent in parents if parent}, **self.sources}
            parents = {name.rpartition(".")[0] for name in self.sources}
        self.packages = parents

    def find_spec(self, name, path=None, target=None):
        if name not in self.sources:
            return None
        return importlib.machinery.ModuleSpec(name, self, origin="<%s>" % name, is_package=name in self.packages)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__spec__.name
        exec(compile(self.sources[name], "<%s>" % name, "exec", dont_inherit=True), module.__dict__)


def offer(modules):
    """Before the preamble, which may import them."""
    if modules:
        sys.meta_path.append(_Finder({module["name"]: module["source"] for module in modules}))
