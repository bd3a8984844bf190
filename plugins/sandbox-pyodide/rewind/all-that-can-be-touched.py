"""What a run can touch, listed by the interpreter itself: `seen()` describes all of it, `touch(way)` changes
all of it in one way."""
import hashlib
import os
import stat
import sys
import zlib

SKIPPED = ("/proc/self/fd",)
# Counts strings that only wait to be collected, too: seen to differ by one. A guest's `sys` does not have it (confine.py).
COUNTS_GARBAGE = "getunicodeinternedsize"
# Of the files that are not read before somebody asks for them, one in so many is read and written; of the others each is.
LAZY = "/lib/python3.14/site-packages"
ONE_IN = 23


def paths():
    for folder, folders, names in os.walk("/"):
        folders.sort()
        if folder in SKIPPED:
            folders.clear()
            continue
        for name in sorted(folders + names):
            yield os.path.join(folder, name)


def chosen(path):
    # Without its own folders the interpreter could not even answer.
    if path == LAZY or LAZY.startswith(path + "/") or path.startswith("/dev/"):
        return False
    return not path.startswith(LAZY) or zlib.crc32(path.encode()) % ONE_IN == 0


def attempt(act, *given):
    """Some of what can be tried is refused: that is no change."""
    try:
        return act(*given)
    except Exception as error:
        return type(error).__name__


def content(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def file_seen(path):
    found = os.lstat(path)
    told = [found.st_mode, found.st_size, found.st_nlink, found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_atime_ns, found.st_uid, found.st_gid]
    if stat.S_ISLNK(found.st_mode):
        told.append(os.readlink(path))
    elif stat.S_ISREG(found.st_mode) and chosen(path):
        told.append(attempt(content, path))
    return told


def descriptor_seen(number):
    try:
        found = os.fstat(number)
    except OSError as error:
        return error.errno
    position = attempt(os.lseek, number, 0, os.SEEK_CUR)
    return [found.st_mode, found.st_ino, position]


def value_seen(value):
    """Which object it is, and what lies directly in it: memory is the same again, so the same lies at the same place."""
    inside = ()
    if type(value) is dict:
        inside = [(id(key), id(one)) for key, one in value.items()]
    elif type(value) in (list, tuple, set, frozenset):
        inside = [id(one) for one in value]
    elif isinstance(value, type):
        inside = [(name, id(one)) for name, one in vars(value).items()]
    return [id(value), type(value).__name__, zlib.crc32(repr(inside).encode())]


def settings():
    """What the interpreter tells of itself: every function of `sys` that asks and needs nothing."""
    yield "os.getcwd()", os.getcwd()
    for name in sorted(vars(sys)):
        if name.startswith(("get", "is_")) and name != COUNTS_GARBAGE and callable(getattr(sys, name)):
            yield f"sys.{name}()", attempt(getattr(sys, name))


def seen():
    told = {}
    for path in paths():
        told[path] = attempt(file_seen, path)
    told.update((f"descriptor {number}", descriptor_seen(number)) for number in range(64))
    for module in sorted(name for name, module in sys.modules.items() if module is not None):
        if module not in ("__main__", "time"):
            told.update((f"{module}.{name}", value_seen(value)) for name, value in vars(sys.modules[module]).items() if not name.startswith("__"))
    told.update((name, value if isinstance(value, (int, str, float)) else str(type(value))) for name, value in settings())
    # A name that a run gave may be found by looking for it alone.
    told.update((path + ".touched", os.path.lexists(path + ".touched")) for path in list(told) if path.startswith("/"))
    with open("/tmp/next", "w") as file:
        told["the next file"] = [os.fstat(file.fileno()).st_ino, file.fileno()]
    os.unlink("/tmp/next")
    told["environment"] = sorted(os.environ.items())
    return told


def told_whole():
    """One text of all that `seen()` describes, for a comparison that carries none of it along."""
    return hashlib.sha256(repr(list(seen().items())).encode()).hexdigest()


def written_over(path):
    with open(path, "r+b") as file:
        file.write(b"touched")


def appended(path):
    with open(path, "ab") as file:
        file.write(b"touched")


def read(path):
    # A console that is not there ends the interpreter that uses it.
    if path.startswith(("/dev/std", "/dev/tty")):
        raise OSError
    with open(path, "rb", buffering=0) as file:
        file.read(1)


TO_FILES = {
    "their modes": lambda path: os.chmod(path, 0o123),
    "their times": lambda path: os.utime(path, (5, 5)),
    "their beginnings": written_over,
    "their ends": appended,
    "their lengths": lambda path: os.truncate(path, 1),
    "their names": lambda path: os.rename(path, path + ".touched"),
    "their folders": lambda path: os.rename(path, f"/tmp/touched{zlib.crc32(path.encode())}"),
    "whether they are": os.unlink,
    "empty folders": os.rmdir,
    "new folders": lambda path: os.mkdir(path + ".touched"),
    "new links": lambda path: os.symlink("/tmp", path + ".touched"),
    "links that lead elsewhere": lambda path: (os.readlink(path), os.unlink(path), os.symlink("/tmp", path)),
    "what is read": read,
}
EACH = ("empty folders", "what is read", "links that lead elsewhere")
held = []


def descriptors():
    for number in (0, 1, 2):
        attempt(os.lseek, number, 5, os.SEEK_SET)
    held.extend(open(f"/tmp/held{at}", "w") for at in range(20))
    for file in held:
        os.ftruncate(file.fileno(), 100_000)
        os.fchmod(file.fileno(), 0o111)
    attempt(os.close, 0)
    os.chdir("/lib")
    os.environ["TOUCHED"] = "1"
    return len(held)


def modules():
    changes = 0
    for name, value in (("setrecursionlimit", 500), ("setswitchinterval", 0.5), ("set_int_max_str_digits", 1000)):
        attempt(getattr(sys, name), value)
    keep = ("builtins", "__main__", "os", "sys", "importlib", "_frozen", "strategic", "codecs", "encodings", "json", "io", "_io")
    for module in list(sys.modules.values()):
        if module is None or module.__name__.startswith(keep):
            continue
        for name, value in list(vars(module).items()):
            changes += 1
            if isinstance(value, dict) and not name.startswith("__"):
                attempt(value.update, {"touched": 1})
            elif isinstance(value, list):
                attempt(value.append, "touched")
            elif type(value) in (float, str) and not name.startswith("__"):
                attempt(setattr, module, name, value + type(value)("1"))
            elif isinstance(value, type):
                attempt(setattr, value, "touched", 1)
    return changes


def touch(way):
    """One way to all that it fits; how many changes it made or tried."""
    if way in globals():
        return globals()[way]()
    act = TO_FILES[way]
    return sum(attempt(act, path) is None or way in EACH for path in reversed(list(paths())) if way in EACH or chosen(path))
