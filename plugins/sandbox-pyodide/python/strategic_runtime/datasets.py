"""The tables of a run: read from the sandbox's own copies of the files, each with what had to be assumed."""
import os
import sys

from strategic_runtime.limits import ASSUMED_ENTRIES, NAME_CHARACTERS, cut
from strategic_runtime.reading import columns_of_text, csv_table, date_numbers, doubts, json_table, kinds, names, several, table_file
from strategic_runtime.reading.errors import DatasetError
from strategic_runtime.reading.findings import Findings

READERS = {"csv": csv_table.read, "json": json_table.read, "ndjson": lambda name, data: json_table.read(name, data, lines=True)}


class Datasets(dict):
    """A table answers to its file's name with and without the extension, and with and without the sheet."""

    def __missing__(self, name):
        if isinstance(name, str) and name:
            stem = name.rpartition(".")[0]
            like = [known for known in self if known == stem or known.rpartition(".")[0] == name]
            like = like or [known for known in self if name in known.split("#", 1)]
            if len(like) == 1:
                return self[like[0]]
        raise KeyError(name)


def load(name, format, path):
    """Returns (table, assumed) of one file, which is removed."""
    table, told = load_parts(name, [{"name": name, "format": format, "path": path}])
    return table, told


def load_parts(name, parts):
    """Returns (table, told) of one file, or of the files of a folder, which are removed. `told` is JSON: what was assumed, and `notes`."""
    read = []
    for part in parts:
        with open(part["path"], "rb") as file:
            data = file.read()
        os.unlink(part["path"])
        table, findings = _read(name, part, data)
        if not isinstance(findings, Findings):
            return table, findings
        read.append((part["name"], table, findings))
    table, findings = read[0][1:] if len(read) == 1 else several.join(name, read)
    return table, findings.told()


def _read(name, part, data):
    format = part["format"]
    if format == "refused":
        raise DatasetError("dataset %r: %s" % (name, data.decode("utf-8", "replace")))
    if format == "table":
        return _taken_over(data)
    if not data.strip():
        raise DatasetError("dataset %r is empty" % name)
    if part.get("reader"):
        return _by_plugin(name, part["reader"], data)
    reader = READERS.get(format)
    if reader is None:
        raise DatasetError("dataset %r has the unknown format %r; use %s" % (name, format, ", ".join(READERS)))
    return reader(name, data)


def _taken_over(data):
    """Columns that were read outside of Python, or in an earlier run on the same file: then all of it is told already."""
    table, findings, settled = table_file.read(data)
    return (table, findings) if settled else (table, _told_of(table, findings))


def _by_plugin(name, program, data):
    """A format of somebody else's: a program whose `read` takes the file's bytes and returns a DataFrame."""
    import pandas as pd

    scope = {"__name__": "dataset_format"}
    try:
        exec(compile(program, "<dataset format>", "exec"), scope)
        table = scope["read"](data)
    except Exception as error:
        raise DatasetError("dataset %r can't be read: %s" % (name, error)) from None
    if not isinstance(table, pd.DataFrame):
        raise DatasetError("dataset %r can't be read: its format's `read` returned %s, not a DataFrame" % (name, type(table).__name__))
    return table, _told_of(table, Findings(first_row=None))


def _told_of(table, findings):
    import pandas as pd

    names.tidy(table, findings)
    columns_of_text.read(pd, table, findings, written_by_hand=False)
    date_numbers.read(pd, table, findings)
    doubts.tell(pd, table, findings)
    return findings


def kept(table, told):
    """The table as bytes for the next run on the same file, or None."""
    if sys.modules.get("pandas") is None or not hasattr(table, "dtypes"):
        return None
    return table_file.write(table, told)


def fields(table):
    """Names and kinds of its columns, as many as are told."""
    if not hasattr(table, "dtypes"):
        return [{"name": cut(str(name), NAME_CHARACTERS), "type": "mixed"} for name in list(table[0] if table else [])[:ASSUMED_ENTRIES]]
    shown = zip(table.columns[:ASSUMED_ENTRIES], range(ASSUMED_ENTRIES))
    return [{"name": cut(str(name), NAME_CHARACTERS), "type": kinds.kind_of(table.iloc[:, at])} for name, at in shown]


def shape(table):
    if sys.modules.get("pandas") is not None and hasattr(table, "shape"):
        return int(table.shape[0]), int(table.shape[1])
    return len(table), max((len(row) for row in table), default=0)
