"""Digits that name something: 00734 is no 734."""
import re

from strategic_runtime.reading.findings import of_column, shown
from strategic_runtime.reading.numbers import CODE_NAME

# As short as a month, a day or an hour: a number, unless its column's name says otherwise.
SHORT = 2


def keep_leading_zeros(frame, read_text, text, findings):
    """Whole-number columns that lost a zero at the front become text again. `read_text(position)`: that column as it is written."""
    # Each begins with a sign of its own, for which a long text is searched ten times as fast as for one of several; one that the text
    # lacks is not searched for; and with two of them it is faster still.
    delimiter = findings.assumed["delimiter"]
    blanks = " *" if any(sign + " " in text for sign in ("\n", '"', delimiter)) else ""
    if not any(sign in text and re.search(re.escape(sign) + blanks + r"0\d", text) for sign in ("\n", "\r", '"', delimiter)) and re.match(r"\s*0\d", text) is None:
        return
    for position in range(frame.shape[1]):
        column = frame.columns[position]
        if frame.dtypes.iloc[position].kind not in "iuf":
            continue
        written = read_text(position)
        digits = written.dropna()
        zeros = digits[digits.str.match(r"0\d") & digits.str.fullmatch(r"\d+")]
        if len(zeros) == 0 or not digits.str.fullmatch(r"\d+").all():
            continue
        if digits.str.len().max() <= SHORT and CODE_NAME.search(str(column)) is None:
            findings.note(column, "leading-zeros", "numbers: the zero in front, as in %s, was left out" % shown(zeros.iloc[0]), None)
            continue
        frame.isetitem(position, written)
        findings.note(column, "leading-zeros", "text, so that zeros in front stay, as in %s" % shown(zeros.iloc[0]), "%s = pd.to_numeric(%s)" % (of_column(column), of_column(column)))
