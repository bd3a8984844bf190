"""Words that stand for a gap, and may be a name: NA is Namibia, None is an answer."""
from strategic_runtime.reading.findings import odd_cells, of_column

# What pandas takes for missing, but for empty cells.
WORDS = ("NA", "N/A", "n/a", "None", "null", "NULL", "nan", "NaN", "<NA>", "#N/A", "#NA")


def tell(frame, gapped, read_words, text, findings):
    """`gapped`: positions of the columns of text with gaps; among numbers such a word is a gap and nothing else. `read_words(positions)`:
    these columns as written."""
    if not gapped or not any(word in text for word in WORDS):
        return
    written = read_words(gapped)
    for place, position in enumerate(gapped):
        column, cells = frame.columns[position], written.iloc[:, place].str.strip()
        said = cells[frame.iloc[:, position].isna() & (cells != "")]
        words = list(said.unique())
        if not words:
            continue
        only = len(words) == 1 and len(said) == int(frame.iloc[:, position].isna().sum())
        named = of_column(column)
        findings.note(column, "gap-words", "read as missing: %s; where that is a name or an answer, put it back" % odd_cells(cells, words, findings), "%s = %s.fillna(%r)" % (named, named, words[0]) if only else None)
