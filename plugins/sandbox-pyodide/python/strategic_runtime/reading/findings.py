"""What was assumed, and what was noticed, while a table was read."""
from strategic_runtime.limits import ASSUMED_ENTRIES, NAME_CHARACTERS, cut

CELL_CHARACTERS = 40


class Findings:
    """`notes`: what somebody should know who adds up, sorts or joins these columns. `column` is None for the table as a whole."""

    def __init__(self, encoding=None, delimiter=None, decimal=".", first_row=2):
        self.assumed = {"encoding": encoding, "delimiter": delimiter, "decimal": decimal, "thousands": None}
        self.dates = {}
        self.notes = []
        # Of the file, as a spreadsheet counts, in which the table's first row stands; None where the file has no lines.
        self.first_row = first_row

    def note(self, column, kind, message, fix=None):
        self.notes.append({"column": None if column is None else cut(str(column), NAME_CHARACTERS), "kind": kind, "message": message, "fix": fix})

    def date(self, column, how):
        self.dates[str(column)] = how

    def row(self, place):
        """The row in which the table's `place` stands, as a reader of the file would find it."""
        return place + 1 if self.first_row is None else place + self.first_row

    def told(self):
        """As JSON. A header may be as long as its file: names are cut, and what is left out is counted."""
        dates = {cut(name, NAME_CHARACTERS): how for name, how in list(self.dates.items())[:ASSUMED_ENTRIES]}
        left = len(self.dates) - len(dates)
        if left > 0:
            dates["…"] = "and %d columns more" % left
        notes = self.notes[:ASSUMED_ENTRIES]
        left = len(self.notes) - len(notes)
        if left > 0:
            notes = notes + [{"column": None, "kind": "more", "message": "and %d notes more" % left, "fix": None}]
        return {**self.assumed, "dates": dates, "notes": notes}


def shown(cell):
    """A cell as a note quotes it."""
    return repr(cut(cell if type(cell) is str else str(cell), CELL_CHARACTERS))


def of_column(column):
    """How a line of Python names it."""
    return "table[%r]" % (column,)


def odd_cells(values, odd, findings, most=3):
    """"3 of 1,153 cells: 'MISSING' (row 17), '–' (row 40)" for the cells that are among `odd`."""
    which = values.isin(odd).to_numpy()
    places = which.nonzero()[0]
    seen, told = set(), []
    for place in places:
        cell = values.iloc[place]
        if cell in seen:
            continue
        seen.add(cell)
        told.append("%s (row %s)" % (shown(cell), format(findings.row(int(place)), ",")))
        if len(told) == most:
            break
    more = len(set(odd)) - len(told)
    count, of = len(places), int(values.notna().sum())
    return "%s of %s cells: %s%s" % (format(count, ","), format(of, ","), ", ".join(told), ", and %s others" % format(more, ",") if more > 0 else "")
