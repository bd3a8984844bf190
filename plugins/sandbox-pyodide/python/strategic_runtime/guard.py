"""What guest code can't import, whatever the scope validator let through.

Every guard inside Python has been bypassed somewhere: this one is for clear errors. The layers below hold without it.
"""
import gc
import sys
import types

#: Raised in this run, by `confine`.
security_errors = 0

BLOCKED = frozenset(
    """js pyodide_js _pyodide_core pyodide _pyodide pyodide_kernel ctypes _ctypes _ctypes_test socket _socket ssl _ssl subprocess
    _posixsubprocess multiprocessing _multiprocessing concurrent pty tty termios fcntl resource signal webbrowser ftplib smtplib
    poplib imaplib http urllib3 requests xmlrpc socketserver asyncio venv ensurepip pip cffi _cffi_backend readline
    strategic_runtime""".split()
)
# pandas and zoneinfo look at these while they work: loaded already, still reachable for them, blocked for the guest by scope.
_FORGET = ("js", "pyodide_js", "_pyodide_core", "ctypes", "_ctypes", "socket", "_socket", "ssl", "_ssl", "subprocess", "_posixsubprocess", "multiprocessing", "asyncio", "webbrowser")


# What scipy's compiled code asks of `ctypes` when it is handed a function: whether that is one of C's. None is.
_ctypes_for_scipy = types.ModuleType("ctypes", "Stands in: there are no functions of C here.")
_ctypes_for_scipy._CFuncPtr = type("_CFuncPtr", (), {"__module__": "ctypes"})


class Refuser:
    def find_spec(self, name, path=None, target=None):
        root = name.partition(".")[0]
        if root in BLOCKED:
            raise ImportError("%s is not available in the sandbox" % root, name=root)
        return None


def close():
    """Called once, before the checkpoint."""
    global _refuser
    sys.meta_path[:] = [finder for finder in sys.meta_path if not hasattr(finder, "jsproxies")]
    _refuser = Refuser()
    sys.meta_path.insert(0, _refuser)
    for name in list(sys.modules):
        if name.partition(".")[0] in _FORGET or name == "pyodide" or name.startswith(("pyodide.", "_pyodide")):
            del sys.modules[name]
    if "scipy" in sys.modules:
        sys.modules["ctypes"] = _ctypes_for_scipy
    # Objects of the bridge that are let go of here would be let go of inside a run, where the bridge is cut.
    gc.collect()
    gc.freeze()


def tripwires():
    """After a run: what it did that no analysis does. An honest account of an honest mistake; the worker has its own."""
    found = ["a security error"] * (security_errors > 0)
    if not (sys.meta_path and sys.meta_path[0] is _refuser):
        found.append("the import guard is gone")
    found += ["the module %s is loaded" % name for name in _FORGET if sys.modules.get(name, _ctypes_for_scipy) is not _ctypes_for_scipy]
    return found[:10]
