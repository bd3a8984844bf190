"""Names of columns: without blanks around them, each once."""
import itertools

from strategic_runtime.reading import layout
from strategic_runtime.reading.findings import shown


def apart(names):
    """Columns of the same name stay apart, as pandas keeps them: a, a.1."""
    out, counts = [], {}
    taken = set(names)
    for name in names:
        if name not in counts:
            counts[name] = itertools.count(1)
            told = name
        else:
            told = next(one for at in counts[name] if (one := "%s.%d" % (name, at)) not in taken)
            taken.add(told)
        out.append(told)
    return out


def tidy(frame, findings, header=None):
    """`header`: as it is written, where pandas has changed it."""
    names = list(frame.columns)
    stripped = [name.strip() if type(name) is str else name for name in names]
    repeated_as_read = len(set(stripped)) < len(stripped)
    if stripped != names or repeated_as_read:
        frame.columns = apart(stripped)
    if repeated_as_read and header is None:
        header = stripped
    if stripped != names:
        changed = [name for name, tidied in zip(names, stripped) if name != tidied]
        findings.note(None, "names", "blanks around the names of %s were left out, as in %s" % (_columns(len(changed)), shown(changed[0])), None)
    written = [str(name).strip() for name in header or []]
    repeated = list(dict.fromkeys(name for name in written if name and written.count(name) > 1)) if len(set(written)) < len(written) else []
    if repeated:
        told = ", ".join("%s is %s" % (shown(name), " and ".join(shown(one) for one in [name] + [given for given in frame.columns if _numbered(given, name)])) for name in repeated[:5])
        findings.note(None, "duplicate-names", "several columns have the same name, and are told apart: %s" % told, None)
    unnamed = [name for name in frame.columns if str(name).startswith("Unnamed: ") or name == ""]
    if unnamed:
        findings.note(None, "unnamed", "%s without a name: %s" % (_columns(len(unnamed)), ", ".join(shown(name) for name in unnamed[:5])), None)
    if layout.looks_like_data(written):
        findings.note(None, "header", "the first row, which was taken for names, looks like data: the file may have no header", None)


def _numbered(given, name):
    start, _, number = str(given).rpartition(".")
    return start == name and number.isdigit()


def _columns(count):
    return "one column" if count == 1 else "%d columns" % count
