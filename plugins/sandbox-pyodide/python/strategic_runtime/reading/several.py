"""A folder of equal files as one table."""
from strategic_runtime.reading.errors import DatasetError
from strategic_runtime.reading.findings import Findings, shown

COLUMN = "file"


def join(name, parts):
    """`parts`: (file's name, table, findings) of each. One table, with a last column that says which file a row is from."""
    import pandas as pd

    first_name, first, _ = parts[0]
    for part_name, table, _ in parts[1:]:
        if list(table.columns) != list(first.columns):
            raise DatasetError("dataset %r is a folder whose files differ: %s" % (name, _difference(first_name, first, part_name, table)))
    column = COLUMN if COLUMN not in first.columns else "source file"
    for part_name, table, _ in parts:
        table[column] = part_name
    whole = pd.concat([table for _, table, _ in parts], ignore_index=True)
    findings = Findings(first_row=None)
    findings.assumed = parts[0][2].assumed
    for part_name, _, found in parts:
        findings.dates.update(found.dates)
        findings.notes.extend({**note, "message": "%s: %s" % (part_name, note["message"])} for note in found.notes)
    for position, other in enumerate(first.columns):
        kinds = {str(table.dtypes.iloc[position]) for _, table, _ in parts}
        if len(kinds) > 1:
            findings.note(other, "mixed-types", "is of another kind in some of the files: %s" % ", ".join(sorted(kinds)), None)
    findings.notes.insert(0, {"column": column, "kind": "folder", "message": "%d files as one table; the column %s says which file a row is from" % (len(parts), shown(column)), "fix": None})
    return whole, findings


def _difference(first_name, first, part_name, table):
    missing = [one for one in first.columns if one not in table.columns]
    more = [one for one in table.columns if one not in first.columns]
    said = ["%s lacks %s" % (part_name, ", ".join(map(shown, missing[:3])))] if missing else []
    said += ["%s has %s, too" % (part_name, ", ".join(map(shown, more[:3])))] if more else []
    return "; ".join(said) or "%s and %s have the same columns in another order" % (first_name, part_name)
