"""What the interpreter image changes in Python's own types and libraries, once, when it is made.

`confine` looks at the names that guest code writes. This is about names that library code looks up for a guest, and about memory
that a library would hand out on a caller's word. Depth, as `confine` is: the layers below hold without it.
"""
import ast
import functools
import gc
import operator
import sys
import types

from strategic_runtime import confine

_getattr, _vars = getattr, vars
_refuse = confine._refuse
_frame = sys._getframe
_code_of = types.FrameType.__dict__["f_code"].__get__
_builtins_of = types.FrameType.__dict__["f_builtins"].__get__
_globals_of = types.FrameType.__dict__["f_globals"].__get__

_libraries = set()  # ids of the builtins that library code and the runtime run with; a guest's are others


def _is_library(frame):
    return id(_builtins_of(frame)) in _libraries


def _spells(frame, name):
    """Library code may look at the interpreter where its own text says so, never where a caller gave it the name."""
    code = _code_of(frame)
    return _is_library(frame) and (name in code.co_names or name in code.co_consts)


def _put(cls, name, value):
    """Into a type that is closed to assignment."""
    gc.get_referents(cls.__dict__)[0][name] = value


def _only_spelled(cls, name, harmless=lambda value: False):
    """An attribute of the interpreter's own objects, for those who spell it out: not for patterns, wrappers, getattr or agg."""
    stock = cls.__dict__[name]
    read, write = stock.__get__, _getattr(stock, "__set__", None)
    # CPython itself sets the object of an AttributeError in whichever frame it is raised.

    class Spelled:
        def __get__(self, target, owner=None):
            if target is None:
                return self
            value = read(target)
            if _spells(_frame(1), name) or harmless(value):
                return value
            _refuse("the attribute %s" % name)

        def __set__(self, target, value):
            if write is None:
                raise AttributeError("attribute %r is read-only" % name)
            write(target, value)

    _put(cls, name, Spelled())


def _not_a_module(value):
    return not isinstance(value, types.ModuleType)


def _generators():
    async def coroutine():
        pass

    async def generator():
        yield

    waiting = coroutine()
    waiting.close()
    return ((types.GeneratorType, "gi"), (type(waiting), "cr"), (type(generator()), "ag"))


def _seal_interpreter():
    for cls, names in (
        (types.FunctionType, "__globals__ __builtins__ __code__ __closure__"),
        (types.FrameType, "f_globals f_builtins f_locals f_back f_code"),
        (types.TracebackType, "tb_frame"),
        (AttributeError, "obj"),
        *((cls, "%s_frame %s_code" % (prefix, prefix)) for cls, prefix in _generators()),
    ):
        for name in names.split():
            _only_spelled(cls, name)
    _only_spelled(types.BuiltinFunctionType, "__self__", _not_a_module)


def named_getattr(target, name, /, *default):
    """`getattr` of libraries that look up what a caller names: df.agg(name), dataclasses.asdict, functools.update_wrapper."""
    if isinstance(name, str):
        plain = str.__str__(name)
        caller = _frame(1)
        # functools.wraps copies what a function carries.
        carried = plain == "__dict__" and _not_a_module(target) and _globals_of(caller) is _vars(functools)
        if plain in confine.INTERNAL and not _spells(caller, plain) and not carried:
            _refuse("the attribute %s" % plain)
    value = _getattr(target, name, *default)
    if confine._handed_out(value):
        _refuse("the module %s" % value.__name__)
    return value


# They take names of methods or attributes from their caller.
_BY_NAME = """string functools dataclasses copy pprint reprlib numpy.ma.core numpy._core.records
pandas.core.apply pandas.core.base pandas.core.accessor pandas.core.arrays.sparse.accessor pandas.core.resample
pandas.core.groupby.base pandas.core.groupby.generic pandas.core.groupby.groupby pandas.core.groupby.ops
pandas.core.window.common pandas.core.window.ewm pandas.core.window.expanding pandas.core.window.rolling
pandas.core.reshape.pivot pandas.core.computation.expr pandas.core.computation.ops pandas.core.computation.scope""".split()


# Packages of which any module may.
_ALL_BY_NAME = ("joblib", "matplotlib", "patsy", "scipy", "seaborn", "sklearn", "statsmodels")


def _seal_lookups():
    for name, module in list(sys.modules.items()):
        if name in _BY_NAME or name.partition(".")[0] in _ALL_BY_NAME and isinstance(module, types.ModuleType):
            module.getattr = named_getattr
            if _vars(module).get("attrgetter") is operator.attrgetter:
                module.attrgetter = confine.attrgetter


def _seal_text():
    """Text that the standard library turns into code: annotations, and the names of fields."""
    import annotationlib
    import dataclasses

    def type_text(source):
        try:
            tree = ast.parse(source.strip(), mode="eval")
        except (SyntaxError, ValueError):
            return  # evaluating it says so
        for node in ast.walk(tree):
            if not isinstance(node, _NAMES_A_TYPE) or isinstance(node, ast.Attribute) and (node.attr[:1] == "_" or node.attr in confine.MODULE_NAMES):
                _refuse("an annotation that does more than name a type")

    def checked_compile(source, *rest, **named):
        type_text(source)
        return compile(source, *rest, **named)

    def checked_eval(source, *rest, **named):
        if isinstance(source, str):
            type_text(source)
        return eval(source, *rest, **named)

    annotationlib.compile, annotationlib.eval = checked_compile, checked_eval
    stock_field = dataclasses._get_field

    def field(cls, name, *rest):
        # The name goes into the text of __init__ as it is, and into __match_args__.
        if type(name) is not str or not name.isidentifier() or name in confine.INTERNAL:
            _refuse("a field called %s" % name)
        return stock_field(cls, name, *rest)

    dataclasses._get_field = field


_NAMES_A_TYPE = (ast.Expression, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.Constant, ast.BinOp, ast.BitOr, ast.Load,
                 ast.UnaryOp, ast.USub, ast.Starred)


def _seal_namespaces():
    """Names that would come out of, or go into, the namespace of a library."""
    import enum

    def global_enum(*args, **kwargs):
        _refuse("enum.global_enum")

    enum.global_enum = global_enum
    scope = sys.modules.get("pandas.core.computation.scope")
    if scope is not None:
        stock = scope.Scope.resolve

        def resolve(self, key, is_local):
            # `level` of df.query reaches into the frames of pandas itself.
            value = stock(self, key, is_local)
            if confine._handed_out(value):
                _refuse("the module %s" % value.__name__)
            return value

        scope.Scope.resolve = resolve


def _seal_formulas():
    """A formula is code, run among the names of whoever wrote it: y ~ np.log(x). It gets the builtins of a guest, and no more."""
    formulas = sys.modules.get("patsy.eval")
    if formulas is None:
        return

    def checked_compile(source, filename, mode, flags, dont_inherit):
        tree = ast.parse(source, filename, mode)
        confine.check(tree)
        return compile(tree, filename, mode, flags, True)

    def confined_eval(code, scope, names):
        return eval(code, {"__builtins__": _vars(confine.namespace()), **scope}, names)

    stock = formulas.VarLookupDict.__getitem__

    def look_up(self, name):
        # `eval_env` reaches into the frames of patsy and statsmodels.
        value = stock(self, name)
        if confine._handed_out(value):
            _refuse("the module %s" % value.__name__)
        return value

    formulas.compile, formulas.eval = checked_compile, confined_eval
    formulas.VarLookupDict.__getitem__ = look_up


def _seal_pickles():
    """What a pickle names it gets as an import in guest code would give it. Libraries read pickles for whoever asks."""
    pickle = sys.modules.get("pickle")
    if pickle is None:
        return
    import _compat_pickle
    import copyreg
    import io

    def find_class(self, module, name):
        # Whatever the protocol: the names of Python 2 are no others in Python 3.
        named = (_compat_pickle.IMPORT_MAPPING.get(module, module), name)
        module, name = _compat_pickle.NAME_MAPPING.get((module, name), named)
        if (module, name) == ("copyreg", "_reconstructor"):
            return copyreg._reconstructor
        guest = confine.namespace()
        found = guest if module == "builtins" else guest.__import__(module, fromlist=("",))
        for part in name.split("."):
            found = guest.getattr(found, part)
        return found

    unpickler = type("Unpickler", (pickle.Unpickler,), {"__module__": "_pickle", "find_class": find_class})

    def load(file, **options):
        return unpickler(file, **options).load()

    def loads(data, /, **options):
        return unpickler(io.BytesIO(data), **options).load()

    changes = ((pickle.Unpickler, unpickler), (pickle.load, load), (pickle.loads, loads))
    for module in [module for module in sys.modules.values() if isinstance(module, types.ModuleType)]:
        for name, value in list(_vars(module).items()):
            for stock, sealed in changes:
                if value is stock:
                    _vars(module)[name] = sealed
    pickle._Unpickler.find_class = find_class


# Where a type keeps the function that sets an attribute, in CPython 3.14 on wasm32.
_TP_SETATTRO = 76


def _seal_modules():
    """`dataclasses.exec = mine`: library code calls what it finds under its own names, with its own namespace."""
    import ctypes

    stock = types.ModuleType.__setattr__

    def set_attribute(self, name, value):
        known = sys.modules.get(_getattr(self, "__name__", None)) is self and _vars(self).get("__builtins__") is not _builtins_of(_frame(1))
        if known and not _is_library(_frame(1)):
            _refuse("changing the module %s" % self.__name__)
        stock(self, name, value)

    class Example:
        def __setattr__(self, name, value):
            pass

    def slot(cls):
        return ctypes.c_uint32.from_address(id(cls) + _TP_SETATTRO)

    if slot(types.ModuleType).value != slot(int).value:
        raise RuntimeError("the layout of types is another one: where do modules set attributes?")
    _put(types.ModuleType, "__setattr__", set_attribute)
    slot(types.ModuleType).value = slot(Example).value


def _seal_text_methods():
    """str.format reads attributes named in its template, which may be put together at run time."""
    for name, guarded in (("format", confine.guarded_format), ("format_map", confine.guarded_format_map)):
        guarded.__name__, guarded.__qualname__ = name, "str." + name
        _put(str, name, guarded)


def _is_variable(array, names):
    return any(value is array for value in names.values())


def _seal_numpy(numpy):
    """Memory that an array would look at after it is gone, and state that compiled code takes as it is."""
    ndarray, nditer = numpy.ndarray, numpy.nditer
    stock_resize, stock_close, stock_operands = ndarray.resize, nditer.close, nditer.__dict__["operands"].__get__
    inside = _vars(sys.modules["numpy.lib._stride_tricks_impl"])
    kept = []

    def resize(self, *shape, refcheck=True):
        """numpy's own, if nothing else looks at this memory, which is given back; pandas' compiled code has its own word for that."""
        caller = _frame(1)
        count = sys.getrefcount(self)
        # This call's reference, and that of a variable of the program. In a function, Python counts a local now and then not at all,
        # so that two may be one with a view. Pandas' hash tables hold theirs in an attribute, and call through another reference.
        # Scipy's compiled code looks at its own arrays through views that it is done with: its callers spell that out.
        alone = count == 1 or count == 2 and _is_variable(self, _globals_of(caller)) or count <= 3 and _is_library(caller) or _spells(caller, "refcheck")
        if not alone:
            raise ValueError("something else may be looking at this array, so it can't be resized: use np.resize, which makes another one")
        return stock_resize(self, *shape, refcheck=False)

    def close(self):
        """numpy's own. The arrays live on to the end of the run: views of them may be around, and don't keep them alive."""
        if _globals_of(_frame(1)) is not inside:
            try:
                kept.append(stock_operands(self))
            except ValueError:
                pass  # closed already
        return stock_close(self)

    def leave(self, *error):
        if _globals_of(_frame(1)) is not inside:
            kept.append(stock_operands(self))
        stock_close(self)

    def itself(self, memo=None):
        return self

    def refused(self, state):
        _refuse("setting numpy's internal state")

    _put(ndarray, "resize", resize)
    _put(nditer, "close", close)
    _put(nditer, "__exit__", leave)
    _put(ndarray, "__setstate__", refused)
    _put(numpy.dtype, "__setstate__", refused)
    # They never change, so a copy is the type itself; copying would go through the state.
    _put(numpy.dtype, "__copy__", itself)
    _put(numpy.dtype, "__deepcopy__", itself)
    _only_spelled(ndarray, "ctypes")
    for generator, place, most in ((numpy.random.MT19937, ("state", "pos"), 624), (numpy.random.Philox, ("buffer_pos",), 4)):
        _bound_position(generator, place, most)


def _bound_position(generator, place, most):
    """The generator reads its table at this position, wherever that is."""
    stock = generator.__dict__["state"]

    def state(self, value):
        position = value
        if isinstance(value, dict):
            for name in place:
                position = position.get(name, 0) if isinstance(position, dict) else 0
        elif isinstance(value, (tuple, list)):
            position = value[2] if len(value) > 2 else 0
        if type(position) is not int and not hasattr(position, "dtype") or not 0 <= int(position) <= most:
            raise ValueError("the position of a generator's state lies between 0 and %d" % most)
        stock.__set__(self, value)

    _put(generator, "state", property(stock.__get__, state))


def seal():
    """Called when the image is made, after everything is imported and before any guest code."""
    _libraries.add(id(_vars(sys.modules["builtins"])))
    _libraries.update(id(_vars(module)["__builtins__"]) for name, module in sys.modules.items() if name.startswith("strategic_runtime.") and "__builtins__" in _vars(module))
    confine.MODULE_NAMES.update(confine.names_of_modules())
    _seal_text()
    _seal_text_methods()
    _seal_lookups()
    _seal_namespaces()
    _seal_formulas()
    _seal_pickles()
    _seal_modules()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        _seal_numpy(numpy)
    _seal_interpreter()
    sys._clear_internal_caches()
