"""Rules about the guest's Python, checked over many generated cases: this text comes before each `*_rules.py`.

They run in the image's own interpreter (rules.test.ts), and natively under planted faults (scripts/mutants/python).
The cases of a rule are drawn from its title, so every run draws the same.
"""
import random
import traceback

RULES = []


def rule(title):
    def add(function):
        RULES.append((title, function))
        return function

    return add


def same(got, wanted, case=None):
    if type(got) is not type(wanted) or not (got == wanted):
        raise AssertionError("got %s, not %s%s" % (repr(got)[:600], repr(wanted)[:600], "" if case is None else ", for " + repr(case)[:600]))


def holds(truth, case):
    if not truth:
        raise AssertionError("does not hold for %s" % repr(case)[:1000])


def raises(kind, word, call):
    """The exception, which is of this kind and says the word."""
    try:
        found = call()
    except kind as error:
        if word not in str(error):
            raise AssertionError("says %r, not %r" % (str(error)[:600], word)) from None
        return error
    raise AssertionError("gave %s, no %s" % (repr(found)[:600], kind.__name__))


def faults_of(title):
    """None when the rule holds; else what is wrong, with the line."""
    (function,) = [function for name, function in RULES if name == title]
    try:
        function(random.Random(title))
    except Exception as error:
        places = traceback.extract_tb(error.__traceback__)
        return "%s: %s (%s)" % (type(error).__name__, error, ", ".join("%s:%s" % (place.name, place.lineno) for place in places[-3:]))
    return None
