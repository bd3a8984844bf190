"""The guest's own builtins, and stand-ins for the modules that lead out of its namespace.

Depth, not a boundary: whoever gets hold of a real module is past it, and finds nothing there that the layers below would
not hold. It makes the well-known ways out end in a clear error, whatever the scope validator let through.
"""
import ast
import builtins
import operator
import re
import sys
import types

from strategic_runtime import told

_import = builtins.__import__
_getattr, _hasattr, _setattr, _delattr, _vars = getattr, hasattr, setattr, delattr, vars
_format, _format_map = str.format, str.format_map
_contains = str.__contains__


class SecurityError(BaseException):
    """Guest code reached for the interpreter. No `except Exception` goes on from here."""

    #: Line and byte offset in the guest's text, where no frame tells them.
    place = None


SecurityError.__module__ = "builtins"

# Attributes that lead from any object to its class, its code, its frame or its module's names.
INTERNAL = frozenset(
    """__class__ __base__ __bases__ __mro__ mro __subclasses__ __dict__ __globals__ __builtins__ __code__ __closure__ __func__ __wrapped__
    __getattribute__ __loader__ __spec__ __traceback__ __reduce__ __reduce_ex__ __subclasshook__ __objclass__
    tb_frame tb_next f_back f_globals f_locals f_builtins f_code gi_frame gi_code gi_yieldfrom cr_frame cr_code cr_await cr_origin
    ag_frame ag_code ag_await co_code runstring ctypes ctypeslib __array_interface__ __array_struct__ __setstate__ capsule cffi""".split()
)
# What guest code can't import at all; its libraries can.
REFUSED = frozenset(
    """importlib imp pkgutil runpy pydoc inspect dis code codeop symtable marshal pickle _pickle pickletools shelve copyreg site sysconfig trace tracemalloc
    annotationlib faulthandler pdb bdb cProfile profile timeit doctest unittest rlcompleter cmd compileall py_compile zipapp zipimport gettext
    logging threading _thread subprocess multiprocessing concurrent socket ssl asyncio webbrowser idlelib turtle tkinter test posix nt _testcapi _testinternalcapi _interpreters _xxsubinterpreters ctypes numpy.testing""".split()
)
# Modules that hold more than their use: the guest gets a copy with these names only, or without these.
_ONLY = {
    "gc": "enable disable isenabled collect",
    "os": """path sep altsep pathsep extsep linesep curdir pardir devnull name environ getenv fspath PathLike urandom error
    getcwd chdir mkdir makedirs listdir scandir walk remove unlink rename replace rmdir removedirs stat lstat open read write close fstat lseek
    access truncate F_OK R_OK W_OK X_OK O_RDONLY O_WRONLY O_RDWR O_CREAT O_TRUNC O_APPEND""",
    "sys": """argv byteorder version version_info maxsize maxunicode float_info int_info hash_info platform implementation stdout stderr
    path getsizeof getrefcount getdefaultencoding getrecursionlimit setrecursionlimit get_int_max_str_digits intern exit exc_info exception last_exc""",
}
_WITHOUT = {"typing": "get_type_hints evaluate_forward_ref ForwardRef", "posixpath": "os sys genericpath", "string": "Formatter", "types": "CodeType"}
_UNLISTED = REFUSED | {"builtins", "__main__", "strategic_runtime"}
_REFUSED_BUILTINS = ("eval", "exec", "compile", "breakpoint")


def _refuse(what):
    raise SecurityError("%s is not available in the sandbox" % what)


def _name(name):
    if isinstance(name, str) and str.__str__(name) in INTERNAL:
        _refuse("the attribute %s" % str.__str__(name))


def _handed_out(value):
    """A module found as another's attribute is given as an import would give it: a stand-in, or not at all."""
    return isinstance(value, types.ModuleType) and (value.__name__ in _ONLY or value.__name__ in REFUSED or value.__name__ == "builtins")


def _has_stand_in(value):
    return isinstance(value, types.ModuleType) and (value.__name__ in _WITHOUT or value.__name__ == "operator")


def _is_namespace(value):
    """The names of a module, its builtins among them."""
    return type(value) is dict and "__spec__" in value and "__name__" in value and value.get("__name__") != "__main__"


def guarded_vars(*target):
    if not target:
        _refuse("vars() without an object")
    if isinstance(target[0], types.ModuleType):
        _refuse("the names of the module %s" % target[0].__name__)
    return _vars(*target)


def guarded_getattr(target, name, /, *default):
    _name(name)
    value = _getattr(target, name, *default)
    if _handed_out(value):
        _refuse("the module %s" % value.__name__)
    return value


def guarded_hasattr(target, name, /):
    _name(name)
    return _hasattr(target, name) and not _handed_out(_getattr(target, name))


def guarded_setattr(target, name, value, /):
    _name(name)
    if isinstance(target, types.ModuleType):
        _refuse("changing the module %s" % target.__name__)
    if name == "__match_args__":
        _refuse("the attribute __match_args__")
    _setattr(target, name, value)


def guarded_delattr(target, name, /):
    _name(name)
    _delattr(target, name)


_FIELD = re.compile(r"\.(\w+)")


def _template(text):
    if _contains(text, "_"):
        for name in _FIELD.findall(text):
            _name(name)


def guarded_format(self, /, *args, **kwargs):
    _template(self)
    return _format(self, *args, **kwargs)


def guarded_format_map(self, mapping, /):
    _template(self)
    return _format_map(self, mapping)


def attrgetter(*names):
    """operator.attrgetter, but for the attributes that lead into the interpreter."""
    for name in names:
        for part in name.split("."):
            _name(part)
    get = operator.attrgetter(*names)

    def getter(target):
        value = get(target)
        for found in value if len(names) > 1 else (value,):
            if _handed_out(found):
                _refuse("the module %s" % found.__name__)
        return value

    return getter if any(part in MODULE_NAMES for name in names for part in name.split(".")) else get


def methodcaller(name, /, *args, **kwargs):
    _name(name)
    return operator.methodcaller(name, *args, **kwargs)


#: Names under which some module of the image holds one that guests get a stand-in for, or not at all.
MODULE_NAMES = set()


def names_of_modules():
    return {name for module in list(sys.modules.values()) if isinstance(module, types.ModuleType) for name, value in list(vars(module).items()) if _handed_out(value) or _has_stand_in(value)}


def namespace():
    """Fresh builtins for one run, as a module: what the guest does to them happens to nobody else."""
    own = types.ModuleType("builtins", builtins.__doc__)
    own.__dict__.update(vars(builtins))
    stand_ins = {"builtins": own}

    def stand_in(module):
        name = module.__name__
        copy = stand_ins[name] = types.ModuleType(name, module.__doc__)
        wanted = _ONLY[name].split() if name in _ONLY else [n for n in vars(module) if n not in _WITHOUT.get(name, "").split()]
        for attribute in wanted:
            if _hasattr(module, attribute):
                value = _getattr(module, attribute)
                _setattr(copy, attribute, given(value) if isinstance(value, types.ModuleType) else value)
        copy.__getattr__ = _missing(module)
        if name == "sys":
            copy.modules = {n: given(m) for n, m in sys.modules.items() if n.partition(".")[0] not in _UNLISTED}
        if name == "operator":
            copy.attrgetter, copy.methodcaller = attrgetter, methodcaller
        return copy

    def given(module):
        name = _getattr(module, "__name__", "")
        if name in stand_ins:
            return stand_ins[name]
        return stand_in(module) if name in _ONLY or name in _WITHOUT or name == "operator" else module

    def guarded_import(name, globals=None, locals=None, fromlist=(), level=0):
        root = name.partition(".")[0]
        if root in REFUSED or name in REFUSED:
            raise ImportError("%s is not available in the sandbox" % (root if root in REFUSED else name), name=root)
        module = _import(name, globals, locals, fromlist, level)
        if any(_handed_out(_getattr(module, part, None)) for part in fromlist or ()):
            return types.SimpleNamespace(**{part: handed(_getattr(module, part)) for part in fromlist if _hasattr(module, part)})
        return given(module)

    def handed(value):
        """A module found as another's attribute, as an import would give it."""
        if _is_namespace(value):
            _refuse("the names of the module %s" % value["__name__"])
        if not _handed_out(value) and not _has_stand_in(value):
            return value
        if value.__name__ not in REFUSED:
            return given(value)
        _refuse("the module %s" % value.__name__)

    own.__import__ = guarded_import
    own.getattr, own.hasattr, own.setattr, own.delattr = guarded_getattr, guarded_hasattr, guarded_setattr, guarded_delattr
    own.vars = guarded_vars
    _setattr(own, _HANDED, handed)
    # The real module's importer: it loads what is compiled in.
    own.__loader__ = own.__spec__ = None
    own.help = told.help
    for name in _REFUSED_BUILTINS:
        _setattr(own, name, _refuser(name))
    return own


def _refuser(name):
    def refused(*args, **kwargs):
        _refuse(name)

    refused.__name__ = refused.__qualname__ = name
    return refused


def _missing(module):
    def missing(name):
        if _hasattr(module, name):
            _refuse("%s.%s" % (module.__name__, name))
        raise AttributeError("module %r has no attribute %r" % (module.__name__, name))

    return missing


# No source can spell this name.
_HANDED = "handed "


class _Handed(ast.NodeTransformer):
    def _through(self, node, at):
        return ast.copy_location(ast.Call(ast.copy_location(ast.Name(_HANDED, ast.Load()), at), [node], []), at)

    def visit_Attribute(self, node):
        self.generic_visit(node)
        return self._through(node, node) if node.attr in MODULE_NAMES and isinstance(node.ctx, ast.Load) else node

    def visit_match_case(self, node):
        # A pattern may hold names and literals only; what a class pattern takes out of an object is looked at in the guard.
        node.guard = self.visit(node.guard) if node.guard is not None else None
        node.body = [self.visit(statement) for statement in node.body]
        if any(isinstance(part, ast.MatchClass) for part in ast.walk(node.pattern)):
            at = node.pattern
            names = {part.name if not isinstance(part, ast.MatchMapping) else part.rest for part in ast.walk(node.pattern)
                     if isinstance(part, (ast.MatchAs, ast.MatchStar, ast.MatchMapping))} - {None}
            taken = [
                ast.copy_location(ast.NamedExpr(ast.copy_location(ast.Name(name, ast.Store()), at), self._through(ast.copy_location(ast.Name(name, ast.Load()), at), at)), at)
                for name in sorted(names)
            ]
            looked = ast.copy_location(ast.Tuple([*taken, ast.copy_location(ast.Constant(True), at)], ast.Load()), at)
            node.guard = looked if node.guard is None else ast.copy_location(ast.BoolOp(ast.And(), [looked, node.guard]), at)
        return node


def check(tree):
    """Refuses, before anything runs, a program that spells such an attribute out. `statistics.sys` becomes what `import sys` gives."""
    plain, modules = set(), False
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if node.attr in ("__name__", "__qualname__"):
                plain.add(node.value)  # x.__class__.__name__ is text
            names = [node.attr] if node not in plain or node.attr != "__class__" else []
            modules = modules or node.attr in MODULE_NAMES
        elif isinstance(node, ast.MatchClass):
            names, modules = node.kwd_attrs, True
        elif isinstance(node, ast.Name):
            names = [node.id] if node.id in _NAMES or (node.id == "__match_args__" and node not in plain) else []
        else:
            # A class pattern reads the attributes that this lists, at run time.
            if isinstance(node, ast.Assign) and _literal_names(node.value):
                plain.update(node.targets)
            continue
        for name in names:
            if name in INTERNAL or isinstance(node, ast.Name):
                error = SecurityError("%s is not available in the sandbox" % name)
                error.place = node.lineno, node.col_offset
                raise error
    if modules:
        _Handed().visit(tree)


_NAMES = frozenset(("__builtins__", "__loader__", "__spec__"))


def _literal_names(value):
    names = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
    return bool(names) and all(isinstance(name, ast.Constant) and isinstance(name.value, str) and name.value not in INTERNAL for name in names)
