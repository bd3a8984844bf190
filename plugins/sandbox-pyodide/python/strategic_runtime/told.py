"""`help` for guest code: signature and documentation, printed; CPython's own opens a pager and imports half of the library."""
import types

_MOST = 4000


def help(target=None):
    """Print what a function takes and does, or what a module such as `strategic` holds."""
    if target is None:
        print("help(function) prints its parameters and what it does; help(strategic) lists what there is.")
    elif isinstance(target, types.ModuleType):
        print("\n".join([_documentation(target), *("%s.%s" % (target.__name__, _line(name, value)) for name, value in sorted(_public(target).items()))]))
    else:
        name = getattr(target, "__name__", type(target).__name__)
        print("%s%s\n%s" % (name, _signature(target), _documentation(target)))


def _public(module):
    names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
    return {name: vars(module)[name] for name in names if name in vars(module)}


def _line(name, value):
    first = _documentation(value).partition("\n")[0]
    return "%s%s%s" % (name, _signature(value) if callable(value) else "", "  " + first if first else "")


def _signature(target):
    import inspect

    try:
        return str(inspect.signature(target))
    except (TypeError, ValueError):
        return "(...)" if callable(target) else ""


def _documentation(target):
    text = getattr(target, "__doc__", None)
    text = text.strip() if isinstance(text, str) else ""
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
