"""What `core/limits.ts` says, as far as Python must know it, and how text is cut to it."""

ANSWER_BYTES = 20 * 1_048_576
# Data read back from one figure.
FIGURE_BYTES = 2 * 1_048_576
NAME_CHARACTERS = 200
MESSAGE_CHARACTERS = 4000
HINT_CHARACTERS = 2000
ASSUMED_ENTRIES = 100

_text, _cut, _length = str.__str__, str.__getitem__, str.__len__


def cut(text, most):
    """At most `most` characters, the last one "…" when something is missing. The text may be of a guest's own class."""
    text = _text(text)
    return text if _length(text) <= most else _cut(text, slice(most - 1)) + "…"
