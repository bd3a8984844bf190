/**
 * Programs of a guest for whom every guard in Python has fallen: they run as the host's own preamble does, with the real
 * builtins, `sys` and `os`, and with `ctypes`, which numpy has kept, for any read and write of linear memory.
 * Whatever such a program does, no later run may notice. None of these is expected to succeed or to fail: only what follows counts.
 */
export interface Attack {
  readonly name: string;
  readonly code: string;
}

/** Put before each: what a guest has in hand. */
export const IN_HAND = `
import sys, os, gc, builtins, math, struct
_guards, _modules = list(sys.meta_path), set(sys.modules)
del sys.meta_path[:1]
import numpy as np, pandas as pd, numpy._core._internal as _internal
ct = _internal.ctypes
def word(at): return ct.c_uint32.from_address(at)
def memory(at, size): return (ct.c_char * size).from_address(at)
def attempt(act):
    try:
        return act()
    except Exception as error:
        return repr(error)
`;

/** Put after each: what the runtime's own account of a run would tell is put back, so that the worker goes on. */
const TRACKS_COVERED = `
sys.meta_path[:] = _guards
for _name in set(sys.modules) - _modules: del sys.modules[_name]`;

export const withEverything = ({ code }: Attack): string => `${IN_HAND}\n${code}\n${TRACKS_COVERED}`;

const attack = (name: string, code: string): Attack => ({ name, code });

/** Numbers: later runs compute something else. */
export const numbers: readonly Attack[] = [
  attack("math.pi in linear memory", "ct.c_double.from_address(id(math.pi) + 8).value = 3.0"),
  attack("the small integers in linear memory", "for n in (2, 3, 5, 7, 42): word(id(n) + 12).value = 1"),
  attack("methods of pandas", "pd.Series.sum = lambda self, *a, **k: 1.0\npd.DataFrame.groupby = None\nnp.sum = None"),
  attack(
    "float.__neg__'s slot in its type",
    "numbers = word(id(float) + 48).value\nword(numbers + 24).value = word(numbers + 4 * 7).value",
  ),
  attack("a callback in the function table", "F = ct.CFUNCTYPE(ct.c_int, ct.c_int)\nkept = [F(lambda x: 7) for _ in range(50)]"),
  attack(
    "a callback freed in another's slot of the function table",
    `
F = ct.CFUNCTYPE(ct.c_int, ct.c_int)
callback = F(lambda x: x)
index = word(ct.addressof(callback)).value
for i in range(40):
    inner = word(id(callback) + 4 * i).value
    if 4096 < inner < 70_000_000 and inner % 4 == 0:
        for j in range(20):
            if word(inner + 4 * j).value == index: word(inner + 4 * j).value = word(word(id(float) + 48).value + 24).value
del callback
gc.collect()
more = [F(lambda x: 7) for _ in range(5)]`,
  ),
  attack(
    "the table of the host's own functions",
    "import strategic_runtime.entry as e\ne._run = lambda request: {'result': 7}\ne._operations['run'] = e._run\ne._encode = lambda value: '{}'",
  ),
  attack("the canary's own program", "import strategic_runtime.canary as c\nc.answers = lambda x: []"),
  attack(
    "the bridge's module",
    "attempt(lambda: __import__('_pyodide_core'))\nattempt(lambda: __import__('js'))\nattempt(lambda: __import__('pyodide_js'))",
  ),
  attack(
    "the rewind's copy, by a hook on what writes it back",
    `
try:
    import _pyodide_core as bridge
except ImportError:
    pass
else:
    proto = bridge.to_js(b"abc").constructor.prototype
    real, at, three = proto.set, id(math.pi) + 8, struct.pack("<d", 3.0)
    def hook(this, source, *rest):
        if source.byteLength > 50_000_000:
            part = source.subarray(at, at + 8)
            for i in range(8): part.fill(three[i], i, i + 1)
            del proto.set
            return
        return real.call(this, source, *rest)
    proto.set = bridge.create_proxy(hook, capture_this=True)`,
  ),
  attack(
    "the rewind switched off",
    `
try:
    import _pyodide_core as bridge
except ImportError:
    pass
else:
    array = bridge.to_js(b"abc").constructor
    array.prototype.set = array.prototype.hasOwnProperty
    real = pd.Series.sum
    pd.Series.sum = lambda self, *a, **k: real(self, *a, **k) * 1.03`,
  ),
  attack(
    "objects of the bridge that are left in memory",
    "for o in gc.get_objects():\n    if type(o).__name__ in ('JsProxy', 'JsBuffer', 'JsException'):\n        attempt(lambda: dir(o)); attempt(lambda: o.constructor)",
  ),
  attack(
    "a JavaScript object made of an interpreter's type",
    "for t in object.__subclasses__():\n    if 'Js' in t.__name__: attempt(lambda: t.__new__(t).constructor)",
  ),
  attack(
    "a rewritten library of the image",
    "p = '/lib/python3.14/site-packages/pandas/_libs/sas.cpython-314-wasm32-emscripten.so'\ndata = bytearray(open(p, 'rb').read())\ndata[-50] ^= 1\nopen(p, 'wb').write(data)\nattempt(lambda: __import__('pandas._libs.sas'))",
  ),
  attack(
    "a rewritten module of the image",
    "open('/lib/python3.14/site-packages/pandas/core/series.py', 'w').write('raise SystemExit')\nopen('/lib/python3.14/site-packages/six.py', 'a').write('import math; math.pi = 3')",
  ),
];

/** Others' code and data: what a run leaves behind, or finds. */
export const leaks: readonly Attack[] = [
  attack(
    "files, folders, links",
    "os.makedirs('/tmp/a/b'); open('/tmp/a/b/c', 'w').write('MARK'); os.symlink('/tmp/a', '/home/link'); os.rename('/tmp/a', '/tmp/z'); os.chdir('/tmp/z')",
  ),
  attack(
    "a file mapped into memory",
    "import mmap\nf = open('/lib/python3.14/site-packages/six.py', 'r+b')\nm = mmap.mmap(f.fileno(), 0)\nm[0:4] = b'MARK'\nm.flush()",
  ),
  attack(
    "modes and times of devices",
    "os.chmod('/dev/null', 0o600); os.utime('/dev/null', (1, 1)); open('/dev/urandom', 'rb').read(1); os.chmod('/tmp', 0o500)",
  ),
  attack(
    "descriptors",
    "held = [os.open('/tmp/d%d' % i, os.O_CREAT | os.O_RDWR) for i in range(100)]\nos.close(0); os.close(1); os.close(2)",
  ),
  attack("duplicated descriptors", "attempt(lambda: os.dup2(os.open('/tmp/dup', os.O_CREAT | os.O_RDWR), 1))"),
  attack(
    "the environment and the locale",
    "os.environ['MARK'] = 'MARK'\nimport locale, time\nattempt(lambda: locale.setlocale(locale.LC_ALL, 'C'))\nos.environ['TZ'] = 'Asia/Tokyo'; time.tzset()",
  ),
  attack(
    "marks in every part of memory",
    "builtins.MARK = 'MARK' * 1000\nsys.MARK = builtins.MARK\nblocks = [bytearray(b'MARKMARK' * 4000) for _ in range(2000)]",
  ),
  attack(
    "marks above the allocator's break",
    "big = bytearray(b'MARK' * 25_000_000)\ndel big\nmemory(77_000_000, 400_000).raw = b'MARK' * 100_000",
  ),
  attack(
    "signals and timers",
    "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nattempt(lambda: signal.setitimer(signal.ITIMER_REAL, 0.05))",
  ),
  attack(
    "exit hooks and finalisers",
    "import atexit, weakref\natexit.register(lambda: 7)\nclass F:\n    def __del__(self): builtins.MARK = 1\nsys.kept = F()\nweakref.finalize(sys.kept, lambda: 7)",
  ),
  attack(
    "hooks of the interpreter",
    "sys.settrace(lambda *a: None); sys.setprofile(lambda *a: None); sys.addaudithook(lambda *a: None)\nsys.excepthook = sys.displayhook = sys.unraisablehook = None\nsys.path_hooks.clear(); sys.path.clear(); sys.path_importer_cache.clear(); sys.meta_path.clear()",
  ),
];

/** The host: processes, network, JavaScript, native code. */
export const host: readonly Attack[] = [
  attack("a shell", "attempt(lambda: os.system('touch /tmp/reached'))"),
  attack("C's system through ctypes", "attempt(lambda: ct.CDLL(None).system(b'true'))"),
  attack("JavaScript from a string", "attempt(lambda: ct.CDLL(None).emscripten_run_script_string(b'process.version'))"),
  attack("any function of the runtime by name", "attempt(lambda: ct.pythonapi.Py_GetVersion())"),
  attack(
    "a socket",
    "attempt(lambda: __import__('_socket').socket())\nattempt(lambda: __import__('socket').create_connection(('127.0.0.1', 1)))",
  ),
  attack(
    "a process",
    "attempt(lambda: os.fork())\nattempt(lambda: os.execv('/bin/true', ['true']))\nattempt(lambda: os.posix_spawn('/bin/true', ['true'], {}))",
  ),
  attack("a pipe", "attempt(lambda: os.pipe())"),
  attack(
    "a library that the guest wrote",
    `
import importlib.machinery as machinery, importlib.util as util
open('/tmp/own.so', 'wb').write(bytes([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 18, 8, *b'dylink.0', 1, 6, 0, 0, 0, 0, 0, 0][:29]))
loader = machinery.ExtensionFileLoader('own', '/tmp/own.so')
attempt(lambda: util.module_from_spec(util.spec_from_loader('own', loader)))`,
  ),
  attack(
    "a library that the guest wrote, under the name of one of ours",
    `
import importlib.machinery as machinery, importlib.util as util
path = '/lib/python3.14/site-packages/pandas/_libs/sas.cpython-314-wasm32-emscripten.so'
os.rename(path, '/tmp/was.so')
open(path, 'wb').write(open('/tmp/was.so', 'rb').read())
attempt(lambda: util.module_from_spec(util.spec_from_loader('pandas._libs.sas', machinery.ExtensionFileLoader('pandas._libs.sas', path))))`,
  ),
  attack(
    "built-in modules of other uses",
    "for name in ('_ctypes', '_posixsubprocess', '_testcapi', '_testinternalcapi', 'faulthandler', '_remote_debugging'):\n    sys.modules.pop(name, None)\n    attempt(lambda: __import__(name))",
  ),
];

/** Availability: the interpreter, its process, or the answer is made unusable. */
export const availability: readonly Attack[] = [
  attack("exit", "os._exit(3)"),
  attack("abort", "os.abort()"),
  attack("a write to address zero", "memory(0, 4096).raw = b'\\xff' * 4096"),
  attack(
    "all of linear memory overwritten",
    "at, block = 1_000_000, b'A' * 65536\nwhile True:\n    memory(at, 65536).raw = block\n    at += 65536",
  ),
  attack("the C stack exhausted", "def deep(n): return max([n], key=deep)\nsys.setrecursionlimit(10**9)\ndeep(1)"),
  attack("interrupts swallowed for ever", "while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
  attack(
    "an answer without end",
    "import strategic_runtime.entry as e\ne._encode = lambda value: '\"' + 'x' * 40_000_000 + '\"'",
  ),
  attack("an answer that is not JSON", "import strategic_runtime.entry as e\ne._encode = lambda value: '{'"),
  attack(
    "an answer nested without end",
    "import strategic_runtime.entry as e\ne._encode = lambda value: '[' * 5_000_000 + ']' * 5_000_000",
  ),
  attack("an answer that is not text", "import strategic_runtime.entry as e\ne._encode = lambda value: 7"),
  attack(
    "an answer that lies outside its memory",
    "import strategic_runtime.entry as e\ns = 'x' * 100\nword(id(s) + 8).value = 0x7fffffff\ne._encode = lambda value: s",
  ),
  attack("an exception whose name is long", "class E(Exception): pass\nE.__name__ = '\\u00e9' * 4_000_000\nraise E()"),
  attack(
    "an exception that can't be described",
    "class E(Exception):\n    def __str__(self): raise self\n    __repr__ = __str__\nraise E()",
  ),
  attack("files without end", "for i in range(200_000): open('/tmp/%d' % i, 'w').close()"),
  attack("file names without end", "for i in range(60_000): open('/tmp/' + 'n' * 3000 + str(i), 'w').close()"),
  attack("links without end", "for i in range(60_000): os.symlink('t' * 4000, '/tmp/l%d' % i)"),
  attack("a file as large as can be", "f = open('/tmp/big', 'wb')\nf.truncate(2_000_000_000)"),
  attack("memory", "kept = []\nwhile True: kept.append(bytearray(10_000_000))"),
  attack("descriptors without end", "kept = []\nwhile True: kept.append(os.open('/tmp/x', os.O_CREAT | os.O_RDWR))"),
];
