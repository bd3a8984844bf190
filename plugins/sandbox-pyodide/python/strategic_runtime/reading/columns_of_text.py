"""Each column of text is looked at once: numbers, dates, or text, and why."""
from strategic_runtime.reading import dates, numbers
from strategic_runtime.reading.findings import odd_cells, of_column, shown

# Kinds in which nothing is left to be found.
SETTLED = "fiubmMc"


def read(pd, frame, findings, written_by_hand):
    """`written_by_hand`: the file has no types, so that digits in a cell are a number. In JSON a text is meant as text. Returns the
    positions of those that stay text, and have gaps."""
    dated, gapped = [], []
    for position, column in enumerate(frame.columns):
        values = frame.iloc[:, position]
        if values.dtype.kind in SETTLED or str(values.dtype).startswith(("Int", "period")):
            continue
        cells, gaps = _different(pd, values)
        if gaps and cells:
            gapped.append(position)
        if cells is None:
            _mixed(values, column, findings)
        elif not cells:
            continue
        elif dates.looks_like_dates(cells):
            dated.append((position, cells))
        elif numbers.looks_like_numbers(cells):
            if written_by_hand:
                made = numbers.convert(pd, values, cells, column, findings.assumed["decimal"], findings)
                if made is not None:
                    frame.isetitem(position, made)
            else:
                _numbers_as_text(values, cells, column, findings)
        else:
            numbers.tell_magnitudes(cells, column, findings)
    dates.read(pd, frame, dated, findings)
    return [position for position in gapped if frame.dtypes.iloc[position].kind == "O"]


def _different(pd, values):
    """(the different texts of a column, whether it has gaps); None for the texts when it holds something else, too."""
    try:
        # As objects: one by one out of pandas' array of texts takes ten times as long.
        every = values.unique().astype(object)
    except TypeError:
        return None, False
    cells = [cell for cell in every if type(cell) is str or not pd.isna(cell)]
    gaps = len(cells) < len(every)
    if values.dtype == "str":
        return cells, gaps
    return (cells if all(type(cell) is str for cell in cells) else None), gaps


def _mixed(values, column, findings):
    """Text beside numbers or others: whichever is the rarer is what is shown."""
    present = values.dropna()
    is_text = present.map(lambda cell: type(cell) is str)
    texts, others = present[is_text], present[~is_text]
    if len(texts) == 0 or len(others) == 0:
        return
    named = of_column(column)
    numeric = all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in others)
    kind = "numbers" if numeric else type(others.iloc[0]).__name__
    if len(texts) <= len(others):
        fix = "%s = pd.to_numeric(%s, errors=\"coerce\")" % (named, named) if numeric else None
        findings.note(column, "mixed-types", "%s and text: text in %s" % (kind, odd_cells(values, list(dict.fromkeys(texts)), findings)), fix)
    elif numeric:
        findings.note(column, "mixed-types", "text and numbers: numbers in %s" % odd_cells(values, list(dict.fromkeys(others)), findings), "%s = %s.astype(str)" % (named, named))


def _numbers_as_text(values, cells, column, findings):
    """A text of a workbook or of JSON was meant so; what it holds is told, with the line that makes numbers of it."""
    if numbers.is_code(cells) or numbers.CODE_NAME.search(str(column)) and not all(numbers.PLAIN.fullmatch(cell.strip()) for cell in cells):
        return
    told, fix = numbers.as_text(values, cells, column, findings)
    findings.note(column, "text-not-number", told, fix)
