"""Labels that may be one and the same: in another case, with other blanks, marks or accents, or with a letter too many, too few or swapped."""
import re
import unicodedata

from strategic_runtime.reading.findings import of_column, shown

# Between words or at the end of one; not in 1.5, A+ and A-.
MARKS = re.compile(r"(?<!\d)[.,;:'\u2019\"`]|[.,;:'\u2019\"`](?!\d)|(?<=\w)[-_/](?=\w)")
# A shorter word has neighbours that are other words: Iran, Iraq.
LETTERS_LEAST = 6
LETTERS = re.compile(r"[^\W\d_]+")
MOST_TOLD = 3


def tell(column, labels, findings):
    spelled = _groups(labels, lambda label: " ".join(label.split()).casefold())
    if spelled:
        findings.note(column, "similar-values", "differ only in case or blanks, and are counted apart: %s" % _told(spelled), "%s = %s.str.strip().str.casefold()" % (of_column(column), of_column(column)))
    taken = {label for group in spelled for label in group}
    others = [label for label in labels if label not in taken]
    alike = _groups(others, _bare)
    taken |= {label for group in alike for label in group}
    # What differs in its digits is another one.
    alike += _typed([label for label in others if label not in taken and not any(map(str.isdigit, label))])
    if alike:
        findings.note(column, "similar-values", "may be the same, and are counted apart: %s" % _told(alike), "%s = %s.replace(%r, %r)" % (of_column(column), of_column(column), *sorted(alike[0])[:2]))


def _groups(labels, key):
    found = {}
    for label in labels:
        found.setdefault(key(label), []).append(label)
    return [group for group in found.values() if len(group) > 1]


def _bare(label):
    """Without marks and accents."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", label) if not unicodedata.combining(one))
    return " ".join(MARKS.sub(" ", plain).split()).casefold()


def _typed(labels):
    """Pairs of which one has a letter more, less or swapped, within a long word that begins the same."""
    keys = {}
    for label in labels:
        bare = _bare(label)
        for at in range(len(bare) + 1):
            keys.setdefault(bare[:at] + bare[at + 1 :], set()).add(label)
    pairs = {tuple(sorted(pair)) for group in keys.values() if 1 < len(group) <= 4 for pair in _pairs(sorted(group)) if _one_word_off(*map(_bare, pair))}
    return [list(pair) for pair in sorted(pairs)]


def _pairs(group):
    return [(one, other) for at, one in enumerate(group) for other in group[at + 1 :]]


def _one_word_off(one, other):
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return False
    off = [(a, b) for a, b in zip(first, second) if a != b]
    if len(off) != 1:
        return False
    a, b = off[0]
    if min(len(a), len(b)) < LETTERS_LEAST or a[0] != b[0] or not LETTERS.fullmatch(a) or not LETTERS.fullmatch(b):
        return False
    # A plural, a female form and the like are words of their own.
    short, long = sorted((a, b), key=len)
    return not long.startswith(short) and (len(a) != len(b) or _swapped(a, b))


def _swapped(a, b):
    """Two neighbouring letters in each other's place; one letter instead of another makes words: inception, perception."""
    places = [at for at in range(len(a)) if a[at] != b[at]]
    return len(places) == 2 and places[1] == places[0] + 1 and a[places[0]] == b[places[1]] and a[places[1]] == b[places[0]]


def _told(groups):
    more = ", and %d more" % (len(groups) - MOST_TOLD) if len(groups) > MOST_TOLD else ""
    return "; ".join(" and ".join(shown(one) for one in sorted(group)) for group in groups[:MOST_TOLD]) + more
