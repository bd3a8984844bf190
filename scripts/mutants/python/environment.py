"""The Python that runs the mutants: numpy and pandas as in the image, in the cache folder, made at the first run.

The same virtual environment as the bench's (bench/peers/peer-python.ts), with the same mark of what is in it.
"""
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
LOCK = ROOT / "plugins/sandbox-pyodide/packages/lock.json"


def cache_folder():
    own, shared = os.environ.get("STRATEGIC_PYTHON_CACHE"), os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return pathlib.Path(own) if own else pathlib.Path(shared or pathlib.Path.home() / ".cache") / "strategic-python"


def enter():
    """Goes on in that environment; returns once there."""
    home = cache_folder() / "bench-python"
    python, mark = home / "bin" / "python", home / "has-pandas"
    if pathlib.Path(sys.prefix).resolve() == home.resolve():
        return
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True, stdout=sys.stderr)
    if not mark.exists():
        versions = {file["name"]: file["version"] for file in json.loads(LOCK.read_text())["files"]}
        wanted = ["%s==%s" % (name, versions[name]) for name in ("pandas", "numpy")]
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True, stdout=sys.stderr)
        mark.write_text("")
    os.execv(python, [str(python), "-B", *sys.argv])
